import { encoded } from '../../model/text-encoding';
import { guessDialect } from './guess-dialect';

const ROWS = 'id,name,note\n1,Ménière,a\n2,b,"c, d"\n3,c,\n';
const guess = (text: string, encoding: Parameters<typeof encoded>[1] = 'utf8') =>
  guessDialect(encoded(text, encoding), true);

it.each<[string, string, Parameters<typeof encoded>[1], object]>([
  ['what a feed has by default', ROWS, 'utf8', {}],
  ['pipes', ROWS.replaceAll(',', '|'), 'utf8', { delimiter: '|' }],
  ['semicolons with commas in fields', 'a;b\n1,5;2,5\n3,5;4,5\n', 'utf8', { delimiter: ';' }],
  ['two characters', ROWS.replaceAll(',', '||'), 'utf8', { delimiter: '||' }],
  ['windows-1252', `${ROWS}4,€,\n`, 'windows-1252', { encoding: 'windows-1252' }],
  ['latin-1', ROWS, 'latin1', { encoding: 'latin1' }],
  ['UTF-16 with a mark', `\ufeff${ROWS}`, 'utf-16le', { encoding: 'utf-16le' }],
  ['UTF-16 without one', ROWS, 'utf-16be', { encoding: 'utf-16be' }],
  ['single quotes', "a,b\n'1','x, y'\n'2','z'\n", 'utf8', { quote: "'" }],
  ['a backslash before quotes', 'a,b\n"say \\"no\\"",2\n1,2\n', 'utf8', { escape: '\\' }],
  ['a preamble', `Report of May\n\n${ROWS}`, 'utf8', { header: { line: 3 } }],
  ['a trailer', `${ROWS}TRAILER,3\n`, 'utf8', { footer: { startsWith: 'TRAILER' } }],
])('recognizes %s', (_, text, encoding, dialect) => expect(guess(text, encoding)?.dialect).toEqual(dialect));

it('takes no last line for a trailer that may be a row that was cut', () => {
  expect(guess(`${ROWS}Smith,J`)).toMatchObject({ dialect: {}, notes: [expect.stringContaining('the last line')] });
});

it('recognizes no table in a text', () => expect(guess('Dear Sir,\nwe have sent\nall of it.\nYours\n')).toBeNull());
