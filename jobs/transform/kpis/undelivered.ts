import type { Kpi } from '../../../model/kpis';
import { opsLoads } from '../../../model/ops';
import type { HospitalSpec } from '../../../model/spec';
import type { Dialect } from '../../warehouse/dialect';
import { statement } from '../../warehouse/statement';
import type { Row, Statement } from '../../warehouse/warehouse';

/** Columns that the newest delivery of a table lacks. */
export interface Absence {
  readonly hospital: string;
  readonly table: string;
  /** Names of the model, in its order. */
  readonly columns: readonly string[];
}

/** Inputs of a KPI that a hospital does not deliver. */
export interface Undelivered {
  readonly kpiId: string;
  readonly hospital: string;
  /** `hospital-b does not deliver claims.copay` */
  readonly words: string;
  /** The hospital has no such table at all, so it has no row in any slice. */
  readonly isWholeTable: boolean;
}

/**
 * Query: one row `hospital_id`, `table_name`, `absent_columns` per table whose newest delivery lacks columns. Only deliveries that are in
 * history count, and of files those that brought rows. `absencesOf` reads the rows.
 * @param loads ops.loads, as a statement names it. @default that of the warehouse
 */
export function absences(dialect: Dialect, loads: string = dialect.table(opsLoads)): Statement {
  return statement(
    'loads.absent_columns',
    `
    select hospital_id, table_name, absent_columns from (
      select hospital_id, table_name, absent_columns,
        row_number() over (partition by hospital_id, table_name order by coalesce(taken_at, loaded_at) desc, run_id desc) as newest
      from ${loads} l where applied_at is not null and absent_columns is not null
    ) known
    where newest = 1 and absent_columns <> '' order by hospital_id, table_name`,
  );
}

/** The rows of `absences`, one for each table that lacks columns. */
export function absencesOf(rows: readonly Row[]): Absence[] {
  return rows.map((row) => ({
    hospital: String(row['hospital_id']),
    table: String(row['table_name']),
    columns: String(row['absent_columns']).split(','),
  }));
}

/** Which KPIs lack inputs at which hospitals: columns that a table does not have, and tables that the hospital does not deliver. */
export function undeliveredInputs(
  kpis: readonly Pick<Kpi, 'id' | 'inputs'>[],
  absent: readonly Absence[],
  hospitals: readonly Pick<HospitalSpec, 'id' | 'tables' | 'feeds'>[] = [],
): Undelivered[] {
  const words = (hospital: string, what: readonly string[]) => `${hospital} does not deliver ${what.join(', ')}`;
  return kpis.flatMap(({ id, inputs }) => {
    const tables = [...new Set(inputs.map((input) => input.split('.')[0] ?? ''))].filter((table) => table !== '');
    const whole = hospitals.flatMap(({ id: hospital, tables: emr, feeds }) => {
      const missing = tables.filter((table) => !emr.includes(table) && !feeds.some((feed) => feed.table === table));
      return missing.length === 0 ? [] : [{ kpiId: id, hospital, words: words(hospital, missing), isWholeTable: true }];
    });
    const parts = [...new Set(absent.map(({ hospital }) => hospital))].sort().flatMap((hospital) => {
      const own = absent.filter((each) => each.hospital === hospital);
      const missing = inputs.filter((input) =>
        own.some(({ table, columns }) => columns.some((column) => input === `${table}.${column}`)),
      );
      return missing.length === 0
        ? []
        : [{ kpiId: id, hospital, words: words(hospital, missing), isWholeTable: false }];
    });
    return [...whole, ...parts];
  });
}
