import { factClaims } from '../../../model/gold/facts';
import { EVERY_SLICE, type SliceKind } from '../../../model/kpis/types';
import type { Dialect } from '../../warehouse/dialect';
import type { Statement } from '../../warehouse/warehouse';
import { statement } from '../statement';
import { insertKpiRows, type KpiArithmetic, type Measure } from './kpi-rows';
import { ALL_HOSPITALS, GROUP_WIDE_SLICES, sliceOf } from './slices';

/**
 * Median and 90th percentile (nearest rank) of claim processing and claim lag days, one insert per kind of slice. Exact, and the
 * same in every engine, by ranks instead of the engines' own percentile functions.
 * A slice has processing days only when every hospital with decided claims in it delivers adjudication dates.
 */
export function insertClaimDays(dialect: Dialect): Statement[] {
  return EVERY_SLICE.flatMap((kind) => [
    days(dialect, kind, 'processing', dialect.daysBetween('claim_date', 'adjudication_date')),
    days(dialect, kind, 'lag', dialect.daysBetween('service_date', 'claim_date')),
  ]);
}

function days(dialect: Dialect, kind: SliceKind, what: 'processing' | 'lag', duration: string): Statement {
  const slice = sliceOf(dialect, kind, 'claim_date');
  const decided = what === 'processing' ? "claim_status in ('Approved', 'Paid', 'Denied')" : 'true';
  const group = GROUP_WIDE_SLICES.includes(kind)
    ? `
      union all
      select '${ALL_HOSPITALS}', slice, days, is_decided, delivers from aged`
    : '';
  const ctes = `
    aged as (
      select hospital_id, ${slice} as slice, ${decided} as is_decided,
        case when ${decided} then ${duration} end as days,
        max(case when ${duration} is not null then 1 else 0 end) over (partition by hospital_id) as delivers
      from ${dialect.table(factClaims)}
    ),
    scoped as (
      select hospital_id, slice, days, is_decided, delivers from aged${group}
    ),
    rows_in_slice as (
      -- NULLs come last in rank: they are not measured
      select hospital_id, slice, days, is_decided, delivers,
        row_number() over (partition by hospital_id, slice order by case when days is null then 1 else 0 end, days) as day_rank,
        count(days) over (partition by hospital_id, slice) as measured_claims
      from scoped
    )`;
  const middle = '2 * day_rank between measured_claims and measured_claims + 2';
  // The highest of these ranks is the smallest that nine of ten do not exceed.
  const ninetieth = '10 * (day_rank - 1) < 9 * measured_claims';
  const measures: readonly Measure[] = [
    { name: 'claims', sql: 'max(measured_claims)' },
    { name: 'undelivered', sql: 'max(case when is_decided and delivers = 0 then 1 else 0 end)' },
    { name: 'middle_days', sql: `sum(case when ${middle} then days end)` },
    { name: 'middle_claims', sql: `count(case when ${middle} then days end)` },
    { name: 'p90_days', sql: `max(case when ${ninetieth} then days end)` },
  ];
  const where = 'case when undelivered = 0 and claims > 0 then';
  const median = `${where} ${dialect.ratio('middle_days', 'middle_claims')} end`;
  const p90 = `${where} p90_days end`;
  const arithmetic: readonly KpiArithmetic[] = [
    { id: `claim_${what}_days_median`, numerator: median, denominator: 'claims', value: median },
    { id: `claim_${what}_days_p90`, numerator: p90, denominator: 'claims', value: p90 },
  ];
  return statement(
    `gold.kpi_values.claim_${what}_days_by_${kind}`,
    insertKpiRows(dialect, kind, ctes, measures, arithmetic, 'in_rows'),
  );
}
