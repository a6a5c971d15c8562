import { isUtf8 } from 'node:buffer';
import { type Encoding, WINDOWS_1252 } from '../../../../model/text-encoding';
import { JobError } from '../../../errors';

/** Bytes of a file's beginning that are looked at. */
const LOOKED_AT = 1_000;
const LONGEST_MARK = 8;
const HIGH = /[\x80-\xff]/;
const CONTROLS = /[\x80-\x9f]/g;
const UNDEFINED = /[\x81\x8d\x8f\x90\x9d]/;
const LITTLE_MARK = Buffer.from([0xff, 0xfe]);
/** How files begin that are not text. */
const BINARY: Readonly<Record<string, string>> = {
  'PK\x03\x04': 'a zip archive or a workbook',
  'PK\x05\x06': 'an empty zip archive',
  '\x1f\x8b': 'a gzip file',
  '\xd0\xcf\x11\xe0': 'an old or protected workbook',
  '%PDF-': 'a PDF',
};
const BIG_MARK = Buffer.from([0xfe, 0xff]);

/** Whether each byte is ASCII. @param bytes one character per byte. */
export function isAscii(bytes: string): boolean {
  for (let index = 0; index < bytes.length; index++) if (bytes.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** Whether bytes are text in the encoding; in latin-1 every byte is a letter. */
export function isText(bytes: string, encoding: Encoding): boolean {
  if (encoding === 'latin1') return true;
  if (encoding === 'windows-1252') return !UNDEFINED.test(bytes);
  return isUtf8(Buffer.from(bytes, 'latin1'));
}

/** The text of bytes. What is not of the encoding is replaced: for lines that are shown and not read. */
export function textOf(bytes: string, encoding: Encoding): string {
  if (encoding === 'latin1' || isAscii(bytes)) return bytes;
  if (encoding !== 'windows-1252') return Buffer.from(bytes, 'latin1').toString('utf8');
  return bytes.replace(CONTROLS, (each) => WINDOWS_1252[each.charCodeAt(0) - 0x80]?.trim() || each);
}

/**
 * The content of a file, with UTF-16 as UTF-8. Half a pair becomes bytes that are not UTF-8, so that it costs its line and no other.
 * @throws JobError `FILE_FORMAT_DIFFERS`; `FILE_ENCODING_DIFFERS` where the beginning is of another encoding, or a file of one byte per letter is UTF-8 throughout.
 */
export async function* asBytes(
  content: AsyncIterable<Buffer>,
  encoding: Encoding,
  shownAs: string,
): AsyncGenerator<Buffer> {
  const utf16 = encoding === 'utf-16le' || encoding === 'utf-16be';
  const narrow = encoding === 'latin1' || encoding === 'windows-1252' ? new Utf8Watch() : null;
  const wide = utf16 ? new Utf16(encoding === 'utf-16be') : null;
  let begun: Buffer | null = Buffer.alloc(0);
  for await (const chunk of content) {
    let bytes = chunk;
    if (begun) {
      begun = bytes = Buffer.concat([begun, chunk]);
      if (begun.length < (utf16 ? LOOKED_AT : LONGEST_MARK)) continue;
      checkBeginning(bytes, encoding, shownAs);
      begun = null;
    }
    narrow?.see(bytes);
    yield wide ? wide.asUtf8(bytes) : bytes;
  }
  if (begun && begun.length > 0) {
    checkBeginning(begun, encoding, shownAs);
    narrow?.see(begun);
    yield wide ? wide.asUtf8(begun) : begun;
  }
  if (wide) yield wide.rest();
  if (narrow?.isUtf8())
    throw new JobError('FILE_ENCODING_DIFFERS', `${shownAs} is UTF-8, and its feed says ${encoding}`);
}

function checkBeginning(bytes: Buffer, encoding: Encoding, shownAs: string): void {
  const differs = (found: string) => {
    throw new JobError('FILE_ENCODING_DIFFERS', `${shownAs} ${found}, and its feed says ${encoding}`);
  };
  const seen = bytes.subarray(0, LOOKED_AT);
  const start = seen.subarray(0, 8).toString('latin1');
  const binary = Object.keys(BINARY).find((mark) => start.startsWith(mark));
  if (binary !== undefined)
    throw new JobError('FILE_FORMAT_DIFFERS', `${shownAs} is ${BINARY[binary]}, and its name says text`);
  const mark = seen.subarray(0, 2);
  if (encoding !== 'utf-16le' && mark.equals(LITTLE_MARK)) differs('begins as UTF-16 (little-endian) does');
  if (encoding !== 'utf-16be' && mark.equals(BIG_MARK)) differs('begins as UTF-16 (big-endian) does');
  if (!encoding.startsWith('utf-16') || seen.length < 2) return;
  const zeros = [0, 0];
  for (const [index, byte] of seen.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) differs('has one byte for each letter');
  if (encoding === 'utf-16le' ? even > odd : odd > even) differs('has its bytes the other way round');
}

/** Writes UTF-16 that arrives in chunks of any size as UTF-8. */
class Utf16 {
  private waiting = Buffer.alloc(0);

  constructor(private readonly isBig: boolean) {}

  asUtf8(chunk: Buffer): Buffer {
    const bytes = this.waiting.length > 0 ? Buffer.concat([this.waiting, chunk]) : chunk;
    let whole = bytes.length - (bytes.length % 2);
    // The first half of a pair waits for the second.
    const last = whole >= 2 ? (bytes[whole - (this.isBig ? 2 : 1)] ?? 0) : 0;
    if (last >= 0xd8 && last <= 0xdb) whole -= 2;
    this.waiting = Buffer.from(bytes.subarray(whole));
    return this.convert(bytes.subarray(0, whole));
  }

  rest(): Buffer {
    const whole = this.waiting.length - (this.waiting.length % 2);
    const odd = whole < this.waiting.length ? [Buffer.from([0xff])] : [];
    return Buffer.concat([this.convert(this.waiting.subarray(0, whole)), ...odd]);
  }

  private convert(bytes: Buffer): Buffer {
    const text = (this.isBig ? Buffer.from(bytes).swap16() : bytes).toString('utf16le');
    const isWhole = !/\p{Surrogate}/u.test(text);
    if (isWhole) return Buffer.from(text, 'utf8');
    return Buffer.concat(
      [...text].map((each) => (/\p{Surrogate}/u.test(each) ? Buffer.from([0xff]) : Buffer.from(each))),
    );
  }
}

/** Whether everything beyond ASCII in a file is UTF-8; by chance a text in another encoding is not. */
class Utf8Watch {
  private letters = 0;
  private isBroken = false;
  private rest = '';

  see(chunk: Buffer): void {
    if (this.isBroken) return;
    const bytes = this.rest + chunk.toString('latin1');
    // The last letter may be cut; the next chunk has the rest of it.
    const cut = /[\xc2-\xf4][\x80-\xbf]{0,2}$/.exec(bytes);
    const whole = cut && cut[0].length < 4 ? bytes.slice(0, cut.index) : bytes;
    this.rest = bytes.slice(whole.length);
    if (!HIGH.test(whole)) return;
    this.letters++;
    this.isBroken = !isUtf8(Buffer.from(whole, 'latin1'));
  }

  isUtf8(): boolean {
    if (this.rest !== '') {
      this.letters++;
      this.isBroken ||= !isUtf8(Buffer.from(this.rest, 'latin1'));
    }
    return this.letters > 0 && !this.isBroken;
  }
}
