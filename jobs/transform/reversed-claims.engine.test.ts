import { entity, environmentTables, quarantineTable } from '../../model/catalogue';
import { kpiValues } from '../../model/gold/kpi-tables';
import { financialMetrics } from '../../model/gold/summaries';
import { BASE_MODEL } from '../../model/model';
import { opsQualityResults } from '../../model/ops';
import { goldStatements } from '../../test/transform/gold-warehouse';
import {
  history,
  january,
  type LandedRow,
  loadRun,
  openDuckDb,
  read,
  tablesUpToSilver,
} from '../../test/transform/hospital-warehouse';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { reconciliationDifferences } from './reconcile';

let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ warehouse, remove } = await openDuckDb([
    ...tablesUpToSilver('claims', ['hospital-a']),
    ...environmentTables(BASE_MODEL).filter(
      ({ layer, name }) => layer === 'gold' || (layer === 'silver' && name !== 'claims'),
    ),
  ]));
}, 60_000);
afterEach(() => remove());

const claim = (id: string, day: number, claimed: string, paid: string, claim_status: string): LandedRow => ({
  values: {
    claim_id: id,
    service_date: '2025-01-02',
    claim_date: '2025-01-03',
    adjudication_date: '2025-01-06',
    claim_amount: claimed,
    paid_amount: paid,
    claim_status,
    copay: '5',
    modified_at: january(day),
  },
  at: january(day),
});

async function deliver(runId: string, day: number, rows: readonly LandedRow[]): Promise<void> {
  await loadRun(warehouse, { entity: 'claims', runId, takenAt: january(day), rows });
  for (const step of goldStatements(warehouse.dialect, runId)) await warehouse.executeAtomically(step);
}

const figures = async () =>
  (
    await read(
      warehouse,
      financialMetrics,
      'claims, claims_paid, claims_denied, claims_pending, claims_reversed, claimed_amount, claim_payments, denial_rate',
    )
  ).map((row) => Object.values(row).join(' '));
const kpi = async (id: string) => {
  const rows = await read(
    warehouse,
    kpiValues,
    'value',
    `kpi_id = '${id}' and slice = 'total' and hospital_id = 'all'`,
  );
  return rows[0]?.['value'];
};

const TAKEN_BACK: readonly (readonly [string, string, string, string])[] = [
  ['a void with the amounts of the claim', '100', '100', 'Voided'],
  ['a reversal with negative amounts', '-100', '-100', 'Reversed'],
  ['a replacement without amounts', '0', '0', 'Replaced'],
  ['negative amounts in status Paid', '-100', '-100', 'Paid'],
  ['a negative payment alone', '0', '-100', 'Paid'],
  ['a negative amount in status Denied', '-100', '0', 'Denied'],
  ['a negative amount in status Pending', '-100', '0', 'Pending'],
];

it.each(TAKEN_BACK)(
  '%s takes the claim back',
  async (_what, claimed, paid, status) => {
    await deliver('r1', 10, [claim('C1', 8, '100', '100', 'Paid'), claim('C2', 8, '40', '0', 'Denied')]);
    expect(await figures()).toEqual(['2 1 1 0 0 140 100 0.5']);
    await deliver('r2', 20, [claim('C1', 18, claimed, paid, status)]);
    expect(await read(warehouse, quarantineTable(entity('claims')), '_rule_ids')).toEqual([]);
    expect(await history(warehouse, 'claims', 'C1', 'claim_status')).toEqual(['08..18 Paid', `18.. ${status} current`]);
    expect(await figures()).toEqual(['2 0 1 0 1 40 0 1']);
    expect(await kpi('claims_submitted')).toBe('2');
    expect(await kpi('claim_payment_rate')).toBe('0');
    expect(await kpi('denial_rate_dollars')).toBe('1');
    expect(await kpi('patient_responsibility')).toBe('5');
    expect(await warehouse.query(reconciliationDifferences(warehouse.dialect, 'r2'))).toEqual([]);
  },
  60_000,
);

it('warns of a negative amount only where the status does not say that the claim was taken back', async () => {
  await deliver('r1', 10, [claim('C1', 8, '-100', '-100', 'Reversed'), claim('C2', 8, '-40', '-1', 'Paid')]);
  expect(
    await read(
      warehouse,
      opsQualityResults,
      'rule_id, severity, rows_failed',
      "rows_failed > 0 and rule_id like '%_not_negative'",
    ),
  ).toEqual([
    { rule_id: 'claimed_not_negative', severity: 'warning', rows_failed: 1 },
    { rule_id: 'paid_not_negative', severity: 'warning', rows_failed: 1 },
  ]);
});

it('a claim that is sent again after its void stands again', async () => {
  await deliver('r1', 10, [claim('C1', 8, '100', '100', 'Paid')]);
  await deliver('r2', 12, [claim('C1', 11, '100', '100', 'Voided')]);
  await deliver('r3', 14, [claim('C1', 13, '90', '80', 'Paid')]);
  expect(await figures()).toEqual(['1 1 0 0 0 90 80 0']);
});
