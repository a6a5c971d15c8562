import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { workbookOf } from '../../jobs/sources/files/formats/workbook/workbook.fixture';
import { entity } from '../../model/catalogue';
import { sampleSpec } from '../../test/acceptance/sample-spec';
import { trialLines } from './trial-lines';
import { tryFeed } from './try-feed';

const folder = mkdtempSync(join(tmpdir(), 'rcm-try-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const CODES = [
  ['Category', 'CPT', 'Description', 'Code Status', 'Remark'],
  ['Secret1', '99213', 'x', 'y', ''],
  ['Secret2', '', 'x', 'y', ''],
  ['Secret3', '36415', '', 'y', ''],
];
const codes = { hospital: 'reference', feed: 'cpt_codes' };
const claims = entity('claims').columns.map(({ source }) => source);

it('proposes a dialect and a mapping, and says what each column becomes, without any value', async () => {
  const named = claims.map((name) => (name === 'ClaimID' ? 'Claim No' : name === 'PaidAmount' ? 'Paid Amt' : name));
  const row = (changes: Record<string, string>) => claims.map((name) => changes[name] ?? '').join(';');
  const good = {
    ClaimID: 'SECRET1',
    TransactionID: 'SECRET2',
    PatientID: 'SECRET3',
    EncounterID: 'E',
    ProviderID: 'P',
    DeptID: 'D',
  };
  const dates = {
    ServiceDate: '2025-01-05',
    ClaimDate: '2025-01-06',
    PayorID: 'X',
    ClaimAmount: '100',
    PaidAmount: '80',
    ModifiedDate: '2025-01-07',
    ClaimStatus: 'Paid',
  };
  const lines = [
    'Claims of Secret Hospital',
    named.join(';'),
    row({ ...good, ...dates }),
    row({ ...good, ...dates, ClaimID: 'SECRET4', PaidAmount: 'SECRET5' }),
    'SECRET6;no row',
    'TRAILER;3',
  ];
  const path = file('claims.csv', lines.map((line) => `${line}\r\n`).join(''));
  const trial = await tryFeed(sampleSpec(), path, { hospital: 'hospital-b', feed: 'claims' });
  expect(trial).toMatchObject({
    format: 'csv',
    dialect: { delimiter: ';', header: { line: 2 }, footer: { startsWith: 'TRAILER' } },
    columns: claims.length,
    mapping: { claim_id: 'Claim No', paid_amount: 'Paid Amt' },
    tried: { refused: [{ code: 'FILE_TOO_MANY_BAD_LINES' }] },
  });
  const enough = lines.toSpliced(4, 1);
  const again = await tryFeed(sampleSpec(), file('claims2.csv', enough.join('\n')), {
    hospital: 'hospital-b',
    feed: 'claims',
  });
  expect(again.tried).toMatchObject({ rows: 2, heldRows: expect.any(Number), declaredLines: 1, refused: [] });
  expect(again.tried?.columns.find(({ column }) => column === 'paid_amount')).toEqual({
    ...{ column: 'paid_amount', type: 'NUMERIC', nulls: 0, unreadable: 1, readable: 0.5 },
  });
  expect(again.tried?.rules).toContainEqual({ rule: 'unreadable:paid_amount', severity: 'error', rows: 1 });
  const shown = trialLines(again, entity('claims')).join('\n');
  expect(shown).toContain("{ delimiter: ';', header: { line: 2 }, footer: { startsWith: 'TRAILER' } }");
  expect(shown).toContain("claims: { columns: { claim_id: 'Claim No', paid_amount: 'Paid Amt' } }");
  expect(`${JSON.stringify(again)}${shown}`).not.toMatch(/SECRET/i);
});

it('proposes a mapping for a reference too, and finds the header of a workbook', async () => {
  const text = file('codes.csv.gz', gzipSync(CODES.map((row) => `${row.join('|')}\n`).join('')));
  const sheet = file(
    'codes.xlsx',
    workbookOf({ sheets: [{ name: 'Codes', rows: [['Codes of Secret'], [], ...CODES] }] }),
  );
  for (const [path, line] of [
    [text, 1],
    [sheet, 3],
  ] as const) {
    const trial = await tryFeed(sampleSpec(), path, codes);
    expect(trial).toMatchObject({ columns: 5, unused: [5], tried: { rows: 3 } });
    expect(trial.mapping).toMatchObject({ procedure_code: 'CPT' });
    expect(trial.dialect.header ?? { line: 1 }).toEqual({ line });
    expect(trialLines(trial, entity('cpt_codes')).join('\n')).toContain('for the mapping of the environment:');
    expect(trial.tried?.rules).toContainEqual({ rule: 'required:procedure_code', severity: 'error', rows: 1 });
    expect(JSON.stringify(trial)).not.toContain('Secret');
  }
});

it('tries an exported table of an EMR as it is declared, and one that is not yet as changes', async () => {
  const spec = sampleSpec();
  const providers = {
    table: 'providers',
    content: 'full',
    delimiter: ',',
    encoding: 'utf8',
    cadence: 'daily',
  } as const;
  const hospitals = spec.hospitals.slice(0, 1).map((each) => ({ ...each, tables: ['patients'], feeds: [providers] }));
  const path = file('providers.csv', 'ProviderID,FirstName,L_Name\nH1-1,SECRET,SECRET\nH1-1,SECRET,OTHER\n');
  const trial = await tryFeed({ ...spec, hospitals }, path, { hospital: 'hospital-a', feed: 'providers' });
  expect(trial).toMatchObject({ mapping: { last_name: 'L_Name' }, notes: [], tried: { rows: 2, heldRows: 2 } });
  const undeclared = await tryFeed(spec, path, { hospital: 'hospital-a', feed: 'providers' });
  expect(undeclared.notes).toEqual([expect.stringContaining("content: 'full'")]);
  expect(JSON.stringify([trial, undeclared])).not.toMatch(/SECRET/);
});

it('shows nothing of a first line that is not a header', async () => {
  const trial = await tryFeed(sampleSpec(), file('bare.csv', 'Secret,99213,x\nSecret,36415,y\n'), codes);
  expect(trial).toMatchObject({ columns: 3, tried: null, unused: [], notes: [expect.stringContaining('names')] });
  expect(JSON.stringify(trial)).not.toContain('Secret');
});

it.each([
  ['two words that are names of columns', ['Charge', 'Paid', '900-00-0001', 'Rosa Secret', 'Secret']],
  ['an amount', ['Charge', 'Paid', 'Copay', '12.50']],
  ['an amount with its currency', ['Charge', 'Paid', 'Copay', 'USD 12.50']],
  ['digits', ['Charge', 'Paid', 'Copay', '4711']],
  ['a day', ['Charge', 'Paid', 'Copay', '2025-01-05T08:00:00Z']],
  ['a day with its month in letters', ['Charge', 'Paid', 'Copay', '05-JAN-2025']],
  ['a day as people write it', ['Charge', 'Paid', 'Copay', 'January 5, 2025']],
  ['most words names of columns', ['Charge', 'Paid', 'Rosa Secret']],
])('shows no text of a first row with %s', async (_what, row) => {
  const path = file('row.csv', `${row.map((text) => JSON.stringify(text)).join(',')}\n`.repeat(3));
  const trial = await tryFeed(sampleSpec(), path, { hospital: 'hospital-b', feed: 'claims' });
  const shown = `${JSON.stringify(trial)}${trialLines(trial, entity('claims')).join('\n')}`;
  expect(shown).not.toMatch(/secret|900-00|12\.50|4711|2025/i);
  if (row.length > 3) expect(trial).toMatchObject({ tried: null, mapping: {}, unused: [] });
});

it('knows the names of the mapping, and keeps what it says of them', async () => {
  const columns = { procedure_code: { column: 'Kode', padTo: 5 }, description: 'Text' };
  const spec = { ...sampleSpec(), mapping: { cpt_codes: { columns } } };
  const trial = await tryFeed(spec, file('named.csv', 'kode;Text;CPT\n99213;x;y\n136;x;y\n'), codes);
  expect(trial).toMatchObject({ dialect: { delimiter: ';' }, mapping: {}, unused: [3], tried: { rows: 2 } });
  expect(trial.missing.map(({ column }) => column)).not.toContain('procedure_code');
  expect(trial.tried?.rules).not.toContainEqual(expect.objectContaining({ rule: 'required:procedure_code' }));
  const unknown = await tryFeed(sampleSpec(), file('unnamed.csv', 'Kode;Text\n99213;x\n'), codes);
  expect(unknown.notes).toEqual([expect.stringContaining('0 of its 2 texts are known names')]);
});

it.each([
  ['a folder', (path: string) => mkdirSync(path)],
  ['a pipe, without waiting for it', (path: string) => execFileSync('mkfifo', [path])],
])('refuses %s', async (what, make) => {
  const path = join(folder, `${what.split(',')[0]?.replace(' ', '-')}.csv`);
  make(path);
  await expect(tryFeed(sampleSpec(), path, codes)).rejects.toMatchObject({ code: 'USAGE' });
});

it('tries a feed as it is, names what is not a feed, and leaves nothing behind', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith(`rcm-inbox-${process.pid}-`)).length;
  const path = file('other.dat', `${claims.join(',')}\n`);
  const trial = await tryFeed(sampleSpec(), path, { hospital: 'hospital-b', feed: 'claims', asIs: true });
  expect(trial).toMatchObject({ dialect: { delimiter: '|' }, notes: [expect.stringContaining('.csv')] });
  expect(trial.tried?.refused).toMatchObject([{ code: 'FILE_COLUMN_MISSING' }]);
  for (const wrong of [
    { hospital: 'hospital-x', feed: 'claims' },
    { hospital: 'hospital-a', feed: 'claim' },
  ])
    await expect(tryFeed(sampleSpec(), path, wrong)).rejects.toMatchObject({ code: 'USAGE' });
  await expect(tryFeed(sampleSpec(), join(folder, 'none.csv'), codes)).rejects.toMatchObject({ code: 'USAGE' });
  await expect(tryFeed(sampleSpec(), file('empty.csv', ''), codes)).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`rcm-inbox-${process.pid}-`))).toHaveLength(before);
});

it('scales a column whose name says cents, and says where a file is not one of the feed that there is', async () => {
  const header = claims.map((name) => (name === 'ClaimAmount' ? 'ClaimAmountCents' : name)).join(',');
  const spec = sampleSpec();
  const feed = { table: 'claims', path: '{hospital}/charges_{yyyymm}.xlsx', format: 'xlsx' } as const;
  const hospitals = spec.hospitals.map((each) => ({
    ...each,
    feeds: each.feeds.map((known) => ({ ...known, ...feed })),
  }));
  const trial = await tryFeed({ ...spec, hospitals }, file('cents.csv', `${header}\n`), {
    ...{ hospital: 'hospital-b', feed: 'claims' },
  });
  expect(trial.mapping).toEqual({ claim_amount: { column: 'ClaimAmountCents', scale: 0.01 } });
  expect(trialLines(trial, entity('claims')).join('\n')).toContain(
    "claims: { columns: { claim_amount: { column: 'ClaimAmountCents', scale: 0.01 } } }",
  );
  expect(trial.notes).toEqual([
    'the environment says that files of this feed are xlsx; this one is tried as csv',
    'a file of this name would not be taken: the path of the feed is {hospital}/charges_{yyyymm}.xlsx',
  ]);
});
