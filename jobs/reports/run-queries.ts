import type { Model } from '../../model/model';
import { opsLoads, opsReconciliations, opsSteps } from '../../model/ops';
import { everyState } from '../transform/quarantine-states';
import type { Dialect } from '../warehouse/dialect';
import { union } from '../warehouse/named-columns';
import { bound, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';

/** The newest attempt of each step that matches: an earlier failure that was retried does not count. */
const newestAttempts = (dialect: Dialect, condition: string) => `
  select * from (
    select a.*, row_number() over (partition by run_id, step_id order by started_at desc, attempt desc) as newest
    from ${dialect.table(opsSteps)} a where ${condition}
  ) attempts where newest = 1`;

/** Query: one row `run_id`, `step_id`, `status`, `error_code`, `detail`, `started_at` per step that the run has tried, as its newest attempt ended. */
export function stepsOfRun(dialect: Dialect, runId: string): Statement {
  return statement(
    'report.steps',
    `
    select run_id, step_id, status, error_code, detail, ${dialect.timestampText('started_at')} as started_at from (${newestAttempts(dialect, `run_id = ${dialect.parameter('run_id')}`)}) s
    order by step_id`,
    { run_id: bound.text(runId) },
  );
}

/** Query: the same columns but `started_at`, of every step of every run whose newest attempt failed. */
export function failedSteps(dialect: Dialect): Statement {
  return statement(
    'report.failed_steps',
    `
    select run_id, step_id, status, error_code, detail from (${newestAttempts(dialect, '1 = 1')}) s
    where status = 'FAILED' order by run_id, step_id`,
  );
}

/** Loads that are in history: `newest` is 1 for the newest of a table, `newest_with_rows` for the newest of those that brought rows. */
export const newestLoads = (dialect: Dialect) => {
  const order = 'coalesce(taken_at, loaded_at) desc, run_id desc';
  const table = 'partition by hospital_id, table_name order by';
  return `
      select o.*, row_number() over (${table} ${order}) as newest,
        row_number() over (${table} case when rows_landed > 0 then 0 else 1 end, ${order}) as newest_with_rows
      from ${dialect.table(opsLoads)} o where applied_at is not null`;
};

/**
 * Query: per hospital and table the newest load that is in history, the newest one of them that brought rows (see `newestLoads`), and the
 * run's own (`own` 1), which a late file or a resumed run leaves behind others.
 */
export function readings(dialect: Dialect, runId: string): Statement {
  const own = `run_id = ${dialect.parameter('run_id')}`;
  return statement(
    'report.readings',
    `
    select hospital_id, table_name, run_id, ${dialect.timestampText('coalesce(taken_at, loaded_at)')} as read_at,
      rows_landed, rows_new, rows_deleted, newest, newest_with_rows, case when ${own} then 1 else 0 end as own
    from (${newestLoads(dialect)}) l
    where newest = 1 or newest_with_rows = 1 or ${own}
    order by hospital_id, table_name, newest`,
    { run_id: bound.text(runId) },
  );
}

/** Query: how many rows and lines of each table of each hospital are or were in quarantine, one row `hospital_id`, `table_name`, `state`, `row_count`. */
export function quarantineCounts(dialect: Dialect, { entities }: Model): Statement {
  const arms = entities.map((entity) => ({
    columns: { hospital_id: 'hospital_id', table_name: `'${entity.name}'`, state: 'state', row_count: 'count(*)' },
    from: `from (${everyState(dialect, entity)}) q group by hospital_id, state`,
  }));
  return statement('report.quarantine', union(dialect, 'all', arms));
}

/** Query: the totals that a run compared. */
export function totalsOfRun(dialect: Dialect, runId: string): Statement {
  return statement(
    'report.reconciliations',
    `
    select hospital_id, subject, expected, actual, difference from ${dialect.table(opsReconciliations)}
    where run_id = ${dialect.parameter('run_id')} order by hospital_id, subject`,
    { run_id: bound.text(runId) },
  );
}
