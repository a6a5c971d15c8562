import { z } from 'zod';
import { checkedText } from './checked-text';
import { FILE_HEADER, FILE_HEADER_RULE } from './mapping/source-names';
import { ENCODINGS, isWritable } from './text-encoding';

/** How a field is quoted where a feed does not say. */
export const DEFAULT_QUOTE = '"';

/** Lines before the header, or behind the last row, that a feed may declare. */
const MOST_LINES = 1_000;

const dialectText = checkedText('DIALECT_INVALID', /^[^\r\n\0]{1,40}$/, '1 to 40 characters on one line');
const mark = z.string().refine((input) => input === 'none' || /^[\x21-\x7e]$/.test(input), {
  error: 'one visible ASCII character, or "none"',
  params: { code: 'DIALECT_INVALID' },
});

/** How the files of a feed are written, as fields of the feed. What a feed does not say is as in RFC 4180, with a header line. */
export const dialectFields = {
  /** Between two fields: one character or several. */
  delimiter: checkedText('DIALECT_INVALID', /^[^\r\n\0]{1,10}$/, '1 to 10 characters on one line').default(','),
  encoding: z.enum(ENCODINGS).default('utf8'),
  /** Around a field that holds a delimiter or a line break; `none`: nothing is quoted. Absent: `DEFAULT_QUOTE`. */
  quote: mark.optional(),
  /** Before a character that stands for itself. Absent or `none`: only a doubled quote stands for a quote. */
  escape: mark.optional(),
  /** A line that begins with this text is not a row; it is counted. Absent: there are no comments. */
  comment: dialectText.optional(),
  header: z
    .strictObject({
      /** Line of the header, from 1; lines above it are not read. With `names`: line of the first row. */
      line: z.int().min(1).max(MOST_LINES).optional(),
      /** The file has no header line. Its columns in order, under the names that the mapping uses; null: a column that is not read. */
      names: z
        .array(checkedText('SOURCE_NAME_INVALID', FILE_HEADER, FILE_HEADER_RULE).nullable())
        .min(1)
        .optional(),
    })
    .optional(),
  /** Lines that are not rows and are counted: the last ones, or each that begins with a text. A file that lacks the text is refused. */
  footer: z
    .union([z.strictObject({ lines: z.int().min(1).max(MOST_LINES) }), z.strictObject({ startsWith: dialectText })])
    .optional(),
  /** Sheet of a workbook. Absent: the first that is not hidden. */
  sheet: checkedText('DIALECT_INVALID', /^[^\p{Cc}]{1,31}$/u, '1 to 31 characters').optional(),
};

const dialect = z.object(dialectFields);
/** How the files of a feed are written. */
export type FeedDialect = z.output<typeof dialect>;

/** The dialect's part of a feed. */
export function dialectOf(feed: FeedDialect): FeedDialect {
  const { delimiter, encoding, quote, comment, header, footer, sheet } = feed;
  const said = Object.entries({ quote, escape: feed.escape, comment, header, footer, sheet }).filter(
    ([, value]) => value !== undefined,
  );
  return { delimiter, encoding, ...Object.fromEntries(said) };
}

/** Fields of text that a workbook does not have. */
const OF_TEXT = ['quote', 'escape', 'comment'] as const;

/** What does not go together in a dialect, each with the field that is to be changed. */
export function dialectProblems(
  feed: Partial<FeedDialect> & { readonly format?: string | undefined },
): { field: string; message: string }[] {
  const { delimiter = ',', encoding = 'utf8', comment, header, footer, format } = feed;
  const quote = feed.quote === 'none' ? undefined : (feed.quote ?? DEFAULT_QUOTE);
  const escaping = feed.escape === 'none' ? undefined : feed.escape;
  const problems: { field: string; message: string }[] = [];
  const report = (field: string, message: string) => problems.push({ field, message });
  if (format === 'xlsx') {
    for (const field of OF_TEXT) if (feed[field] !== undefined) report(field, 'a workbook has no such mark');
    if (delimiter !== ',') report('delimiter', 'a workbook has no delimiter');
    if (encoding !== 'utf8') report('encoding', 'a workbook says its encoding itself');
  } else if (feed.sheet !== undefined) report('sheet', 'only a workbook has sheets; set format to "xlsx"');
  if (quote !== undefined && delimiter.includes(quote)) report('delimiter', 'it holds the quote');
  if (escaping !== undefined && delimiter.includes(escaping)) report('delimiter', 'it holds the escape character');
  for (const [field, text] of Object.entries({ comment, footer: startOf(footer) })) {
    if (text === undefined) continue;
    if (text.startsWith(delimiter)) report(field, 'it begins with the delimiter, as a row may');
    if (field === 'comment' && quote !== undefined && text.startsWith(quote))
      report(field, 'it begins with the quote, as a row may');
    if (!isWritable(text, encoding)) report(field, `${encoding} cannot write it`);
  }
  if (!isWritable(delimiter, encoding)) report('delimiter', `${encoding} cannot write it`);
  const names = (header?.names ?? []).map((name) => name?.trim().toLowerCase());
  for (const [index, name] of names.entries())
    if (name !== undefined && names.indexOf(name) < index) report(`header.names[${index}]`, 'it is listed twice');
  return problems;
}

/** The text with which a footer begins; undefined: the feed counts its lines, or has no footer. */
export function startOf(footer: FeedDialect['footer']): string | undefined {
  return footer && 'startsWith' in footer ? footer.startsWith : undefined;
}
