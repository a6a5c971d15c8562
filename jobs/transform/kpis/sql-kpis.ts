import type { SqlKpi } from '../../../model/extension/extended-model';
import { factClaims, factEncounters, factTransactions } from '../../../model/gold/facts';
import { kpiValues } from '../../../model/gold/kpi-tables';
import type { Model } from '../../../model/model';
import type { Dialect } from '../../warehouse/dialect';
import { copied, insertInto, type Select, select, union, withTables } from '../../warehouse/named-columns';
import { statement } from '../../warehouse/statement';
import type { Statement } from '../../warehouse/warehouse';
import { reportTables, sqlFor } from './report-tables';
import { ALL_HOSPITALS, groupWide } from './slices';

/** Inserts the KPIs of an extension into gold.kpi_values, a statement for each. Execute atomically, after `loadFacts`. */
export function insertSqlKpis(dialect: Dialect, { sqlKpis }: Model): Statement[] {
  return sqlKpis.map((kpi) => statement(`gold.kpi_values.${kpi.id}`, insertSqlKpi(dialect, kpi)));
}

/**
 * Query: one row `row_count`, how many rows of a KPI are of no hospital of the environment. Hospitals that left it count as long as gold has
 * their facts. Execute after `loadFacts`.
 */
export function strayKpiRows(dialect: Dialect, kpi: SqlKpi, hospitals: readonly string[]): Statement {
  const id = dialect.cast('hospital_id', 'STRING');
  const known = union(dialect, 'distinct', [
    ...hospitals.map((hospital) => ({ columns: { hospital_id: dialect.text(hospital) } })),
    ...[factEncounters, factTransactions, factClaims].map((fact) => ({
      columns: { hospital_id: 'hospital_id' },
      from: `from ${dialect.table(fact)} f where hospital_id is not null`,
    })),
  ]);
  const tables = withTables({
    ...reportTables(dialect, kpi.tables),
    given: sqlFor(dialect, kpi.sql),
    known_hospitals: known,
  });
  return statement(
    `gold.stray_kpi_rows.${kpi.id}`,
    `${tables}
    select count(*) as row_count from given where hospital_id is null or ${id} not in (select hospital_id from known_hospitals)`,
  );
}

/** The rows of the SQL, added up to every slice: numerator and denominator are sums. */
function insertSqlKpi(dialect: Dialect, kpi: SqlKpi): string {
  const sums = {
    numerator: 'sum(numerator)',
    ...(kpi.denominator === null ? {} : { denominator: 'sum(denominator)' }),
  };
  const slices = kpi.slices.flatMap((kind): Select[] => {
    // Texts, whatever the SQL made: a department's id may be a number in its system.
    const slice =
      kind === 'total' ? "'total'" : `coalesce(${dialect.cast(dialect.identifier(kind), 'STRING')}, 'unknown')`;
    const ofHospitals = {
      columns: { hospital_id: 'hospital_id', slice_kind: `'${kind}'`, slice, ...sums },
      from: `from given group by hospital_id${kind === 'total' ? '' : `, ${slice}`}`,
    };
    const ofGroup = {
      columns: { hospital_id: `'${ALL_HOSPITALS}'`, slice_kind: `'${kind}'`, slice, ...sums },
      // Without a row there is no figure of the group either.
      from: `from given ${kind === 'total' ? 'having count(*) > 0' : `group by ${slice}`}`,
    };
    // Whether the SQL gives the group's departments or the hospital's own is not known.
    const isGroupWide = kind !== 'department' && groupWide(dialect, kind) !== null;
    return isGroupWide ? [ofHospitals, ofGroup] : [ofHospitals];
  });
  const numerator = dialect.cast('numerator', 'NUMERIC');
  const denominator = dialect.cast(kpi.denominator === null ? 'null' : 'denominator', 'NUMERIC');
  const value = kpi.denominator === null ? numerator : dialect.ratio(numerator, denominator);
  const valued = select(dialect, {
    columns: { ...copied(dialect, ['hospital_id', 'slice_kind', 'slice']), numerator, denominator, value },
    from: 'from sliced',
  });
  return insertInto(dialect, kpiValues, {
    with: {
      ...reportTables(dialect, kpi.tables),
      given: sqlFor(dialect, kpi.sql),
      sliced: union(dialect, 'all', slices),
      valued,
    },
    columns: {
      ...copied(dialect, ['hospital_id', 'slice_kind', 'slice', 'numerator', 'denominator', 'value']),
      kpi_id: dialect.text(kpi.id),
      status: "case when value is null then 'not_computable' else 'ok' end",
      needs: `case when value is null then ${dialect.text(kpi.needs)} end`,
      undelivered: null,
    },
    from: 'from valued',
  });
}
