import { kpiValues } from '../../../model/gold/kpi-tables';
import { KPIS, type Kpi, type SliceKind } from '../../../model/kpis';
import type { Dialect } from '../../warehouse/dialect';
import { ALL_HOSPITALS, GROUP_WIDE_SLICES } from './slices';

/** A KPI's arithmetic over the measures of one slice: SQL expressions of NUMERIC or INT64. */
export interface KpiArithmetic {
  readonly id: string;
  readonly numerator: string;
  /** Absent: the value is the numerator. */
  readonly denominator?: string;
  /** Absent: numerator / denominator. */
  readonly value?: string;
}

/** How measures of hospitals add up to the group's. */
export interface Measure {
  readonly name: string;
  /** Aggregate over fact rows. */
  readonly sql: string;
  readonly groupBy?: 'sum' | 'max';
}

/**
 * SQL that inserts rows of gold.kpi_values: `ctes` define `rows_in_slice` with `hospital_id`, `slice` and what the measures read;
 * measures are taken per hospital and slice, then added up over all hospitals where the slice means the same in each.
 * Percentiles do not add up: with `in_rows`, `rows_in_slice` has the group's rows already, under `ALL_HOSPITALS`.
 */
export function insertKpiRows(
  dialect: Dialect,
  kind: SliceKind,
  ctes: string,
  measures: readonly Measure[],
  arithmetic: readonly KpiArithmetic[],
  groupWide: 'added_up' | 'in_rows' = 'added_up',
): string {
  const names = measures.map((measure) => measure.name).join(', ');
  const group = measures.map(({ name, groupBy }) => `${groupBy ?? 'sum'}(${name}) as ${name}`).join(', ');
  const shown = arithmetic.filter(({ id }) => kpi(id).slices.includes(kind));
  return `
    insert into ${dialect.table(kpiValues)} (kpi_id, hospital_id, slice_kind, slice, numerator, denominator, value, status, needs)
    with ${ctes.trim()},
    by_hospital as (
      select hospital_id, slice,
        ${measures.map(({ name, sql }) => `${sql} as ${name}`).join(',\n        ')}
      from rows_in_slice group by hospital_id, slice
    ),
    measured as (
      select hospital_id, slice, ${names} from by_hospital${
        groupWide === 'added_up' && GROUP_WIDE_SLICES.includes(kind)
          ? `\n      union all\n      select '${ALL_HOSPITALS}', slice, ${group} from by_hospital group by slice`
          : ''
      }
    ),
    computed as (
      ${shown.map((each) => arm(dialect, kpi(each.id), each)).join('\n      union all\n      ')}
    ),
    valued as (
      -- here and not in the arms: BigQuery's emulator mixes up a union whose first arm shows one column twice
      select *, case when is_sum then numerator else quotient end as value from computed
    )
    select kpi_id, hospital_id, '${kind}', slice, numerator, denominator, value,
      case when value is null then 'not_computable' else 'ok' end, case when value is null then needs end
    from valued`;
}

function arm(dialect: Dialect, { id, needs }: Kpi, { numerator, denominator, value }: KpiArithmetic): string {
  const quotient = value ?? (denominator ? dialect.ratio(numerator, denominator) : 'null');
  const isSum = value === undefined && denominator === undefined;
  const numeric = (expression: string) => dialect.cast(expression, 'NUMERIC');
  return `select '${id}' as kpi_id, hospital_id, slice, ${numeric(numerator)} as numerator, ${numeric(denominator ?? 'null')} as denominator, ${numeric(quotient)} as quotient, ${isSum} as is_sum, ${dialect.text(needs)} as needs from measured`;
}

function kpi(id: string): Kpi {
  const found = KPIS.find((each) => each.id === id);
  if (!found) throw new Error(`model/kpis has no KPI "${id}".`);
  return found;
}
