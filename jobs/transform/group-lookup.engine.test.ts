import { environmentTables } from '../../model/catalogue';
import { dimDepartment, dimPayer } from '../../model/gold/dimensions';
import { factClaims, factTransactions } from '../../model/gold/facts';
import { kpiValues } from '../../model/gold/kpi-tables';
import { departmentPerformance, payorPerformance } from '../../model/gold/summaries';
import type { WithLookups } from '../../model/group-lookups';
import { BASE_MODEL } from '../../model/model';
import { opsQualityResults } from '../../model/ops';
import type { TableDefinition } from '../../model/types';
import { CLINIC } from '../../test/transform/clinic';
import { loadGold } from '../../test/transform/gold-warehouse';
import { openDuckDb, read } from '../../test/transform/hospital-warehouse';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { fillGroupLookup } from './group-lookup';

let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ warehouse, remove } = await openDuckDb(environmentTables(BASE_MODEL)));
});
afterAll(() => remove());

const rows = async (table: TableDefinition, columns: string, where?: string) =>
  (await read(warehouse, table, columns, where)).map((row) => Object.values(row).join(' | '));
const load = (lookups: readonly WithLookups[], silver = CLINIC) => loadGold(warehouse, silver, 'r1', [], lookups);

describe('with the lookups of the clinic', () => {
  beforeAll(() => loadGold(warehouse, CLINIC));

  it('has one member per payer of the group, and one per payer id that no lookup of its hospital names', async () => {
    expect(await rows(dimPayer, 'payer_id, hospital_id, payer_name, plan_type, electronic_payer_id')).toEqual([
      'hospital-a/BlueCross | hospital-a | BlueCross |  | ',
      'medicare |  | Medicare | Medicare | CMS01',
      ' |  |  |  | ',
    ]);
  });

  it('gives the facts of both hospitals the key of that one member, and keeps what was delivered', async () => {
    const [a, b] = await Promise.all(
      ['hospital-a', 'hospital-b'].map((id) =>
        read(warehouse, factClaims, 'payer_key', `hospital_id = '${id}' and claim_id = 'C1'`),
      ),
    );
    expect(a).toEqual(b);
    expect(await rows(factTransactions, 'distinct hospital_id, payer_id, source_payer_id')).toEqual([
      'hospital-a | medicare | Medicare',
      'hospital-a |  | ',
      'hospital-b | medicare | Medicare',
    ]);
  });

  it('adds up the group by payer, and by the departments that lookups name', async () => {
    const charges = (kind: string) =>
      rows(kpiValues, 'hospital_id, slice, value', `kpi_id = 'gross_charges' and slice_kind = '${kind}'`);
    expect(await charges('payer')).toEqual([
      'all | medicare | 1380.5',
      'all | unknown | 50',
      'hospital-a | medicare | 380.5',
      'hospital-a | unknown | 50',
      'hospital-b | medicare | 1000',
    ]);
    expect(await charges('department')).toEqual([
      'all | surgery | 430.5',
      'hospital-a | surgery | 430.5',
      'hospital-b | D1 | 1000',
    ]);
    expect(await rows(payorPerformance, 'hospital_id, payer_id, payer_name, plan_type, claims')).toEqual([
      'hospital-a | hospital-a/BlueCross | BlueCross |  | 1',
      'hospital-a | medicare | Medicare | Medicare | 5',
      'hospital-b | medicare | Medicare | Medicare | 1',
    ]);
  });

  it('says which department of the group a department is, in each of its versions', async () => {
    const columns = 'department_id, group_department_id, group_department_name';
    expect(await rows(dimDepartment, columns, 'department_id is not null')).toEqual([
      'D1 | surgery | Surgical services',
    ]);
    // Also where the department has no version any more.
    expect(
      await rows(
        departmentPerformance,
        'hospital_id, department_id, department_name, group_department_id, group_department_name',
      ),
    ).toEqual([
      'hospital-a | D1 |  | surgery | Surgical services',
      'hospital-a | D9 |  |  | ',
      'hospital-b | D1 |  |  | ',
    ]);
  });

  it('counts, per hospital, the rows whose payer or department its lookup does not name', async () => {
    expect(
      await rows(
        opsQualityResults,
        'hospital_id, table_name, rule_id, rows_checked, rows_failed',
        "rule_id like 'unmapped%' and rows_failed > 0",
      ),
    ).toEqual([
      'hospital-a | fact_claims | unmapped_payer | 6 | 1',
      'hospital-a | fact_encounters | unmapped_department | 2 | 1',
      'hospital-b | fact_claims | unmapped_department | 1 | 1',
      'hospital-b | fact_transactions | unmapped_department | 1 | 1',
    ]);
  });
});

