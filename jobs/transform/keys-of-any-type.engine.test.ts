import { quarantineTable, silverTable } from '../../model/catalogue';
import { extensionSchema } from '../../model/extension/checked-model';
import type { ModelExtensionInput } from '../../model/extension/extension-spec';
import { modelOf } from '../../model/model';
import { parseSpec } from '../../model/parse-spec';
import type { Entity, LogicalType } from '../../model/types';
import { january, loadRun, openDuckDb, read, tablesUpToSilver } from '../../test/transform/hospital-warehouse';
import type { SqlRow } from '../../test/transform/insert-rows';
import { dryRunModel } from './dry-run';
import { contentsOfChunks } from './known-content';

/** Types of the keys' columns, which have the names of their types, and values of three keys. */
const KEYS: Readonly<Record<string, { readonly origin: 'feed' | 'emr'; readonly keys: readonly SqlRow[] }>> = {
  wards: {
    origin: 'feed',
    keys: [
      { date: '2025-01-01', string: 'A' },
      { date: '2025-01-01', string: 'B' },
      { date: '2025-01-02', string: 'A' },
    ],
  },
  rooms: {
    origin: 'emr',
    keys: [
      { int64: 1, string: '1' },
      { int64: 1, string: '11' },
      { int64: 11, string: '1' },
    ],
  },
  days: { origin: 'emr', keys: [{ date: '2025-01-01' }, { date: '2025-01-02' }, { date: '2025-01-03' }] },
  units: { origin: 'feed', keys: [{ int64: 1 }, { int64: 2 }, { int64: 12 }] },
};
const column = (name: string, type: LogicalType, presence: 'required' | 'optional') =>
  ({ name: `${name}_x`, source: name, type, presence, phi: 'none', description: 'For a test.' }) as const;
type Table = NonNullable<ModelExtensionInput['tables']>[number];
const TABLES = Object.entries(KEYS).map(([name, { origin, keys }]): Table => {
  const named = Object.keys(keys[0] ?? {});
  return {
    ...{ name, title: name, grain: 'one row per key', origin, source: name, cursor: null },
    key: named.map((each) => `${each}_x`),
    columns: [
      ...named.map((each) => column(each, each.toUpperCase() as LogicalType, 'required')),
      { ...column('beds', 'INT64', 'optional'), inGold: true },
    ],
    quality: [
      {
        ...{ id: 'beds_not_negative', severity: 'error', description: 'No fewer than 0 beds.' },
        check: { kind: 'at_least', column: 'beds_x', minimum: 0 },
      },
    ],
  };
});
const SPEC = { model: parseSpec(extensionSchema, { version: 1, tables: TABLES }) };
const ADDED = modelOf(SPEC).entities.filter(({ name }) => Object.hasOwn(KEYS, name));

let opened: Awaited<ReturnType<typeof openDuckDb>>;
beforeAll(async () => {
  opened = await openDuckDb(ADDED.flatMap((entity) => tablesUpToSilver(entity, ['hospital-a'])));
});
afterAll(() => opened.remove());

it('runs dry with keys of every type', async () => {
  const empty = await openDuckDb([]);
  await dryRunModel(SPEC, empty.warehouse);
  await empty.remove();
});

it.each(ADDED.map((entity): [string, Entity] => [entity.key.join('+'), entity]))(
  'keeps versions, quarantine and deletes of a table with the key %s',
  async (_key, entity) => {
    const { warehouse } = opened;
    const of = { entity, hospitalId: 'hospital-a' };
    const keys = (KEYS[entity.name]?.keys ?? []).map((key) =>
      Object.fromEntries(Object.entries(key).map(([name, value]) => [`${name}_x`, value])),
    );
    const load = (runId: string, day: number, beds: readonly (number | null)[], left: readonly number[]) =>
      loadRun(warehouse, {
        ...{ entity: entity.name, extended: entity, runId, takenAt: january(day) },
        rows: keys.flatMap((key, index) =>
          typeof beds[index] === 'number' ? [{ values: { ...key, beds_x: beds[index] } }] : [],
        ),
        ...(entity.origin === 'emr' ? { keys: keys.filter((_each, index) => left.includes(index)) } : {}),
      });
    await load('r1', 3, [1, 2, -3], [0, 1, 2]);
    expect(await read(warehouse, quarantineTable(entity), 'beds_x')).toEqual([{ beds_x: -3 }]);
    await load('r2', 4, [9, null, 3], [0, 2]);
    const versions = await read(warehouse, silverTable(entity), 'beds_x, is_current');
    const isSecondThere = entity.origin === 'feed';
    expect(versions).toEqual([
      { beds_x: 1, is_current: false },
      { beds_x: 2, is_current: isSecondThere },
      { beds_x: 3, is_current: true },
      { beds_x: 9, is_current: true },
    ]);
    const decided = await warehouse.query({
      name: 'test.decided',
      sql: `select decision from ops.quarantine_decisions where table_name = '${entity.name}'`,
    });
    expect(decided).toEqual([{ decision: 'mended' }]);
    if (entity.origin === 'emr')
      expect(
        await warehouse.query(contentsOfChunks(warehouse.dialect, of, 'keys', [...'0123456789abcdef'])),
      ).toHaveLength(2);
  },
);
