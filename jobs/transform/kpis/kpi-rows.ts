import { kpiValues } from '../../../model/gold/kpi-tables';
import { type ComputedKpiId, KPIS, type Kpi, type SliceKind } from '../../../model/kpis';
import type { Dialect } from '../../warehouse/dialect';
import { copied, insertInto, type Select, select, union } from '../../warehouse/named-columns';
import { ALL_HOSPITALS, groupWide as groupWideSlices } from './slices';
import type { Undelivered } from './undelivered';

/** A KPI's arithmetic over the measures of one slice: SQL expressions of NUMERIC or INT64. */
export interface KpiArithmetic {
  readonly numerator: string;
  /** @default none: the value is the numerator */
  readonly denominator?: string;
  /** @default numerator / denominator */
  readonly value?: string;
}

/** The arithmetic of each KPI of a group of the model. */
export type Arithmetic<Id extends ComputedKpiId = ComputedKpiId> = Readonly<Record<Id, KpiArithmetic>>;

/** A named aggregate over the rows of a slice. */
export interface Measure {
  readonly name: string;
  /** Aggregate over fact rows. */
  readonly sql: string;
  /** How the measures of hospitals combine to the group's. @default 'sum' */
  readonly groupBy?: 'sum' | 'max';
}

/** The measures of one kind of slice. */
export interface SlicedMeasures {
  readonly kind: SliceKind;
  /** The last of these tables is `rows_in_slice`, with `hospital_id`, `slice` and what the measures read. */
  readonly tables: Readonly<Record<string, string>>;
  readonly measures: readonly Measure[];
  /**
   * `added_up`: measures are taken per hospital and slice, then combined over all hospitals where a slice means the same in each.
   * `in_rows`: `rows_in_slice` has the group's rows already, under `ALL_HOSPITALS`; percentiles do not add up.
   * @default 'added_up'
   */
  readonly groupWide?: 'added_up' | 'in_rows';
}

/**
 * SQL that inserts into gold.kpi_values the rows of these KPIs, leaving out those without slices of this kind. A row has no figure where the
 * hospital, or a hospital with rows in the group's slice, does not deliver an input: a part is not the whole.
 */
export function insertKpiRows(
  dialect: Dialect,
  sliced: SlicedMeasures,
  arithmetic: Partial<Arithmetic>,
  undelivered: readonly Undelivered[],
): string {
  const { kind, tables } = sliced;
  const computed = KPIS.flatMap((kpi) => {
    const ofKpi = (arithmetic as Partial<Record<string, KpiArithmetic>>)[kpi.id];
    return ofKpi && kpi.slices.includes(kind) ? [kpiRow(dialect, kpi, ofKpi)] : [];
  });
  const lacking = undelivered.filter(({ kpiId, isWholeTable }) => !isWholeTable && Object.hasOwn(arithmetic, kpiId));
  return insertInto(dialect, kpiValues, {
    with: {
      ...tables,
      ...measured(dialect, sliced),
      computed: union(dialect, 'all', computed),
      // Not in the union: BigQuery's emulator confuses a union whose first arm selects one column twice.
      valued: 'select *, case when is_sum then numerator else quotient end as value from computed',
      ...(lacking.length > 0 ? withoutUndelivered(dialect, lacking) : {}),
    },
    columns: {
      ...copied(dialect, ['kpi_id', 'hospital_id', 'slice', 'numerator', 'denominator', 'value']),
      undelivered: lacking.length > 0 ? 'undelivered' : null,
      slice_kind: `'${kind}'`,
      status: "case when value is null then 'not_computable' else 'ok' end",
      needs: 'case when value is null then needs end',
    },
    from: lacking.length > 0 ? 'from delivered' : 'from valued',
  });
}