it('keeps the same id of two hospitals apart where no lookup says that they are one, and counts nothing then', async () => {
  await load([]);
  expect(await rows(dimPayer, 'payer_id', 'payer_id is not null')).toEqual([
    'hospital-a/BlueCross',
    'hospital-a/Medicare',
    'hospital-b/Medicare',
  ]);
  expect(await rows(opsQualityResults, 'rule_id', "rule_id like 'unmapped%' and rows_failed > 0")).toEqual([]);
});

it('takes an id with blanks at its ends for the same, and one in another case for another', async () => {
  const [claim = {}] = CLINIC['claims'] ?? [];
  const claims = [' Medicare  ', 'MEDICARE', 'Medicare'].map((payer_id, index) => ({
    ...{ ...claim, payer_id, claim_id: `C${index}` },
  }));
  await load([{ id: 'hospital-a', payers: [{ source: 'Medicare', payer: 'm' }] }], { ...CLINIC, claims });
  expect(await rows(factClaims, 'claim_id, payer_id, source_payer_id')).toEqual([
    'C0 | m |  Medicare  ',
    'C1 | hospital-a/MEDICARE | MEDICARE',
    'C2 | m | Medicare',
  ]);
});

it('does not take an own department for the department of the group that has its id', async () => {
  const departments = [{ source: 'D9', department: 'D1' }];
  await load([{ id: 'hospital-a', departments }]);
  expect(
    await rows(kpiValues, 'hospital_id, slice, value', "kpi_id = 'gross_charges' and slice_kind = 'department'"),
  ).toEqual(['hospital-a | hospital-a/D1 | 430.5', 'hospital-b | hospital-b/D1 | 1000']);
});

it('describes a member alike whatever the order of the hospitals, and counts the lines that contradict', async () => {
  const hospitals: WithLookups[] = [
    { id: 'hospital-b', payers: [{ source: 'Medicare', payer: 'm', name: 'CMS', planType: 'Federal' }] },
    { id: 'hospital-a', payers: [{ source: 'Medicare', payer: 'm', name: 'Medicare' }] },
  ];
  for (const lookups of [hospitals, [...hospitals].reverse()]) {
    await load(lookups);
    expect(await rows(dimPayer, 'payer_name, plan_type', "payer_id = 'm'")).toEqual(['Medicare | Federal']);
    expect(
      await rows(opsQualityResults, 'hospital_id, rows_checked, rows_failed', "rule_id = 'described_alike'"),
    ).toEqual(['hospital-a | 1 | 0', 'hospital-b | 1 | 1']);
  }
});

it('takes any text of a lookup as a text, and as many lines as a lookup may have', async () => {
  const hostile = [`O'Brien"; drop table gold.dim_payer; --`, '\\', "\\'", '${x}', '`b`', '@p $p'];
  const many = Array.from({ length: 10_000 }, (_, index) => ({
    ...{ source: `${index}${'x'.repeat(150)}`, payer: `p${index % 50}` },
  }));
  await load([
    { id: 'hospital-a', payers: hostile.map((text, index) => ({ source: text, payer: `h${index}`, name: text })) },
  ]);
  expect((await read(warehouse, dimPayer, 'payer_name', 'hospital_id is null and payer_name is not null')).length).toBe(
    6,
  );
  expect(
    new Set((await read(warehouse, dimPayer, 'payer_name', "payer_id like 'h_'")).map((row) => row['payer_name'])),
  ).toEqual(new Set(hostile));
  const statements = fillGroupLookup(warehouse.dialect, [{ id: 'hospital-a', payers: many }]);
  expect(Math.max(...statements.map(({ sql }) => sql.length))).toBeLessThan(500_000);
  for (const each of statements) await warehouse.executeAtomically([each]);
  const [count] = await warehouse.query({ name: 'test', sql: 'select count(*) as lines from gold.group_lookup' });
  expect(count).toEqual({ lines: 10_000 });
});
