import { factClaims } from '../../../model/gold/facts';
import type { ClaimDaysKpiId } from '../../../model/kpis/claims';
import { EVERY_SLICE, type SliceKind } from '../../../model/kpis/types';
import type { Dialect } from '../../warehouse/dialect';
import { copied, type Select, union } from '../../warehouse/named-columns';
import { columnList, statement } from '../../warehouse/statement';
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
  const median = share(whereDelivered(dialect.ratio('middle_days', '2')));
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

/**
 * `rows_in_slice`: how many claims of a slice have each number of days, with the ranks that they take. A slice has few different numbers of
 * days, so ranks are counted over those and no claim is sorted.
 */
function rankedClaims(dialect: Dialect, kind: SliceKind, what: What): Record<string, string> {
  const { from, to, decided } = DAYS[what];
  const duration = dialect.daysBetween(from, to);
  const counted = copied(dialect, ['hospital_id', 'slice', 'days', 'is_decided', 'delivers', 'claims']);
  const scoped: Select[] = [{ columns: counted, from: 'from aged' }];
  const ofGroup = groupWide(dialect, kind);
  if (ofGroup !== null)
    scoped.push({ columns: { ...counted, hospital_id: `'${ALL_HOSPITALS}'` }, from: `from aged${ofGroup}` });
  const slice = columnList(dialect, ['hospital_id', 'slice']);
  return {
    counted: `
      select hospital_id, ${sliceOf(dialect, kind, 'claim_date')} as slice, ${decided} as is_decided, ${duration} as duration, count(*) as claims
      from ${dialect.table(factClaims)} f group by 1, 2, 3, 4`,
    delivering:
      'select hospital_id, max(case when duration is not null then 1 else 0 end) as delivers from counted group by hospital_id',
    aged: `
      select c.hospital_id, c.slice, c.is_decided, case when c.is_decided then c.duration end as days, c.claims, d.delivers
      from counted c join delivering d on d.hospital_id = c.hospital_id`,
    scoped: union(dialect, 'all', scoped),
    undelivered: `
      select hospital_id, slice, max(case when is_decided and delivers = 0 then 1 else 0 end) as undelivered,
        sum(case when days is not null then claims else 0 end) as measured_claims
      from scoped group by ${slice}`,
    by_days: `select hospital_id, slice, days, sum(claims) as claims from scoped where days is not null group by ${slice}, days`,
    ranked: `
      select hospital_id, slice, days, claims, sum(claims) over (partition by ${slice} order by days) as last_rank
      from by_days`,
    rows_in_slice: `
      select u.hospital_id, u.slice, u.undelivered, u.measured_claims, r.days, r.last_rank, r.last_rank - r.claims as ranks_before
      from undelivered u left join ranked r on r.hospital_id = u.hospital_id and r.slice = u.slice`,
  };
}

// The middle ranks of n claims are the least r with 2r >= n and the greatest with 2r <= n + 2: one rank where n is odd.
const LOWER_MIDDLE = '2 * ranks_before < measured_claims and 2 * last_rank >= measured_claims';
const UPPER_MIDDLE = '2 * ranks_before <= measured_claims and 2 * last_rank > measured_claims';
/** The highest of these numbers of days is the lowest that nine of ten claims do not exceed. */
const NINETIETH = '10 * ranks_before < 9 * measured_claims';
const MEASURES: readonly Measure[] = [
  { name: 'claims', sql: 'max(measured_claims)' },
  { name: 'undelivered', sql: 'max(undelivered)' },
  {
    name: 'middle_days',
    sql: `max(case when ${LOWER_MIDDLE} then days end) + max(case when ${UPPER_MIDDLE} then days end)`,
  },
  { name: 'p90_days', sql: `max(case when ${NINETIETH} then days end)` },
];
