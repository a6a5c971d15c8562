import { factClaims } from '../../../model/gold/facts';
import type { ClaimKpiId } from '../../../model/kpis/claims';
import { EVERY_SLICE } from '../../../model/kpis/types';
import type { Dialect } from '../../warehouse/dialect';
import { statement } from '../../warehouse/statement';
import type { Statement } from '../../warehouse/warehouse';
import { CLAIM_MEASURES } from '../measures';
import { type Arithmetic, insertKpiRows, type Measure } from './kpi-rows';
import { sliceOf } from './slices';
import type { Undelivered } from './undelivered';

const ADJUDICATED = 'claims_approved + claims_paid + claims_denied';

const ARITHMETIC: Arithmetic<ClaimKpiId> = {
  claims_submitted: { numerator: 'claims' },
  claim_approval_rate_all: { numerator: 'claims_approved', denominator: 'claims' },
  claim_approval_rate: { numerator: 'claims_approved + claims_paid', denominator: ADJUDICATED },
  claim_rejection_rate: { numerator: 'claims_rejected', denominator: 'claims' },
  denial_rate_count: { numerator: 'claims_denied', denominator: ADJUDICATED },
  denial_rate_dollars: { numerator: 'denied_amount', denominator: 'adjudicated_amount' },
  claim_payment_rate: { numerator: 'claim_payments', denominator: 'claimed_amount' },
  patient_responsibility: { numerator: 'case when responsibility_missing = 0 then responsibility end' },
};

/** Inserts the KPIs of claims, one insert per kind of slice. Months are those of submission. */
export function insertClaimKpis(dialect: Dialect, undelivered: readonly Undelivered[]): Statement[] {
  const measures: readonly Measure[] = [
    ...Object.entries(CLAIM_MEASURES).map(([name, sql]) => ({ name, sql })),
    { name: 'responsibility', sql: 'sum(case when is_reversed then 0 else patient_responsibility end)' },
    // A hospital that delivers no patient responsibility has NULL, not 0, and then the group has NULL too: a part is not a total.
    {
      name: 'responsibility_missing',
      sql: 'case when count(patient_responsibility) = 0 then 1 else 0 end',
      groupBy: 'max',
    },
  ];
  return EVERY_SLICE.map((kind) => {
    const slice = sliceOf(dialect, kind, 'claim_date');
    const tables = { rows_in_slice: `select *, ${slice} as slice from ${dialect.table(factClaims)} f` };
    return statement(
      `gold.kpi_values.claims_by_${kind}`,
      insertKpiRows(dialect, { kind, tables, measures }, ARITHMETIC, undelivered),
    );
  });
}
