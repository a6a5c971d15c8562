import { mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { quarantineTable, stagingKeysTable } from '../../model/catalogue';
import { mappedColumns } from '../../model/mapping/mapped-columns';
import { canonicalRows } from './canonical-text';
import {
  cptCodes,
  folder,
  landed,
  newStore,
  ORIGIN,
  parquet,
  TAKEN_AT,
  TIME_ZONE,
  textOf,
  transactions,
} from './landed-rows.fixture';
import { type LandingFolder, land } from './landing';
import type { LocalStore } from './local-store';

// Each landing starts an engine, which a busy machine takes its time for.
jest.setTimeout(30_000);

describe('landed rows', () => {
  it('cuts rows into parts, numbers them through, and sums the money', async () => {
    const many = Array.from({ length: 120_001 }, (_, index) => ({
      transaction_id: `T${index}`,
      amount: '0.1',
      paid_amount: '-0.01',
    }));
    const store = newStore();
    const request = { store, entity: transactions, columns: mappedColumns(transactions, {}), hospitalId: 'hospital-a' };
    const manifest = await land({ ...request, runId: 'r1', timeZone: TIME_ZONE }, async (open) => {
      await open.rows(textOf(transactions, many), ORIGIN);
      return { takenAt: TAKEN_AT, watermark: null, files: [], whole: true, sourceTotals: null };
    });
    expect(manifest.parts).toEqual(
      [25_000, 25_000, 25_000, 25_000, 20_001].map((count, index) => ({
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
      'part-00003.parquet',
      'part-00004.parquet',
    ]);
  });
  it('lands nothing as a manifest without parts', async () => {
    expect((await landed(transactions, [])).manifest).toMatchObject({ rows: 0, parts: [], totals: { amount: '0.00' } });
  });
});

describe('a landing folder', () => {
  const request = (store: LocalStore, runId = 'r1') => ({
    ...{
      store,
      entity: cptCodes,
      columns: mappedColumns(cptCodes, {}),
      hospitalId: 'reference',
      runId,
      timeZone: TIME_ZONE,
    },
  });
  const facts = { takenAt: TAKEN_AT, watermark: null, files: [], whole: true, sourceTotals: null };
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
  it('without a manifest is emptied and written again', async () => {
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
  it.each([
    // A text that is not UTF-8.
    [
      'what the engine cannot read by its kind',
      [Buffer.from('secret\xff', 'latin1'), null, null, null, null],
      'Invalid',
    ],
    ['a row with other fields than its table', ['secret', 'secret', null, null, null, 'secret'], 'other fields'],
    ['a row with fewer', ['secret', 'secret', null, null], 'other fields'],
  ])('reports %s, without a value', async (_, row, detail) => {
    const rows = canonicalRows(() => [row]);
    const error = await land(request(newStore()), (open) => open.rows(rows, ORIGIN).then(() => facts)).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'LANDING_FAILED', detail: expect.stringContaining(detail) });
    expect(`${error} ${(error as Error).stack} ${(error as Error).cause}`).not.toContain('secret');
  });
  it('adds up amounts whose sum is larger than an amount can be', async () => {
    const amount = `9${'0'.repeat(28)}`;
    const { manifest } = await landed(transactions, [{ amount }, { amount }, { amount: '0.01', paid_amount: '-0.05' }]);
    expect(manifest.totals).toEqual({ amount: `18${'0'.repeat(28)}.01`, paid_amount: '-0.05' });
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
