import { factClaims } from '../../../model/gold/facts';
import type { ClaimDaysKpiId } from '../../../model/kpis/claims';
import { EVERY_SLICE, type SliceKind } from '../../../model/kpis/types';
import type { Dialect } from '../../warehouse/dialect';
import { copied, type Select, union } from '../../warehouse/named-columns';
import { statement } from '../../warehouse/statement';
import type { Statement } from '../../warehouse/warehouse';
import { IS_ADJUDICATED } from '../measures';
import { type Arithmetic, insertKpiRows, type KpiArithmetic, type Measure } from './kpi-rows';
import { ALL_HOSPITALS, groupWide, sliceOf } from './slices';
import type { Undelivered } from './undelivered';

/**
 * Inserts the median and the 90th percentile (nearest rank) of claim processing days and claim lag days, one insert per kind of slice.
 * Ranks give exact and equal results in every engine; the engines' own percentile functions do not.
 * A slice has processing days only when every hospital with decided claims in it delivers adjudication dates.
 */
export function insertClaimDays(dialect: Dialect, undelivered: readonly Undelivered[]): Statement[] {
  const whereDelivered = (value: string) => `case when undelivered = 0 and claims > 0 then ${value} end`;
  const share = (value: string): KpiArithmetic => ({ numerator: value, denominator: 'claims', value });
  const median = share(whereDelivered(dialect.ratio('middle_days', 'middle_claims')));
  const p90 = share(whereDelivered('p90_days'));
  const processing: Arithmetic<ClaimDaysKpiId<'processing'>> = {
    claim_processing_days_median: median,
    claim_processing_days_p90: p90,
  };
  const lag: Arithmetic<ClaimDaysKpiId<'lag'>> = { claim_lag_days_median: median, claim_lag_days_p90: p90 };
  return EVERY_SLICE.flatMap((kind) => [
    days(dialect, kind, 'processing', processing, undelivered),
    days(dialect, kind, 'lag', lag, undelivered),
  ]);
}

/** Days measured, from one date to another; `decided`: the claims that have them. */
const DAYS = {
  processing: {
    from: 'claim_date',
    to: 'adjudication_date',
    decided: IS_ADJUDICATED,
  },
  lag: { from: 'service_date', to: 'claim_date', decided: 'true' },
} as const;

type What = keyof typeof DAYS;

function days(
  dialect: Dialect,
  kind: SliceKind,
  what: What,
  arithmetic: Partial<Arithmetic>,
  undelivered: readonly Undelivered[],
): Statement {
  return statement(
    `gold.kpi_values.claim_${what}_days_by_${kind}`,
    insertKpiRows(
      dialect,
      { kind, tables: rankedClaims(dialect, kind, what), measures: MEASURES, groupWide: 'in_rows' },
      arithmetic,
      undelivered,
    ),
  );
}

/** `rows_in_slice`: every claim with its rank by days. */
function rankedClaims(dialect: Dialect, kind: SliceKind, what: What): Record<string, string> {
  const { from, to, decided } = DAYS[what];
  const duration = dialect.daysBetween(from, to);
  const claim = copied(dialect, ['hospital_id', 'slice', 'days', 'is_decided', 'delivers']);
  const scoped: Select[] = [{ columns: claim, from: 'from aged' }];
  const ofGroup = groupWide(dialect, kind);
  if (ofGroup !== null)
    scoped.push({ columns: { ...claim, hospital_id: `'${ALL_HOSPITALS}'` }, from: `from aged${ofGroup}` });
  return {
    aged: `
      select hospital_id, ${sliceOf(dialect, kind, 'claim_date')} as slice, ${decided} as is_decided,
        case when ${decided} then ${duration} end as days,
        max(case when ${duration} is not null then 1 else 0 end) over (partition by hospital_id) as delivers
      from ${dialect.table(factClaims)} f`,
    scoped: union(dialect, 'all', scoped),
    // NULLs rank last: claims without days are not measured.
    rows_in_slice: `
      select hospital_id, slice, days, is_decided, delivers,
        row_number() over (partition by hospital_id, slice order by case when days is null then 1 else 0 end, days) as day_rank,
        count(days) over (partition by hospital_id, slice) as measured_claims
      from scoped`,
  };
}

const MIDDLE = '2 * day_rank between measured_claims and measured_claims + 2';
/** The highest of these ranks is the lowest that nine of ten claims do not exceed. */
const NINETIETH = '10 * (day_rank - 1) < 9 * measured_claims';
const MEASURES: readonly Measure[] = [
  { name: 'claims', sql: 'max(measured_claims)' },
  { name: 'undelivered', sql: 'max(case when is_decided and delivers = 0 then 1 else 0 end)' },
  { name: 'middle_days', sql: `sum(case when ${MIDDLE} then days end)` },
  { name: 'middle_claims', sql: `count(case when ${MIDDLE} then days end)` },
  { name: 'p90_days', sql: `max(case when ${NINETIETH} then days end)` },
];