/** `delivered`: `valued` with `undelivered`, and without the figures that it makes untrue. */
function withoutUndelivered(dialect: Dialect, lacking: readonly Undelivered[]): Record<string, string> {
  const hospitals = [...new Set(lacking.map(({ hospital }) => hospital))].sort();
  const ofHospital = (hospital: string) =>
    `max(case when l.hospital_id = ${dialect.text(hospital)} then concat('; ', l.words) else '' end)`;
  const group =
    hospitals.length === 1 ? ofHospital(hospitals[0] ?? '') : `concat(${hospitals.map(ofHospital).join(', ')})`;
  const key = copied(dialect, ['kpi_id', 'slice'], 'v');
  const isOfIt = 'l.kpi_id = v.kpi_id and l.hospital_id = v.hospital_id';
  const kept = (name: string) => `case when a.words is null then v.${name} end`;
  const figures = Object.fromEntries(['numerator', 'denominator', 'value'].map((name) => [name, kept(name)]));
  return {
    lacks: union(
      dialect,
      'all',
      lacking.map(({ kpiId, hospital, words }) => ({
        columns: { kpi_id: dialect.text(kpiId), hospital_id: dialect.text(hospital), words: dialect.text(words) },
      })),
    ),
    lacks_in_slices: union(dialect, 'all', [
      {
        columns: { ...key, hospital_id: 'v.hospital_id', words: 'l.words' },
        from: `from valued v join lacks l on ${isOfIt}`,
      },
      {
        columns: { ...key, hospital_id: `'${ALL_HOSPITALS}'`, words: `substr(${group}, 3)` },
        from: `from valued v join lacks l on ${isOfIt} group by v.kpi_id, v.slice`,
      },
    ]),
    delivered: select(dialect, {
      columns: {
        ...copied(dialect, ['kpi_id', 'hospital_id', 'slice', 'needs'], 'v'),
        ...figures,
        undelivered: 'a.words',
      },
      from: 'from valued v left join lacks_in_slices a on a.kpi_id = v.kpi_id and a.hospital_id = v.hospital_id and a.slice = v.slice',
    }),
  };
}

/** `measured`: the measures of each hospital and slice, and of the group. */
function measured(
  dialect: Dialect,
  { kind, measures, groupWide = 'added_up' }: SlicedMeasures,
): Record<string, string> {
  const shared = groupWideSlices(dialect, kind);
  const byName = (sql: (measure: Measure) => string) =>
    Object.fromEntries(measures.map((measure) => [measure.name, sql(measure)]));
  const slice = copied(dialect, ['hospital_id', 'slice']);
  const byHospital = {
    columns: { ...slice, ...byName(({ sql }) => sql) },
    from: 'from rows_in_slice group by hospital_id, slice',
  };
  const ofHospitals = { columns: { ...slice, ...byName(({ name }) => name) }, from: 'from by_hospital' };
  const ofGroup = {
    columns: {
      hospital_id: `'${ALL_HOSPITALS}'`,
      slice: 'slice',
      ...byName(({ name, groupBy }) => `${groupBy ?? 'sum'}(${name})`),
    },
    from: `from by_hospital${shared} group by slice`,
  };
  const addsUp = groupWide === 'added_up' && shared !== null;
  return {
    by_hospital: select(dialect, byHospital),
    measured: union(dialect, 'all', addsUp ? [ofHospitals, ofGroup] : [ofHospitals]),
  };
}

function kpiRow(dialect: Dialect, { id, needs }: Kpi, { numerator, denominator, value }: KpiArithmetic): Select {
  const numeric = (expression: string) => dialect.cast(expression, 'NUMERIC');
  return {
    columns: {
      kpi_id: `'${id}'`,
      ...copied(dialect, ['hospital_id', 'slice']),
      numerator: numeric(numerator),
      denominator: numeric(denominator ?? 'null'),
      quotient: numeric(value ?? (denominator ? dialect.ratio(numerator, denominator) : 'null')),
      is_sum: String(value === undefined && denominator === undefined),
      needs: dialect.text(needs),
    },
    from: 'from measured',
  };
}
