import { opsLoads, opsReconciliations } from '../../model/ops';
import type { Dialect } from '../warehouse/dialect';
import { bound, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { type HospitalTable, tableParameters } from './hospital-table';
import { TABLE_SUBJECTS } from './table-totals';

/**
 * Loads whose totals were compared with the source's, and agree. The source adds itself up in the snapshot in which its keys are read, so
 * these are the scans that count: after one that found a difference, or whose load failed, the next run scans again.
 */
const agreedScans = (dialect: Dialect, where: string) => `
      select l.hospital_id, l.table_name, l.run_id, l.taken_at
      from ${dialect.table(opsLoads)} l join ${dialect.table(opsReconciliations)} r on r.run_id = l.run_id and r.hospital_id = l.hospital_id
      where ${where} and substr(r.subject, 1, length(l.table_name) + ${TABLE_SUBJECTS.source.length + 1}) = concat('${TABLE_SUBJECTS.source}', l.table_name, '.')
      group by l.hospital_id, l.table_name, l.run_id, l.taken_at
      having max(case when r.difference = 0 then 0 else 1 end) = 0`;

/** Query: one row `scanned_at`: the snapshot in which the table's keys were last read and its totals agreed; NULL: none. */
export function lastKeyScan(dialect: Dialect, of: HospitalTable): Statement {
  const own = `l.hospital_id = ${dialect.parameter('hospital_id')} and l.table_name = ${dialect.parameter('table_name')}`;
  return statement(
    'loads.last_key_scan',
    `
    select ${dialect.timestampText('max(taken_at)')} as scanned_at from (${agreedScans(dialect, own)}) scans`,
    tableParameters(of),
  );
}

/**
 * Query: per hospital and table `scanned_at`, the last key scan that agreed, and `scanned_before`: the last one that is not later than the
 * run's own snapshot of the table; NULL: none.
 */
export function keyScansOfRun(dialect: Dialect, runId: string): Statement {
  return statement(
    'report.key_scans',
    `
    select s.hospital_id, s.table_name, ${dialect.timestampText('max(s.taken_at)')} as scanned_at,
      ${dialect.timestampText('max(case when s.taken_at <= own.taken_at then s.taken_at end)')} as scanned_before,
      ${dialect.timestampText('max(own.taken_at)')} as read_at
    from (${agreedScans(dialect, '1 = 1')}) s
    left join ${dialect.table(opsLoads)} own
      on own.hospital_id = s.hospital_id and own.table_name = s.table_name and own.run_id = ${dialect.parameter('run_id')}
    group by s.hospital_id, s.table_name order by s.hospital_id, s.table_name`,
    { run_id: bound.text(runId) },
  );
}
