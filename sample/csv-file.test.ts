import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CsvFile, csvLine } from './csv-file';

const folder = mkdtempSync(join(tmpdir(), 'rcm-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  [['a', null, ''], ',', 'a,,""\n'],
  [['a,b', 'c|d'], ',', '"a,b",c|d\n'],
  [['a,b', 'c|d'], '|', 'a,b|"c|d"\n'],
  [['say "hi"', 'two\nlines'], ',', '"say ""hi""","two\nlines"\n'],
])('writes %j with %s as %j', (values, delimiter, expected) => {
  expect(csvLine(values, delimiter)).toBe(expected);
});

it('has its name only when it is complete, in its encoding', async () => {
  const path = join(folder, 'new', 'file.csv');
  const file = await CsvFile.create(path, ['Name'], { delimiter: ',', encoding: 'latin1', takenAt: new Date(0) });
  await file.write(['Zoë']);
  expect(readdirSync(join(folder, 'new'))).toEqual(['file.csv.part']);
  await file.close();
  expect(readdirSync(join(folder, 'new'))).toEqual(['file.csv']);
  expect(readFileSync(path)).toEqual(Buffer.from('Name\nZo\u00eb\n', 'latin1'));
  expect(file.lines).toBe(2);
});
