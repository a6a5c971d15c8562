import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os, { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { entity, landedColumns, quarantineTable, stagingKeysTable } from '../../model/catalogue';
import { mappedColumns } from '../../model/mapping';
import type { Entity } from '../../model/types';
import { canonicalRows, type RowFields } from './canonical-text';
import { type LandingFolder, land } from './landing';
import { LocalStore } from './local-store';

// Each landing starts an engine, which a busy machine takes its time for.
jest.setTimeout(30_000);

const TAKEN_AT = '2026-01-31 08:00:00.123456';
const ORIGIN = { takenAt: TAKEN_AT, sourceFile: null };
const folder = mkdtempSync(join(tmpdir(), 'rcm-landing-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Values = Readonly<Record<string, string | null>>;
type Row = Readonly<Record<string, unknown>>;

/** Rows of an entity by column name; columns that are not named are NULL. */
function textOf(of: Entity, rows: readonly Values[]) {
  return canonicalRows(() => rows.map((row): RowFields => [...of.columns.map(({ name }) => row[name] ?? null), null]));
}

async function parquet(store: LocalStore, keys: readonly { key: string }[], select = '*'): Promise<Row[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`set TimeZone = 'UTC'`);
  const paths = keys.map(({ key }) => `'${store.uri(key)}'`).join(', ');
  return (
    await connection.runAndReadAll(`select ${select} from read_parquet([${paths}], hive_partitioning = false)`)
  ).getRowObjectsJson();
}

let runs = 0;
/** Lands rows in a store of their own and reads them back. */
async function landed(of: Entity, rows: readonly Values[], mapping: Parameters<typeof mappedColumns>[1] = {}) {
  const store = new LocalStore(join(folder, `run-${runs++}`));
  const request = { store, entity: of, columns: mappedColumns(of, mapping), hospitalId: 'hospital-a', runId: 'r1' };
  const manifest = await land(request, async (open) => {
    await open.rows(textOf(of, rows), ORIGIN);
    return { takenAt: TAKEN_AT, watermark: null, files: [], whole: true, sourceTotals: null };
  });
  return { store, manifest, rows: manifest.parts.length > 0 ? await parquet(store, manifest.parts) : [] };
}

const transactions = entity('transactions');
const claims = entity('claims');
const cptCodes = entity('cpt_codes');

/** One value of one column of transactions as it is landed: its value, and the text it was if it could not be read. */
async function typed(column: string, texts: readonly (string | null)[], of = transactions) {
  const { rows } = await landed(
    of,
    texts.map((text) => ({ [column]: text })),
  );
  return rows.map((row) => {
    const unreadable = row['_unreadable'] as string | null;
    return unreadable === null ? row[column] : JSON.parse(unreadable);
  });
}

describe('land', () => {
  it('has exactly the columns of the model, in its order', async () => {
    const { rows } = await landed(transactions, [
      { transaction_id: 'T1', amount: '1.5', modified_at: '2026-01-02 03:04:05.6' },
    ]);
    expect(Object.keys(rows[0] ?? {})).toEqual(landedColumns(transactions).map(({ name }) => name));
    expect(rows[0]).toMatchObject({
      hospital_id: 'hospital-a',
      transaction_id: 'T1',
      amount: '1.500000000',
      claim_id: null,
      modified_at: '2026-01-02 03:04:05.6+00',
      _run_id: 'r1',
      _op: 'U',
      _source_ts: '2026-01-02 03:04:05.6+00',
      _seq: '1',
      _unreadable: null,
      _source_file: null,
      _source_line: null,
    });
  });
  it('reads money from its exact text, rounded once and half away from zero', async () => {
    const texts = [
      '988.3699951171875',
      '0.0049999999996',
      '0.005',
      '-0.005',
      '1,234.50',
      '$1,234.5',
      '-$5',
      '1.005',
      '1e3',
      null,
    ];
    expect(await typed('amount', texts)).toEqual([
      '988.370000000',
      '0.000000000',
      '0.010000000',
      '-0.010000000',
      '1234.500000000',
      '1234.500000000',
      '-5.000000000',
      '1.010000000',
      '1000.000000000',
      null,
    ]);
  });
  it('keeps every digit of a large amount', async () => {
    expect(await typed('amount', ['12345678901234567890123456789.01'])).toEqual([
      '12345678901234567890123456789.010000000',
    ]);
  });
  it.each(['1_000', '12,34', 'nan', '1.2.3', '(5.00)', '123456789012345678901234567890', '0x10'])(
    'does not take %s for money',
    async (text) => {
      expect(await typed('amount', [text])).toEqual([{ amount: text }]);
    },
  );
  it('reads dates: ISO, with a time, and as the US writes them', async () => {
    const texts = ['2024-02-29', '2024-02-29 23:59:59.999999', '2/9/2024', '02/09/2024', '0001-01-01', '9999-12-31'];
    expect(await typed('service_date', texts)).toEqual([
      '2024-02-29',
      '2024-02-29',
      '2024-02-09',
      '2024-02-09',
      '0001-01-01',
      '9999-12-31',
    ]);
  });
  it.each(['0000-00-00', '2024-02-30', '2024-1-5', '13/1/2024', 'infinity', '10000-01-01', '20240105'])(
    'does not take %s for a date',
    async (text) => {
      expect(await typed('service_date', [text])).toEqual([{ service_date: text }]);
    },
  );
  it('reads timestamps to the microsecond, as UTC', async () => {
    const texts = ['2024-01-02', '2024-01-02 03:04:05', '2024-01-02T03:04:05.000001Z', '2024-01-02 03:04', '1/2/2024'];
    expect(await typed('inserted_at', texts)).toEqual([
      '2024-01-02 00:00:00+00',
      '2024-01-02 03:04:05+00',
      '2024-01-02 03:04:05.000001+00',
      '2024-01-02 03:04:00+00',
      '2024-01-02 00:00:00+00',
    ]);
  });
  it.each([
    '0000-00-00 00:00:00',
    '2024-01-02 03:04:05.1234567',
    '2024-01-02 24:00:00',
    '2024-01-02 03:04:05+05:00',
    'now',
  ])('does not take %s for a timestamp', async (text) =>
    expect(await typed('inserted_at', [text])).toEqual([{ inserted_at: text }]),
  );
  it('takes a blank in a typed column for nothing, and keeps it in a text', async () => {
    const [row] = (await landed(transactions, [{ amount: '', service_date: '  ', visit_type: '', payer_id: ' x ' }]))
      .rows;
    expect(row).toMatchObject({ amount: null, service_date: null, visit_type: '', payer_id: ' x ', _unreadable: null });
  });
  it('names every unreadable value of a row with its text, as JSON', async () => {
    const [row] = (await landed(transactions, [{ amount: 'a"\n\\b', service_date: '0000-00-00', visit_type: 'x' }]))
      .rows;
    expect(JSON.parse(String(row?.['_unreadable']))).toEqual({ amount: 'a"\n\\b', service_date: '0000-00-00' });
  });
  it('puts leading zeros back on digits, and on nothing else', async () => {
    expect(await typed('procedure_code', ['100', '99213', '51T', '', null, '123456'])).toEqual([
      '00100',
      '99213',
      '51T',
      '',
      null,
      '123456',
    ]);
  });
  it("takes the mapping's prefix off, once", async () => {
    const mapping = { providers: { columns: { ProviderID: { column: 'provider_id', stripPrefix: "H1-'" } } } };
    const rows = ["H1-'P1", "H1-'H1-'P1", 'P1'].map((id) => ({ provider_id: id }));
    expect((await landed(entity('providers'), rows, mapping)).rows.map((row) => row['provider_id'])).toEqual([
      'P1',
      "H1-'P1",
      'P1',
    ]);
  });
  it('trims the key of a file, which spreadsheets pad, and not the key of a database', async () => {
    expect(await typed('procedure_code', [' 0100 '], cptCodes)).toEqual(['00100']);
    expect(await typed('transaction_id', [' T1 '])).toEqual([' T1 ']);
  });
  it('keeps any text: quotes, line breaks, delimiters, NUL, empty', async () => {
    const texts = ['a"b', 'a\nb\r\nc', '|,;\t', 'a\0b', 'Zoë 𝒳', '\\', '""', 'NULL'];
    expect(await typed('visit_type', texts)).toEqual(texts);
  });
  it('takes the moment of the snapshot where the cursor says nothing', async () => {
    const { rows } = await landed(transactions, [{ modified_at: null }, { modified_at: '0000-00-00' }]);
    expect(rows.map((row) => row['_source_ts'])).toEqual([
      '2026-01-31 08:00:00.123456+00',
      '2026-01-31 08:00:00.123456+00',
    ]);
    const [department] = (await landed(entity('departments'), [{ department_id: 'D1' }])).rows;
    expect(department?.['_source_ts']).toBe('2026-01-31 08:00:00.123456+00');
  });
  it('cuts rows into parts, numbers them through, and sums the money', async () => {
    const many = Array.from({ length: 120_001 }, (_, index) => ({
      transaction_id: `T${index}`,
      amount: '0.1',
      paid_amount: '-0.01',
    }));
    const store = new LocalStore(join(folder, 'parts'));
    const request = { store, entity: transactions, columns: mappedColumns(transactions, {}), hospitalId: 'hospital-a' };
    const manifest = await land({ ...request, runId: 'r1' }, async (open) => {
      await open.rows(textOf(transactions, many), ORIGIN);
      return { takenAt: TAKEN_AT, watermark: null, files: [], whole: true, sourceTotals: null };
    });
    expect(manifest.parts).toEqual(
      [50_000, 50_000, 20_001].map((count, index) => ({
        key: `hospital-a/transactions/run=r1/part-0000${index}.parquet`,
        rows: count,
      })),
    );
    const inOrder = `count(*)::int as rows, count(distinct _seq)::int as numbers, max(_seq)::int as last,
      bool_and(transaction_id = 'T' || (_seq - 1)) as numbered`;
    expect(await parquet(store, manifest.parts, inOrder)).toEqual([
      { rows: 120_001, numbers: 120_001, last: 120_001, numbered: true },
    ]);
    expect(manifest).toMatchObject({
      rows: 120_001,
      totals: { amount: '12000.10', paid_amount: '-1200.01' },
      keyParts: null,
    });
    expect((await store.list('')).map(({ key }) => key.split('/').at(-1))).toEqual([
      '_manifest.json',
      'part-00000.parquet',
      'part-00001.parquet',
      'part-00002.parquet',
    ]);
  });
  it('lands nothing as a manifest without parts', async () => {
    expect((await landed(transactions, [])).manifest).toMatchObject({ rows: 0, parts: [], totals: { amount: '0.00' } });
  });
});

describe('_row_hash', () => {
  const hashes = async (rows: readonly Values[], of = transactions) =>
    (await landed(of, rows)).rows.map((row) => String(row['_row_hash']));

  it('never changes: bronze holds these values. If this fails, mend the code and not the test', async () => {
    const row = {
      claim_id: 'C1',
      claim_amount: '10.005',
      service_date: '2024-02-29',
      modified_at: '2024-03-01 10:00:00.5',
      payer_id: 'é',
    };
    const text =
      'claim_amount=12:10.010000000;claim_id=2:C1;modified_at=26:2024-03-01 10:00:00.500000;payer_id=2:é;service_date=10:2024-02-29;';
    expect(await hashes([row], claims)).toEqual([createHash('sha256').update(text).digest('hex')]);
    expect(await hashes([row], claims)).toEqual(['f583bea57ab04d2d4e58f3ea615caaba7ec7ca01ef8714d231d5a5455c5b289e']);
  });
  it('is the same for equal rows, however they are written', async () => {
    const [one, two] = await hashes([
      { amount: '$1,000', service_date: '2024-01-02', modified_at: '2024-01-02', procedure_code: '100' },
      {
        amount: '1000.001',
        service_date: '1/2/2024',
        modified_at: '2024-01-02 00:00:00.000000',
        procedure_code: '00100',
      },
    ]);
    expect(two).toBe(one);
  });
  it('tells apart what only looks alike', async () => {
    const all = await hashes([
      { encounter_id: 'a', patient_id: null },
      { encounter_id: 'aNULL', patient_id: '' },
      { encounter_id: 'a', patient_id: '' },
      { encounter_id: null, patient_id: 'a' },
      { encounter_id: '1', patient_id: '23' },
      { encounter_id: '12', patient_id: '3' },
      { amount: 'x' },
      { amount: 'y' },
      { amount: '' },
    ]);
    expect(new Set(all).size).toBe(all.length);
  });
  it('stays when the model gains a column that the row does not have', async () => {
    const grown: Entity = {
      ...transactions,
      columns: [
        { name: 'aaa', source: 'Aaa', type: 'DATE', phi: 'date', description: 'New.' },
        ...transactions.columns,
      ],
    };
    const row = { transaction_id: 'T1', amount: '1' };
    expect(await hashes([row], grown)).toEqual(await hashes([row]));
  });
});

describe('a landing folder', () => {
  const request = (store: LocalStore, runId = 'r1') => ({
    ...{ store, entity: cptCodes, columns: mappedColumns(cptCodes, {}), hospitalId: 'reference', runId },
  });
  const facts = { takenAt: TAKEN_AT, watermark: null, files: [], whole: true, sourceTotals: null };
  const newStore = () => new LocalStore(join(folder, `folder-${runs++}`));
  const one = (code: string) => (open: LandingFolder) =>
    open.rows(textOf(cptCodes, [{ procedure_code: code }]), ORIGIN).then(() => facts);

  it('with a manifest is done: a second call changes nothing and asks the source for nothing', async () => {
    const store = newStore();
    const first = await land(request(store), one('00100'));
    const before = await store.list('');
    const fill = jest.fn(one('00200'));
    expect(await land(request(store), fill)).toEqual(first);
    expect(fill).not.toHaveBeenCalled();
    expect(await store.list('')).toEqual(before);
  });
  it('without a manifest is emptied and written anew', async () => {
    const store = newStore();
    await store.writeText('reference/cpt_codes/run=r1/part-00007.parquet', 'left by a run that died');
    await land(request(store), one('00100'));
    expect((await store.list('')).map(({ key }) => key)).toEqual([
      'reference/cpt_codes/run=r1/_manifest.json',
      'reference/cpt_codes/run=r1/part-00000.parquet',
    ]);
  });
  it('is left empty by a failure, and so is the temporary folder', async () => {
    const store = newStore();
    // A temporary folder of its own: other processes write and tidy up in the machine's.
    const temporary = mkdtempSync(join(folder, 'temporary-'));
    const system = jest.spyOn(os, 'tmpdir').mockReturnValue(temporary);
    const broken = async (open: LandingFolder) => {
      await one('00100')(open);
      expect(readdirSync(temporary)).toHaveLength(1);
      throw new Error('the source ended');
    };
    try {
      await expect(land(request(store), broken)).rejects.toThrow('the source ended');
    } finally {
      system.mockRestore();
    }
    expect(await store.list('')).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });
  it('reports a store that fails while rows are still coming', async () => {
    const store = newStore();
    store.writeFile = () => Promise.reject(new Error('no space'));
    const many = canonicalRows(function* () {
      for (let index = 0; index < 200_000; index++) yield [String(index), null, null, null, null];
    });
    await expect(land(request(store), (open) => open.rows(many, ORIGIN).then(() => facts))).rejects.toThrow('no space');
  });
  it('reports what the engine cannot read by its kind, without a value', async () => {
    const tooMany = canonicalRows(() => [['secret', 'secret', null, null, null, 'secret']]);
    const error = await land(request(newStore()), (open) => open.rows(tooMany, ORIGIN).then(() => facts)).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'LANDING_FAILED', detail: expect.stringContaining('Invalid Input Error') });
    expect(`${error} ${(error as Error).stack} ${(error as Error).cause}`).not.toContain('secret');
  });
  it('refuses a row that is too long', async () => {
    const long = canonicalRows(() => [['x'.repeat(4_100_000), null, null, null, null]]);
    await expect(land(request(newStore()), (open) => open.rows(long, ORIGIN).then(() => facts))).rejects.toMatchObject({
      code: 'LANDING_ROW_TOO_LONG',
    });
  });
  it('holds keys with the columns of their staging table', async () => {
    const store = newStore();
    const manifest = await land(request(store), async (open) => {
      await open.keys(canonicalRows(() => [['100'], ['0051T'], [null]]));
      return facts;
    });
    const rows = await parquet(store, manifest.keyParts ?? []);
    expect(Object.keys(rows[0] ?? {})).toEqual(stagingKeysTable(cptCodes, 'reference').columns.map(({ name }) => name));
    expect(rows.map((row) => row['procedure_code'])).toEqual(['00100', '0051T', null]);
    expect(manifest.keyParts).toEqual([{ key: 'reference/cpt_codes/run=r1/keys-00000.parquet', rows: 3 }]);
  });
  it('holds rejected lines with the columns of quarantine', async () => {
    const store = newStore();
    const manifest = await land(request(store), async (open) => {
      const origin = { takenAt: TAKEN_AT, sourceFile: 'f00d' };
      await open.rejected([{ line: 7, rule: 'line_field_count', raw: 'a,"b' }], origin);
      return facts;
    });
    const [row] = await parquet(store, manifest.rejectedParts);
    expect(Object.keys(row ?? {})).toEqual(quarantineTable(cptCodes).columns.map(({ name }) => name));
    expect(row).toMatchObject({
      ...{ hospital_id: 'reference', procedure_code: null, _rule_ids: 'line_field_count', _raw_line: 'a,"b' },
      ...{
        _source_line: '7',
        _source_file: 'f00d',
        _source_ts: '2026-01-31 08:00:00.123456+00',
        _row_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(manifest).toMatchObject({ rejectedRows: 1, rows: 0 });
  });
});
