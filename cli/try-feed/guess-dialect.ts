import { isUtf8 } from 'node:buffer';
import { textOf } from '../../jobs/sources/files/formats/text-encoding';
import type { FeedDialect } from '../../model/feed-dialect';
import type { Encoding } from '../../model/text-encoding';

/** Delimiters that are tried, the usual ones first: of two that fit equally well the first is proposed. */
const DELIMITERS = [',', '|', '\t', ';', '||', '~|~', '~', '^', '\x01', ':'];
/** Lines that are looked at. */
const LINES = 500;
/** A file of fewer lines with the same number of fields is not recognized. */
const LEAST_SHARE = 0.5;
/** How a trailer begins. Other last lines may be rows that were cut, or hold values. */
const TRAILER = /^["']?(trailer|trl|tlr|total|totals|eof|end|footer|records|rows|count)\b/i;

/** What a text seems to be written in; fields that are as a feed has them by default are left out. */
export interface GuessedDialect {
  readonly dialect: Partial<FeedDialect>;
  /** Fields of a line. */
  readonly columns: number;
  /** Line of the header, from 1, if the first line with all fields is one. */
  readonly headerLine: number;
  /** How sure the delimiter is: share of lines with the same number of fields. */
  readonly confidence: number;
  /** What a person should look at. */
  readonly notes: readonly string[];
}

/**
 * Proposes a dialect from the beginning of a file. It is only a proposal: a feed says what its files are, and a file that differs is refused.
 * @param isWhole the sample is the whole file. @returns null: no delimiter gives a table
 */
export function guessDialect(sample: Buffer, isWhole: boolean): GuessedDialect | null {
  const encoding = guessEncoding(sample);
  const lines = linesOf(sample, encoding, isWhole);
  const guesses = DELIMITERS.flatMap((delimiter) => guessWith(lines, delimiter) ?? []);
  const isPart = (each: (typeof guesses)[number]) =>
    guesses.some(
      (longer) =>
        longer.delimiter !== each.delimiter &&
        longer.delimiter.includes(each.delimiter) &&
        longer.confidence >= each.confidence,
    );
  // Two characters between fields also split at each one of them, into too many fields.
  const best = guesses
    .filter((each) => !isPart(each))
    .reduce<(typeof guesses)[number] | null>(
      (found, each) => (found === null || each.score > found.score ? each : found),
      null,
    );
  if (!best) return null;
  const { delimiter, quote, counts, width, confidence } = best;
  const headerLine = counts.indexOf(width) + 1;
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const lastLine = lines[last] ?? '';
  const isShort = isWhole && last > headerLine && counts[last] !== width;
  const trailer = isShort ? TRAILER.exec(lastLine)?.[0] : undefined;
  const escapes = quote !== 'none' && lines.some((line) => line.includes(`\\${quote}`));
  return {
    dialect: {
      ...(delimiter === ',' ? {} : { delimiter }),
      ...(encoding === 'utf8' ? {} : { encoding }),
      ...(quote === '"' ? {} : { quote }),
      ...(escapes ? { escape: '\\' } : {}),
      ...(headerLine > 1 ? { header: { line: headerLine } } : {}),
      ...(trailer === undefined ? {} : { footer: { startsWith: trailer } }),
    },
    columns: width,
    headerLine,
    confidence: Math.round(confidence * 100) / 100,
    notes: isShort && trailer === undefined ? ['the last line has not all fields: a footer, or the file was cut'] : [],
  };
}

function guessEncoding(sample: Buffer): Encoding {
  const mark = sample.subarray(0, 2).toString('latin1');
  if (mark === '\xff\xfe') return 'utf-16le';
  if (mark === '\xfe\xff') return 'utf-16be';
  const zeros = [0, 0];
  for (const [index, byte] of sample.subarray(0, 1_000).entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd > sample.subarray(0, 1_000).length / 4) return odd > even ? 'utf-16le' : 'utf-16be';
  // The last letter of a sample may be cut.
  for (let cut = 0; cut < 4; cut++) if (isUtf8(sample.subarray(0, sample.length - cut))) return 'utf8';
  const text = sample.toString('latin1');
  return /[\x80-\x9f]/.test(text) && !/[\x81\x8d\x8f\x90\x9d]/.test(text) ? 'windows-1252' : 'latin1';
}

function linesOf(sample: Buffer, encoding: Encoding, isWhole: boolean): string[] {
  const wide = encoding === 'utf-16be' ? Buffer.from(sample.subarray(0, sample.length & ~1)).swap16() : sample;
  const text = encoding.startsWith('utf-16') ? wide.toString('utf16le') : textOf(sample.toString('latin1'), encoding);
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  if (!isWhole) lines.pop();
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines.length > LINES && !isWhole ? lines.slice(0, LINES) : lines;
}

/** How well the lines split at a delimiter; null: into one field. */
function guessWith(lines: readonly string[], delimiter: string) {
  const quote = quoteOf(lines, delimiter);
  const counts = lines.map((line) => fieldsOf(line, delimiter, quote));
  const tally = new Map<number, number>();
  for (const count of counts) if (count > 1) tally.set(count, (tally.get(count) ?? 0) + 1);
  const [width, hits] = [...tally].reduce((most, each) => (each[1] > most[1] ? each : most), [0, 0]);
  const filled = lines.filter((line) => line.trim() !== '').length;
  const confidence = filled === 0 ? 0 : hits / filled;
  // Many columns on every line are hardly an accident.
  const score = confidence * Math.log2(width + 1);
  return width > 1 && confidence >= LEAST_SHARE ? { delimiter, quote, counts, width, confidence, score } : null;
}

function quoteOf(lines: readonly string[], delimiter: string): string {
  const opens = (quote: string) =>
    lines.filter((line) => line.startsWith(quote) || line.includes(delimiter + quote)).length;
  const closes = (quote: string) =>
    lines.filter((line) => line.endsWith(quote) || line.includes(quote + delimiter)).length;
  const single = Math.min(opens("'"), closes("'"));
  return opens('"') === 0 && single > lines.length / 10 ? "'" : '"';
}

/** Fields of one line; what is quoted holds no delimiter. */
function fieldsOf(line: string, delimiter: string, quote: string): number {
  let fields = 1;
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === quote) isQuoted = !isQuoted;
    else if (!isQuoted && line.startsWith(delimiter, at)) {
      fields++;
      at += delimiter.length - 1;
    }
  }
  return fields;
}
