import { bronzeTable, entity, quarantineTable, stagingRejectedTable } from '../../model/catalogue';
import { append, january, openDuckDb, type TestRun, tablesUpToSilver } from '../../test/transform/hospital-warehouse';
import { insertRows } from '../../test/transform/insert-rows';
import { refuseLost, refuseUnchecked, refuseUnexplained } from '../steps/explained-deliveries';
import { nextKnown } from '../steps/next-known';
import { duckdbDialect } from '../warehouse/duckdb/dialect';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import type { BronzeLoad } from './bronze';
import { accountsOf, claim, file } from './delivered-claims.fixture';
import { judgeDeliveries, registerDeliveries } from './deliveries';
import { rebuildHistory } from './history';
import { checkRows, quarantineRejectedLines } from './quality';

const CLAIMS = { entity: entity('claims'), hospitalId: 'hospital-a' };
const BRONZE = duckdbDialect.table(bronzeTable(CLAIMS.entity, CLAIMS.hospitalId));
const QUARANTINE = duckdbDialect.table(quarantineTable(CLAIMS.entity));
let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ warehouse, remove } = await openDuckDb(tablesUpToSilver('claims', ['hospital-a'])));
});
afterEach(() => remove());

const execute = (sql: string) => warehouse.executeAtomically([{ name: 'test.change', sql }]);
const accounts = (where: string) => accountsOf(warehouse, where);

