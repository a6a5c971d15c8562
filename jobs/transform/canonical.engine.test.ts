import { environmentTables } from '../../model/catalogue';
import { dimIcdCode } from '../../model/gold/dimensions';
import { factTransactions } from '../../model/gold/facts';
import { departmentPerformance } from '../../model/gold/summaries';
import { BASE_MODEL } from '../../model/model';
import { opsQualityResults } from '../../model/ops';
import { loadGold, version } from '../../test/transform/gold-warehouse';
import { openDuckDb, read } from '../../test/transform/hospital-warehouse';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';

/** Transactions of 100 each: id, provider, department, diagnosis, procedure. Invented. */
const DELIVERED: readonly (readonly [string, string | null, string | null, string, string])[] = [
  ['T1', 'P1', 'D1', 'R07.9', '0051T'],
  ['T2', 'p1', 'D2 ', 'R079', '0051t'],
  ['T3', 'abc', 'd2  ', 'r079', ' 99213'],
  ['T4', 'ABC', 'D3', 'I10', '99213'],
  ['T5', 'aBc', ' D1', 'I109', '9921'],
  ['T6', null, null, 'A000', '99213'],
];

describe('ids and codes with several spellings', () => {
  let warehouse: DuckDbWarehouse;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ warehouse, remove } = await openDuckDb(environmentTables(BASE_MODEL)));
    const code = (values: Parameters<typeof version>[0], from?: string) =>
      version({ hospital_id: 'reference', ...values }, from);
    await loadGold(warehouse, {
      departments: [
        version({ department_id: 'D1', name: 'Cardiology' }),
        version({ department_id: 'D2', name: 'Emergency' }),
      ],
      // The source keeps abc and ABC apart.
      providers: [version({ provider_id: 'P1' }), version({ provider_id: 'abc' }), version({ provider_id: 'ABC' })],
      transactions: DELIVERED.map(([transaction_id, provider_id, department_id, icd_code, procedure_code]) =>
        version({
          ...{ transaction_id, provider_id, department_id, icd_code, procedure_code },
          ...{ service_date: '2025-01-05', amount: '100', paid_amount: '0' },
        }),
      ),
      icd_codes: [
        code({ icd_code: 'R079', description: 'old' }, '2024-01-01'),
        code({ icd_code: 'R07.9', description: 'new' }, '2025-01-01'),
        code({ icd_code: 'I10', description: 'Hypertension' }),
        code({ icd_code: 'A00.0', description: 'Cholera' }),
      ],
      cpt_codes: [code({ procedure_code: '0051T' }), code({ procedure_code: '99213' })],
    });
  });
  afterAll(() => remove());

  const facts = async (columns: string) =>
    (await read(warehouse, factTransactions, `transaction_id, ${columns}`, 'true'))
      .map((row) =>
        Object.values(row)
          .map((value) => value ?? '-')
          .join(' '),
      )
      .sort();

  it('join diagnoses with and without the point, in any case, and no code twice', async () => {
    expect(await facts('icd_key, icd_code')).toEqual([
      'T1 R07.9 R07.9',
      'T2 R07.9 R079',
      'T3 R07.9 r079',
      'T4 I10 I10',
      'T5 unknown I109',
      'T6 A00.0 A000',
    ]);
    expect(
      (await read(warehouse, dimIcdCode, 'description', "icd_key = 'R07.9' or icd_key = 'R079'")).map(Object.values),
    ).toEqual([['new']]);
  });
  it('join procedures in any case and with blanks around them', async () => {
    expect(await facts('cpt_key')).toEqual(['T1 0051T', 'T2 0051T', 'T3 99213', 'T4 99213', 'T5 unknown', 'T6 99213']);
  });
  it('give a fact the spelling of its department and provider; ids that differ in case alone stay two', async () => {
    expect(await facts('department_id, provider_id')).toEqual([
      'T1 D1 P1',
      'T2 D2 P1',
      'T3 D2 abc',
      'T4 D3 ABC',
      'T5  D1 aBc',
      'T6 - -',
    ]);
    const providers = await facts("provider_key = 'unknown' as u, provider_id");
    expect(providers.filter((row) => row.includes('true'))).toEqual(['T5 true aBc', 'T6 true -']);
  });
  it('add up under the name of the department', async () => {
    const rows = await read(warehouse, departmentPerformance, 'department_id, department_name, charges', 'true');
    expect(rows.map((row) => Object.values(row).map(String).join('|')).sort()).toEqual([
      ' D1|null|100',
      'D1|Cardiology|100',
      'D2|Emergency|200',
      'D3|null|100',
      'unknown|null|100',
    ]);
  });
  it('are counted', async () => {
    const rows = await read(
      warehouse,
      opsQualityResults,
      'rule_id, rows_checked, rows_failed',
      "table_name = 'fact_transactions' and rule_id like 'id_spelling%'",
    );
    expect(rows.map((row) => Object.values(row).map(String).join(' ')).sort()).toEqual([
      'id_spelling_department 5 2',
      'id_spelling_provider 5 1',
      'id_spelling_transactions 6 0',
    ]);
  });
  it('follow an id that was written in another way, and not one of two that the source has now', async () => {
    await loadGold(warehouse, {
      departments: [
        version({ department_id: 'D1', name: 'Cardiology' }, '2024-01-01', '2025-06-01'),
        version({ department_id: 'd1 ', name: 'Cardiology' }, '2025-06-01'),
        // Both ended: which of them a third spelling means is unknown.
        version({ department_id: 'x', name: 'Old' }, '2024-01-01', '2025-06-01'),
        version({ department_id: 'X', name: 'Older' }, '2024-01-01', '2025-06-01'),
      ],
      transactions: ['D1', 'd1', 'd1 ', 'X ', 'x'].map((department_id, index) =>
        version({
          ...{ transaction_id: `T${index}`, department_id },
          ...{ service_date: '2025-01-05', amount: '100', paid_amount: '0' },
        }),
      ),
    });
    expect(await facts('department_id')).toEqual(['T0 d1 ', 'T1 d1 ', 'T2 d1 ', 'T3 X ', 'T4 x']);
    expect(await facts("department_key = 'unknown'")).toEqual([
      'T0 false',
      'T1 false',
      'T2 false',
      'T3 true',
      'T4 false',
    ]);
  });
});

it('counts rows whose own id is that of another row in another spelling', async () => {
  const { warehouse, remove } = await openDuckDb(environmentTables(BASE_MODEL));
  const transactions = ['T1', 't1 ', 'T2'].map((transaction_id) =>
    version({ transaction_id, service_date: '2025-01-05', amount: '100', paid_amount: '0' }),
  );
  await loadGold(warehouse, { transactions });
  const counted = "rule_id = 'id_spelling_transactions'";
  expect(await read(warehouse, opsQualityResults, 'severity, rows_checked, rows_failed', counted)).toEqual([
    { severity: 'warning', rows_checked: 3, rows_failed: 2 },
  ]);
  await remove();
});
