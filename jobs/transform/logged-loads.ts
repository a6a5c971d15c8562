import { opsLoads } from '../../model/ops';
import type { Dialect } from '../warehouse/dialect';
import { bound, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { type HospitalTable, tableParameters } from './hospital-table';

/**
 * Which loads of a table have a place in the order of its snapshots. A load of files that brought no row leaves nothing out when it is appended,
 * so none has to come again because of it; older versions logged one as taken at the moment of the look.
 */
const inOrderOfSnapshots = ({ entity }: Pick<HospitalTable, 'entity'>, alias: string) =>
  entity.origin === 'emr' ? '' : ` and ${alias}.rows_landed > 0`;

/** The load of the latest snapshot first; one from before its snapshot was recorded by when it was loaded. */
export const newestFirst = 'coalesce(taken_at, loaded_at) desc, run_id desc';

/**
 * Query: rows `run_id`, in the order of their snapshots: the loads of a table that were appended before a load of an earlier snapshot was,
 * and so have left out what was redundant then. Appended again one after the other, bronze is as if they had come in order.
 */
export function outdatedLoads(dialect: Dialect, of: HospitalTable): Statement {
  const loads = dialect.table(opsLoads);
  const hospital = dialect.parameter('hospital_id');
  const table = dialect.parameter('table_name');
  return statement(
    'loads.outdated',
    `
    select later.run_id from ${loads} later
    where later.hospital_id = ${hospital} and later.table_name = ${table}${inOrderOfSnapshots(of, 'later')} and exists (
      select 1 from ${loads} earlier
      where earlier.hospital_id = ${hospital} and earlier.hospital_id = later.hospital_id and earlier.table_name = later.table_name
        and earlier.taken_at < later.taken_at and earlier.appended_at > later.appended_at)
    order by later.taken_at, later.run_id`,
    tableParameters(of),
  );
}

/** Query: rows `run_id` of the loads whose snapshot is later than `takenAt`, of runs other than `runId`. */
export function laterLoads(
  dialect: Dialect,
  { runId, takenAt, ...of }: HospitalTable & { readonly runId: string; readonly takenAt: string },
): Statement {
  return statement(
    'loads.later',
    `
    select run_id from ${dialect.table(opsLoads)} l
    where hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')}
      and taken_at > ${dialect.parameter('taken_at')} and run_id <> ${dialect.parameter('run_id')}${inOrderOfSnapshots(of, 'l')}
    order by taken_at, run_id`,
    { ...tableParameters(of), run_id: bound.text(runId), taken_at: bound.instant(takenAt) },
  );
}

/** Query: one row `watermark`, `mapping_version`, `absent_columns`, of the newest load of the table; no row before the first load. */
export function latestWatermark(dialect: Dialect, of: HospitalTable): Statement {
  return statement(
    'loads.latest_watermark',
    `
    select watermark, mapping_version, absent_columns from ${dialect.table(opsLoads)}
    where hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')}
    order by ${newestFirst} limit 1`,
    tableParameters(of),
  );
}

/**
 * Query: one row `newest_file`, `mapping_version`: the SHA-256 of the file that a feed's sender said last, and how it was read; no row where that is
 * not sure: before the first load, or when a file of an earlier time was loaded later. Content that comes again is a duplicate only then.
 */
export function newestFile(dialect: Dialect, of: HospitalTable): Statement {
  const newest = (order: string) => `
    select newest_file, mapping_version from ${dialect.table(opsLoads)}
    where hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')} and newest_file is not null
    order by ${order} limit 1`;
  return statement(
    'loads.newest_file',
    `
    select loaded.newest_file, loaded.mapping_version from (${newest('loaded_at desc, run_id desc')}
    ) loaded join (${newest(newestFirst)}
    ) delivered on delivered.newest_file = loaded.newest_file`,
    tableParameters(of),
  );
}

/** Query: one row `run_id`, of the load that last reached bronze; no row before the first load. */
export function lastLoad(dialect: Dialect, of: HospitalTable): Statement {
  return statement(
    'loads.last',
    `
    select run_id from ${dialect.table(opsLoads)}
    where hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')}
    order by loaded_at desc, run_id desc limit 1`,
    tableParameters(of),
  );
}

/** Query: one row `rows_landed`, `rows_new`, `rows_deleted` of the run's load, for the audit. */
export function loadCounts(dialect: Dialect, of: HospitalTable & { readonly runId: string }): Statement {
  return statement(
    'loads.counts',
    `
    select rows_landed, rows_new, rows_deleted from ${dialect.table(opsLoads)}
    where run_id = ${dialect.parameter('run_id')} and hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')}`,
    { ...tableParameters(of), run_id: bound.text(of.runId) },
  );
}