describe('whatever leaves a delivery, or is added to it, after it was counted', () => {
  /** C1: accepted. C2: superseded by C2. C3: broken. C4: two equal rows. One line that is not a row. */
  const rows = [
    ...[claim('C1', '1', '0', 5), claim('C2', '2', '0', 5), claim('C2', '3', '0', 6), claim('C3', null, '0', 5)],
    ...[claim('C4', '4', '0', 5), claim('C4', '4', '0', 5)],
  ];
  const run: TestRun = { ...file('r1', 10, rows), rejected: 1 };
  const refusal = expect.objectContaining({ code: 'DELIVERY_UNEXPLAINED', detail: expect.stringContaining('run r1') });
  const check = async () => {
    await warehouse.executeAtomically([
      ...checkRows(warehouse.dialect, CLAIMS),
      ...judgeDeliveries(warehouse.dialect, CLAIMS),
    ]);
    await refuseUnexplained(warehouse, CLAIMS);
  };
  const WITHOUT = (condition: string) => `delete from ${BRONZE} where ${condition}`;
  const TWICE = `insert into ${BRONZE} select * replace (_seq + 100 as _seq) from ${BRONZE} where claim_id = 'C1'`;
  const LINE = `delete from ${QUARANTINE} where _raw_line is not null`;

  beforeEach(async () => {
    await warehouse.executeAtomically([
      ...insertRows(warehouse.dialect, stagingRejectedTable(CLAIMS.entity, 'hospital-a'), [
        {
          ...{ hospital_id: 'hospital-a', _run_id: 'r1', _op: 'U', _source_ts: january(5), _seq: 1, _row_hash: '' },
          ...{ _rule_ids: 'line_field_count', _raw_line: 'C9,', _source_file: 'r1' },
        },
      ]),
      ...quarantineRejectedLines(warehouse.dialect, { ...CLAIMS, runId: 'r1' }),
    ]);
    await append(warehouse, run);
  });

  it('is nothing at first', async () => {
    await check();
    expect(await accounts("measure = 'rows'")).toEqual(['rows r1 7 3 2 1 1']);
    await refuseUnchecked(warehouse, CLAIMS);
  });

  it.each([
    ['accepted', 'a row that would hold', WITHOUT("claim_id = 'C1'")],
    ['superseded', 'a row that gave way', WITHOUT("claim_id = 'C2' and claim_amount = 2")],
    ['held', 'a broken row', WITHOUT("claim_id = 'C3'")],
    ['held', 'a line that is not a row', LINE],
    ['accepted', 'a row beside it', TWICE],
    ['read', 'its money', `update ${BRONZE} set claim_amount = claim_amount + 0.01 where claim_id = 'C1'`],
    ['read', 'every account of it', 'delete from ops.deliveries'],
  ])('is noticed by the check: %s, %s', async (_summand, _what, change) => {
    await execute(change);
    await expect(check()).rejects.toEqual(refusal);
  });

  it.each([
    ['accepted', 'a row that holds', WITHOUT("claim_id = 'C1'")],
    ['superseded', 'a row that gave way', WITHOUT("claim_id = 'C2' and claim_amount = 2")],
    ['held', 'a broken row, which would reach silver', `delete from ${QUARANTINE} where claim_id = 'C3'`],
    ['held', 'a line that is not a row', LINE],
    [
      'held',
      'a sound row, which would not',
      `insert into ${QUARANTINE} select * replace ('C1' as claim_id, 1 as _seq) from ${QUARANTINE} where claim_id = 'C3'`,
    ],
    ['accepted', 'a row beside it', TWICE],
    ['read', 'its money', `update ${BRONZE} set claim_amount = claim_amount + 0.01 where claim_id = 'C1'`],
    ['read', 'the account of its check', "delete from ops.deliveries where step = 'check'"],
    ['read', 'every account of it', 'delete from ops.deliveries'],
  ])('is noticed by history: %s, %s', async (_summand, _what, change) => {
    await check();
    await execute(change);
    await expect(refuseUnchecked(warehouse, CLAIMS)).rejects.toEqual(refusal);
  });

  it('is noticed by the load: a row is equal only to one that bronze has', async () => {
    await execute(WITHOUT("claim_id = 'C4'"));
    const load: BronzeLoad = {
      ...{ ...CLAIMS, runId: 'r1', takenAt: january(10), watermark: null, rows: rows.length, deletes: 'none' },
    };
    const read = [{ delivery: 'r1', rows: rows.length, rejected: 1 }];
    await warehouse.executeAtomically(registerDeliveries(warehouse.dialect, load, read));
    await expect(refuseUnexplained(warehouse, CLAIMS)).rejects.toEqual(refusal);
  });

  it.each([WITHOUT("claim_id = 'C1'"), LINE])('is noticed by a replay: %s', async (change) => {
    await check();
    await warehouse.executeAtomically(rebuildHistory(warehouse.dialect, CLAIMS, await nextKnown(warehouse, CLAIMS)));
    await refuseLost(warehouse, CLAIMS);
    await execute(change);
    await expect(refuseLost(warehouse, CLAIMS)).rejects.toEqual(refusal);
  });

  it('is there again when the run is loaded again', async () => {
    await execute(WITHOUT("claim_id = 'C1'"));
    await expect(check()).rejects.toEqual(refusal);
    await append(warehouse, run);
    await check();
    await refuseUnchecked(warehouse, CLAIMS);
  });
});

describe('a delivery that does not add up', () => {
  const rows = [claim('C1', '1', '0', 5), claim('C1', '1', '0', 5), claim('C2', '1', '0', 5), claim('C2', '2', '0', 6)];

  it.each(['total_read', 'total_accepted', 'total_held', 'total_superseded', 'total_equal'])(
    'stops the table where %s is a row or a millionth of a dollar off',
    async (column) => {
      await append(warehouse, file('r1', 10, rows));
      for (const [measure, by] of [
        ['rows', '1'],
        ['claim_amount', '0.000001'],
      ]) {
        const shift = (sign: string) => ({
          name: 'test.shift',
          sql: `update ops.deliveries set ${column} = ${column} ${sign} ${by} where measure = '${measure}'`,
        });
        await refuseUnexplained(warehouse, CLAIMS);
        await warehouse.executeAtomically([shift('+')]);
        await expect(refuseUnexplained(warehouse, CLAIMS)).rejects.toMatchObject({ code: 'DELIVERY_UNEXPLAINED' });
        await warehouse.executeAtomically([shift('-')]);
      }
    },
  );
});
