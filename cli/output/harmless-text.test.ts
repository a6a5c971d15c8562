import { harmlessText, harmlessValue } from './harmless-text';
import { textTable } from './text-table';

/** Clears the screen, hides what follows, sets the window's title, turns the direction round. */
const HOSTILE = ['\u001b[2J', '\u001b[8m', '\u001b]0;owned\u0007', '\u009b2J', '\u202e', '\r', '\b'];

it.each(HOSTILE)('shows %j and does not send it', (code) => {
  const shown = harmlessText(`a${code}b`);
  expect(shown).toMatch(/^a(\\u[0-9a-f]{4}.*)+b$/);
  expect([...shown].every((character) => character >= ' ' && character <= '~')).toBe(true);
});
it('leaves words of every language, and lines', () => {
  const words = 'Müller, Łukasz, 李, עברית, 👩‍⚕️\n  12,345.00 €';
  expect(harmlessText(words)).toBe(words);
});
it('keeps JSON what it says', () => {
  const value = { name: HOSTILE.join(' ') };
  expect(JSON.parse(harmlessText(JSON.stringify(value)))).toEqual(value);
});
it('keeps a value in its row: a line break cannot forge another', () => {
  expect(harmlessValue('a\nb')).toBe('a\\nb');
  const table = textTable(['na\u001b[8mme'], [['x\n| forged |'], [HOSTILE.join('')]]);
  expect(table.split('\n')).toHaveLength(6);
  expect(table).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
});
