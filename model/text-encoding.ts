/** Encodings of delivered text, by names that `TextDecoder` knows too. */
export const ENCODINGS = ['utf8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Characters beyond latin-1 that windows-1252 has, by their bytes from 0x80; a blank: the byte has none. */
export const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Whether the encoding has every character of a text. */
export function isWritable(text: string, encoding: Encoding): boolean {
  if (encoding === 'latin1') return /^[\0-\xff]*$/.test(text);
  if (encoding !== 'windows-1252') return true;
  return [...text].every((each) => /[\0-\x7f\xa0-\xff]/.test(each) || WINDOWS_1252.includes(each));
}

/** The bytes of a text that a reader looks for, one character per byte. Those of UTF-16 are its bytes in UTF-8, as which it is read. */
export function bytesOf(text: string, encoding: Encoding): string {
  if (encoding === 'latin1') return text;
  if (encoding !== 'windows-1252') return Buffer.from(text, 'utf8').toString('latin1');
  return [...text]
    .map((each) => {
      const place = each > '\x7f' ? WINDOWS_1252.indexOf(each) : -1;
      return place < 0 ? each : String.fromCharCode(0x80 + place);
    })
    .join('');
}

/** A text as a file in the encoding holds it, without a byte order mark. */
export function encoded(text: string, encoding: Encoding): Buffer {
  if (!encoding.startsWith('utf-16')) return Buffer.from(bytesOf(text, encoding), 'latin1');
  const little = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? little : little.swap16();
}
