import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { entity } from '../../../model/catalogue';
import type { FeedSpecInput } from '../../../model/spec';
import { encoded } from '../../../model/text-encoding';
import { extractTable } from '../extract-table';
import { extractCodes, landedRows, newLake, send, spec } from '../extracted.fixture';
import { workbookOf } from './formats/workbook/workbook.fixture';
import { zipOf } from './packed/zip.fixture';

const HEADER = ['Procedure Code Category', 'CPT Codes', 'Procedure Code Descriptions', 'Code Status'];
/** Rows that a careless reader changes: leading zeros, delimiters, quotes, line breaks, letters beyond ASCII, an empty cell. */
const ROWS: readonly (readonly (string | null)[])[] = [
  ['Surgery', '00123', 'a; b, c | d', 'Active'],
  ['Ménière', '99213', 'said "no"', null],
  ["it's", '0001F', 'two\nlines', 'Active'],
  ['10', '36415', '  blanks around  ', 'a\\b'],
];

const plain = (cell: string | null) => (cell === null ? '' : `"${cell.replaceAll('"', '""')}"`);
const text = (rows: readonly (readonly (string | null)[])[], delimiter: string, field = plain, end = '\n') =>
  rows.map((row) => `${row.map(field).join(delimiter)}${end}`).join('');
const all = [HEADER, ...ROWS];
const comma = Buffer.from(text(all, ','));

const DELIVERIES: readonly [string, string, Buffer, Partial<FeedSpecInput>][] = [
  ['commas', 'a.csv', comma, {}],
  [
    'semicolons in windows-1252 with CRLF',
    'a.csv',
    encoded(text(all, ';', plain, '\r\n'), 'windows-1252'),
    { delimiter: ';', encoding: 'windows-1252' },
  ],
  [
    'several characters in UTF-16',
    'a.txt',
    encoded(`\ufeff${text(all, '||')}`, 'utf-16le'),
    { delimiter: '||', encoding: 'utf-16le' },
  ],
  [
    'escaped characters and no quotes',
    'a.csv',
    encoded(
      text(all, '|', (cell) => (cell ?? '').replaceAll(/[|"\\\n]/g, '\\$&')),
      'latin1',
    ),
    { delimiter: '|', encoding: 'latin1', quote: 'none', escape: '\\' },
  ],
  [
    'single quotes, a preamble, comments and a trailer',
    'a.csv',
    Buffer.from(
      `Codes of May\n\n${text(all, '\t', (cell) => (cell === null ? '' : `'${cell.replaceAll("'", "''")}'`))}# end\nTRAILER\t4\n`,
    ),
    { delimiter: '\t', quote: "'", comment: '#', header: { line: 3 }, footer: { startsWith: 'TRAILER' } },
  ],
  [
    'no header, columns in another order',
    'a.csv',
    Buffer.from(
      text(
        ROWS.map(([a = null, b = null, c = null, d = null]) => [d, 'x', c, b, a]),
        ',',
      ),
    ),
    { header: { names: ['Code Status', null, 'Procedure Code Descriptions', 'CPT Codes', 'Procedure Code Category'] } },
  ],
  ['gzip', 'a.csv.gz', gzipSync(comma), {}],
  ['zip', 'a.zip', zipOf([{ name: 'codes/a.csv', content: comma }]), {}],
  ['a workbook', 'a.xlsx', workbookOf({ sheets: [{ name: 'Codes', rows: all }] }), { format: 'xlsx' }],
  [
    'a packed workbook',
    'a.zip',
    zipOf([{ name: 'a.xlsx', content: workbookOf({ sheets: [{ name: 'Codes', rows: all }] }) }]),
    { format: 'xlsx' },
  ],
];

/** The landed rows, cell by cell, without what depends on the file itself. */
async function landed(name: string, content: Buffer, feed: Partial<FeedSpecInput>) {
  const lake = newLake();
  send(lake, name, content);
  const { manifest, rows } = await extractCodes(lake, 'r1', spec(feed));
  expect(manifest).toMatchObject({ refused: [], rejectedRows: 0, rows: ROWS.length });
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([key]) => !/^_source_(file|line)$/.test(key))),
  );
}

it.each(DELIVERIES)('the same rows delivered with %s are the same landed rows', async (_, name, content, feed) => {
  const rows = await landed(name, content, feed);
  expect(rows).toEqual(await landed('a.csv', comma, {}));
  expect(
    rows.map(({ category, procedure_code, description, code_status }) => [
      category,
      procedure_code,
      description,
      code_status,
    ]),
  ).toEqual(ROWS);
});

it('gives a word for nothing to a value map that has it, and to a coalesce the next column that has a value', async () => {
  const lake = newLake();
  const path = join(lake.root, 'inbox/hospital-b/claims/claims_2026-01.csv');
  mkdirSync(dirname(path), { recursive: true });
  const header = 'ClaimID,ServiceDate,ClaimDate,ClaimAmount,PaidAmount,ClaimStatus,Kind,Visit,Stay,ModifiedDate';
  const row = (id: string, rest: string) => `${id},2026-01-02,2026-01-03,10.00,1.00,Approved,${rest},2026-01-03\n`;
  writeFileSync(
    path,
    `${header}\n${row('1', 'N/A,NULL,S1')}${row('2', 'null,n/a,NULL')}${row('3', ' N/A ,V1,')}${row('4', 'CMS ,V1,')}`,
  );
  const columns = {
    payer_type: { column: 'Kind', values: { 'N/A': 'Self-pay', CMS: 'Medicare' } },
    encounter_id: { coalesce: ['Visit', 'Stay'] },
  };
  const from = spec();
  const { parts } = await extractTable({
    ...{ hospitalId: 'hospital-b', entity: entity('claims'), runId: 'r1', previousWatermark: null, until: null, lake },
    spec: { ...from, hospitals: from.hospitals.map((each) => ({ ...each, mapping: { claims: { columns } } })) },
    loaded: { newest: null, files: [] },
  });
  const rows = (await landedRows(lake, parts)).sort((a, b) =>
    String(a['claim_id']).localeCompare(String(b['claim_id'])),
  );
  expect(rows.map(({ payer_type, encounter_id, _notes }) => [payer_type, encounter_id, _notes])).toEqual([
    ['Self-pay', 'S1', null],
    [null, null, 'null_text:encounter_id,null_text:payer_type'],
    // Blanks around a word for nothing do not count; around any other value they do.
    ['Self-pay', 'V1', null],
    [null, 'V1', 'unmapped:payer_type'],
  ]);
});
