import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blocksOf, PAGES } from './blocks';
import { applyEdit, editOf } from './edits';

const project = mkdtempSync(join(tmpdir(), 'edits-'));
afterAll(() => rmSync(project, { recursive: true, force: true }));

const edit = (...lines: string[]) => editOf({ page: 'page.md', line: 3, info: 'diff', text: lines.join('\n') });
const holding = (text: string) => writeFileSync(join(project, 'a.ts'), text);
const content = (file = 'a.ts') => readFileSync(join(project, file), 'utf8');

it('adds and replaces lines at every place that a block shows', () => {
  holding('one\n  two\nthree\nfour\n');
  applyEdit(edit('--- a.ts', ' one', '+one and a half', '   two', '@@', '-four', '+five'), project);
  expect(content()).toBe('one\none and a half\n  two\nthree\nfive\n');
});

it('makes a file of a block without lines that are there', () => {
  applyEdit(edit('--- deep/b.ts', '+first', '+', '+third'), project);
  expect(content('deep/b.ts')).toBe('first\n\nthird\n');
  expect(() => applyEdit(edit('--- a.ts', '+first'), project)).toThrow('page.md:3: a.ts is there already');
});

it('refuses lines that are not in the file, or in two places', () => {
  holding('one\ntwo\none\n');
  expect(() => applyEdit(edit('--- a.ts', ' three', '+four'), project)).toThrow(
    'page.md:3: a.ts holds these lines 0 times',
  );
  expect(() => applyEdit(edit('--- a.ts', ' one', '+four'), project)).toThrow(
    'page.md:3: a.ts holds these lines 2 times',
  );
  // Part of a line is not the line.
  expect(() => applyEdit(edit('--- a.ts', ' wo', '+four'), project)).toThrow('0 times');
});

it('refuses a block that names no file, changes nothing, or has a line without a sign', () => {
  expect(() => edit('+one')).toThrow('the first line is "--- FILE"');
  expect(() => edit('--- a.ts', ' one')).toThrow('a place is not changed');
  expect(() => edit('--- a.ts', '+one', 'two')).toThrow('"two" starts with neither');
});

const EDITED = PAGES.map((page) => ({
  page,
  edits: blocksOf(page)
    .filter(({ info }) => info === 'diff')
    .map(editOf),
})).filter(({ edits }) => edits.length > 0);

it.each(EDITED)('the changes that $page shows can be made to the sources, one after the other', ({ edits }) => {
  const copy = mkdtempSync(join(project, 'copy-'));
  for (const { file } of edits) {
    const source = join(__dirname, '..', '..', file);
    if (existsSync(source)) cpSync(source, join(copy, file), { recursive: true });
  }
  for (const each of edits) applyEdit(each, copy);
});
