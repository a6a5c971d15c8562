import { factClaims } from '../../../model/gold/facts';
import { EVERY_SLICE } from '../../../model/kpis/types';
import type { Dialect } from '../../warehouse/dialect';
import type { Statement } from '../../warehouse/warehouse';
import { CLAIM_MEASURES } from '../measures';
import { statement } from '../statement';
import { insertKpiRows, type KpiArithmetic, type Measure } from './kpi-rows';
import { sliceOf } from './slices';

const ADJUDICATED = 'claims_approved + claims_paid + claims_denied';

const ARITHMETIC: readonly KpiArithmetic[] = [
  { id: 'claims_submitted', numerator: 'claims' },
  { id: 'claim_approval_rate_all', numerator: 'claims_approved', denominator: 'claims' },
  { id: 'claim_approval_rate', numerator: 'claims_approved + claims_paid', denominator: ADJUDICATED },
  { id: 'claim_rejection_rate', numerator: 'claims_rejected', denominator: 'claims' },
  { id: 'denial_rate_count', numerator: 'claims_denied', denominator: ADJUDICATED },
  { id: 'denial_rate_dollars', numerator: 'denied_amount', denominator: 'adjudicated_amount' },
  { id: 'claim_payment_rate', numerator: 'claim_payments', denominator: 'claimed_amount' },
  {
    id: 'patient_responsibility',
    numerator: 'case when responsibility_missing = 0 then responsibility end',
  },
];

/** One insert per kind of slice; months are those of submission. */
export function insertClaimKpis(dialect: Dialect): Statement[] {
  const measures: readonly Measure[] = [
    ...Object.entries(CLAIM_MEASURES).map(([name, sql]) => ({ name, sql })),
    { name: 'responsibility', sql: 'sum(patient_responsibility)' },
    // NULL, not 0, where no claim of a hospital says what it leaves to the patient; over all hospitals a part is no total.
    {
      name: 'responsibility_missing',
      sql: 'case when count(patient_responsibility) = 0 then 1 else 0 end',
      groupBy: 'max',
    },
  ];
  return EVERY_SLICE.map((kind) => {
    const slice = sliceOf(dialect, kind, 'claim_date');
    const ctes = `rows_in_slice as (select *, ${slice} as slice from ${dialect.table(factClaims)})`;
    return statement(`gold.kpi_values.claims_by_${kind}`, insertKpiRows(dialect, kind, ctes, measures, ARITHMETIC));
  });
}
