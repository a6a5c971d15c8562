import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableDefinition } from '../../../model/types';
import { DuckDbWarehouse } from '../duckdb/warehouse';
import { prunedBy } from './table-scan';
import { tableScans } from './table-scans';

const column = (name: string) => ({ name, type: 'STRING', phi: 'none', description: 'Made up.' }) as const;
const T: TableDefinition = {
  ...{ dataset: 'd', name: 't', layer: 'silver', grain: 'one row per row', key: ['h', 'k'] },
  columns: [column('h'), column('k'), column('day'), column('v')],
  partitionBy: 'day',
  clusterBy: ['h', 'k'],
};
const TABLES = [T, { ...T, name: 'u' }];

describe('the scans of a statement', () => {
  let folder: string;
  let warehouse: DuckDbWarehouse;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rcm-scans-'));
    warehouse = await DuckDbWarehouse.open(join(folder, 'parser.duckdb'));
  });
  afterAll(async () => {
    await warehouse.close();
    await rm(folder, { recursive: true, force: true });
  });
  const lookup = (dataset: string, name: string) =>
    TABLES.find((table) => table.dataset === dataset && table.name === name);
  const scansOf = (sql: string, temporary?: Map<string, ReadonlySet<string>>) =>
    tableScans(warehouse, { name: 'test', sql }, lookup, temporary);
  /** `table prunedBy(columns read)`, each scan. */
  const shown = async (sql: string, temporary?: Map<string, ReadonlySet<string>>) =>
    (await scansOf(sql, temporary)).map(
      (scan) =>
        `${scan.changes ? 'changes ' : ''}${scan.table.name} ${prunedBy(scan) ?? 'whole'} (${[...scan.columns].sort().join(' ')})`,
    );

  it.each([
    ['a parameter', `select v from "d"."t" where h = $h`, 't h (h v)'],
    ['a literal on the left', `select v from "d"."t" x where 'a' = x.h`, 't h (h v)'],
    ['a cast parameter and AND', `select 1 from "d"."t" where v > 'a' and (h = cast($h as varchar))`, 't h (h v)'],
    ['a list of constants', `select 1 from "d"."t" where h in ('a', $b)`, 't h (h)'],
    ['a range of the partition', `select 1 from "d"."t" where day between $a and date '2025-01-01' + 1`, 't day (day)'],
    ['an open range', `select 1 from "d"."t" where day >= $a`, 't day (day)'],
    ['the partition before the cluster', `select 1 from "d"."t" where h = $h and day >= $a`, 't day (day h)'],
  ])('leave out what %s excludes', async (_, sql, expected) => {
    expect(await shown(sql)).toEqual([expected]);
  });

  it.each([
    ['an alternative', `select v from "d"."t" where h = $h or v = 'a'`],
    ['a negation', `select v from "d"."t" where not (h = $h)`],
    ['a difference', `select v from "d"."t" where h <> $h`],
    ['a function of the column', `select v from "d"."t" where lower(h) = $h`],
    ['another column of the same row', `select v from "d"."t" where h = v`],
    ['the answer of a subquery', `select v from "d"."t" where h = (select 'a')`],
    ['a list from a subquery', `select v from "d"."t" where h in (select 'a')`],
    ['the second cluster column', `select v from "d"."t" where k = $k`],
    ['a comparison in the select list', `select h = $h as x, v from "d"."t"`],
    ['HAVING', `select h from "d"."t" group by h having h = $h`],
    ['a condition outside of the SELECT', `select v from (select h, v from "d"."t") s where h = $h`],
  ])('are whole where only %s is named', async (_, sql) => {
    expect((await scansOf(sql)).map(prunedBy)).toEqual([undefined]);
  });

  it('of an outer join are bounded by its condition on the side that it may drop, of an inner join on both', async () => {
    const joined = (kind: string) =>
      shown(`select 1 from "d"."t" a ${kind} join "d"."u" b on a.k = b.k and a.h = $h and b.h = $h`);
    expect(await joined('left')).toEqual(['t whole (h k)', 'u h (h k)']);
    expect(await joined('inner')).toEqual(['t h (h k)', 'u h (h k)']);
    expect(await joined('full')).toEqual(['t whole (h k)', 'u whole (h k)']);
  });

  it('are found in named tables, unions, subqueries and EXISTS, each with its own condition', async () => {
    const sql = `with a as (select * from "d"."t" where h = $h), b as (select k, v as w from a)
      select w from b where exists (select 1 from "d"."u" u where u.k = b.k)
      union all select (select max(v) from "d"."u" where h = 'a') from "d"."t"`;
    expect(await shown(sql)).toEqual(['t h (h k v)', 'u whole (k)', 't whole ()', 'u h (h v)']);
  });

  it('of a named table with the name of a table are those of the named one', async () => {
    expect(await shown(`with t as (select k from "d"."u") select k from t where t.k = 'a'`)).toEqual(['u whole (k)']);
  });

  it('of a delete, an update and an insert say which table changes', async () => {
    expect(
      await shown(`delete from "d"."t" as x\nwhere x.h = $h and k in (select k from "d"."t" where v = 'a')`),
    ).toEqual(['changes t h (h k)', 't whole (k v)']);
    expect(
      await shown(`update "d"."t"\nset v = (select max(v) from "d"."u" where k = 'where'), k = '(' where h = $h`),
    ).toEqual(['changes t h (h k v)', 'u whole (k v)']);
    expect(await shown(`insert into "d"."t" ("h", "k")\nselect h, k from "d"."u" where h = $h`)).toEqual(['u h (h k)']);
  });

  it('of the making of a temporary table are those of its select, and none where the table is read', async () => {
    const temporary = new Map<string, ReadonlySet<string>>();
    expect(
      await shown(`create or replace temp table made as\nselect k, v as w from "d"."t" where h = $h`, temporary),
    ).toEqual(['t h (h k v)']);
    expect(
      await shown(`update "d"."t" as x\nset v = (select w from made m where m.k = x.k) where x.h = $h`, temporary),
    ).toEqual(['changes t h (h k v)']);
    await expect(shown('select v from made', temporary)).rejects.toThrow('it names v, which is nowhere');
  });

  it('of what is not understood are an error, not missing', async () => {
    for (const sql of ['merge into t', 'truncate table t', `delete from "d"."t"`])
      await expect(scansOf(sql)).rejects.toThrow('It is not known what a statement scans');
    await expect(scansOf('select nowhere from "d"."t"')).rejects.toThrow('it names nowhere, which is nowhere');
    await expect(scansOf('select 1 from "d"."x"')).rejects.toThrow('the model has no table d.x');
    await expect(scansOf('select 1 from')).rejects.toThrow('test is not one statement');
  });
});
