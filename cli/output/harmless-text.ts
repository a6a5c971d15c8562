/**
 * What a terminal obeys instead of showing it: control characters of both blocks (they move the cursor, hide text, set titles, answer into the
 * input), and the marks that change the direction of what follows.
 */
const OBEYED = /(?!\n)[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** The same text with each such character written as `\u001b`; line breaks stay. In JSON it is the same value. */
export function harmlessText(text: string): string {
  return text.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A value on one line: its line breaks are shown as `\n`. */
export function harmlessValue(text: string): string {
  return harmlessText(text.replaceAll('\n', '\\n'));
}
