import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLookups } from './lookup-files';

const root = mkdtempSync(join(tmpdir(), 'rcm-lookups-'));
const project = join(root, 'project');
beforeAll(() => {
  mkdirSync(join(project, 'environments'), { recursive: true });
  writeFileSync(join(root, 'secret.csv'), 'from,to\na,b\n');
  symlinkSync(join(root, 'secret.csv'), join(project, 'link.csv'));
  symlinkSync(root, join(project, 'out'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const write = (name: string, text: string | Buffer) => writeFileSync(join(project, name), text);
/** The values of a lookup, or the code and place of its problem. */
function read(lookup: string): unknown {
  const { mapping, problems } = withLookups(
    { transactions: { columns: { payer_id: { column: 'ins', values: { lookup } } } } },
    'hospitals.a.mapping',
    project,
  );
  const [problem] = problems;
  if (problem) return `${problem.code} ${problem.path}`;
  const from = mapping['transactions']?.columns?.['payer_id'];
  return typeof from === 'object' ? from.values : from;
}

it('embeds the lines of a file, an empty value being none', () => {
  write('environments/payers.csv', '\ufeffins,payer\r\nA,P1\r\n"B, C",""\r\n__proto__,P2\r\n');
  expect(read('environments/payers.csv')).toEqual({
    lookup: 'environments/payers.csv',
    lines: Object.fromEntries([
      ['A', 'P1'],
      ['B, C', null],
      ['__proto__', 'P2'],
    ]),
  });
});

it.each([
  ['../secret.csv', 'LOOKUP_OUTSIDE'],
  ['environments/../../secret.csv', 'LOOKUP_OUTSIDE'],
  [join(root, 'secret.csv'), 'LOOKUP_OUTSIDE'],
  ['link.csv', 'LOOKUP_OUTSIDE'],
  ['out/secret.csv', 'LOOKUP_OUTSIDE'],
  ['..\\secret.csv', 'LOOKUP_OUTSIDE'],
  ['missing.csv', 'LOOKUP_UNREADABLE'],
  ['environments', 'LOOKUP_UNREADABLE'],
  ['.', 'LOOKUP_OUTSIDE'],
])('refuses %j: %s', (lookup, code) => {
  expect(read(lookup)).toBe(`${code} hospitals.a.mapping.transactions.columns.payer_id.values.lookup`);
});

it('refuses a pipe without waiting for it, and a file in another encoding than UTF-8', () => {
  execFileSync('mkfifo', [join(project, 'pipe.csv')]);
  write('excel.csv', Buffer.from('f,t\nM\xfcller,P1\n', 'latin1'));
  write('wide.csv', Buffer.from('\ufefff,t\na,b\n', 'utf16le'));
  for (const file of ['pipe.csv', 'excel.csv', 'wide.csv'])
    expect(read(file)).toBe('LOOKUP_UNREADABLE hospitals.a.mapping.transactions.columns.payer_id.values.lookup');
});

it.each([
  ['a repeated key', 'f,t\na,b\na,c\n', 'LOOKUP_KEY_REPEATED'],
  ['a missing key', 'f,t\n,b\n', 'LOOKUP_LINE_INVALID'],
  ['a third column', 'f,t\na,b,c\n', 'LOOKUP_LINE_INVALID'],
  ['a line of one column', 'f,t\na\n', 'LOOKUP_LINE_INVALID'],
  ['one column', 'f\na\n', 'LOOKUP_LINE_INVALID'],
  ['no line', 'f,t\n', 'LOOKUP_LINE_INVALID'],
  ['a broken quote', 'f,t\n"a,b\n', 'LOOKUP_LINE_INVALID'],
  ['too many lines', `f,t\n${Array.from({ length: 10_001 }, (_, n) => `${n},x\n`).join('')}`, 'LOOKUP_TOO_LONG'],
])('refuses a file with %s, and says no value of it', (_what, text, code) => {
  write('bad.csv', text);
  expect(read('bad.csv')).toMatch(new RegExp(`^${code} `));
});
