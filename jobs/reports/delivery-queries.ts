import { opsDeliveries, opsHeldDeliveries } from '../../model/ops';
import type { Dialect } from '../warehouse/dialect';
import { bound, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { newestLoads } from './run-queries';

const FATES = ['read', 'accepted', 'held', 'superseded', 'equal'] as const;

/** Rows of ops.deliveries as each delivery was judged last: by `check`, or by `load` where no check came. */
const judgedLast = (dialect: Dialect) => `
  select * from (
    select o.*, row_number() over (
      partition by run_id, hospital_id, table_name, delivery, measure order by case step when 'check' then 0 else 1 end) as latest
    from ${dialect.table(opsDeliveries)} o
  ) judged where latest = 1`;

const totals = (name: (fate: string) => string) => FATES.map((fate) => `${name(fate)} as total_${fate}`).join(', ');

/** Query: one row `hospital_id`, `table_name`, `run_id`, `delivery`, `measure`, `step`, `total_*` per measure of each file or snapshot of a run. */
export function deliveriesOfRun(dialect: Dialect, runId: string): Statement {
  return statement(
    'report.deliveries',
    `
    select hospital_id, table_name, run_id, delivery, measure, step, ${totals((fate) => `total_${fate}`)}
    from (${judgedLast(dialect)}) d where run_id = ${dialect.parameter('run_id')}
    order by hospital_id, table_name, delivery, measure`,
    { run_id: bound.text(runId) },
  );
}

/** Query: one row `hospital_id`, `table_name`, `run_id`, `measure`, `total_*` per measure of the loads that `readings` has: their deliveries together. */
export function accountsOfReadings(dialect: Dialect): Statement {
  return statement(
    'report.accounts',
    `
    select d.hospital_id, d.table_name, d.run_id, d.measure, ${totals((fate) => `sum(d.total_${fate})`)}
    from (${judgedLast(dialect)}) d join (${newestLoads(dialect)}) l
      on l.run_id = d.run_id and l.hospital_id = d.hospital_id and l.table_name = d.table_name
    where l.newest = 1 or l.newest_with_rows = 1
    group by d.hospital_id, d.table_name, d.run_id, d.measure
    order by d.hospital_id, d.table_name, d.run_id, d.measure`,
  );
}

/** Query: one row per delivery that is held now, of every hospital and table; `source_file` is empty for a snapshot. */
export function everyHeldDelivery(dialect: Dialect): Statement {
  return statement(
    'report.held_deliveries',
    `
    select hospital_id, table_name, run_id, source_file, rows_checked, rows_broken from ${dialect.table(opsHeldDeliveries)} h
    order by hospital_id, table_name, run_id, source_file`,
  );
}
