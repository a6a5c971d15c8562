import { ENTITIES, quarantineTable } from '../../model/catalogue';
import { opsLoads, opsReconciliations, opsSteps } from '../../model/ops';
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

/** Query: one row `run_id`, `step_id`, `status`, `error_code`, `detail` per step that the run has tried, as its newest attempt ended. */
export function stepsOfRun(dialect: Dialect, runId: string): Statement {
  return statement(
    'report.steps',
    `
    select run_id, step_id, status, error_code, detail from (${newestAttempts(dialect, `run_id = ${dialect.parameter('run_id')}`)}) s
    order by step_id`,
    { run_id: bound.text(runId) },
  );
}

/** Query: the same columns, of every step of every run whose newest attempt failed. */
export function failedSteps(dialect: Dialect): Statement {
  return statement(
    'report.failed_steps',
    `
    select run_id, step_id, status, error_code, detail from (${newestAttempts(dialect, '1 = 1')}) s
    where status = 'FAILED' order by run_id, step_id`,
  );
}

/**
 * Query: per hospital and table the newest load that is in history (`newest` 1), and the newest one of them that brought rows
 * (`newest_with_rows` 1). `rows_read`: what the run's extract step says that it read; NULL: its audit is gone.
 */
export function readings(dialect: Dialect): Statement {
  const order = 'coalesce(taken_at, loaded_at) desc, run_id desc';
  const table = 'partition by hospital_id, table_name order by';
  return statement(
    'report.readings',
    `
    select l.hospital_id, l.table_name, l.run_id, ${dialect.timestampText('coalesce(l.taken_at, l.loaded_at)')} as read_at, e.rows_in as rows_read,
      l.rows_landed, l.rows_new, l.rows_deleted, l.newest, l.newest_with_rows
    from (
      select o.*, row_number() over (${table} ${order}) as newest,
        row_number() over (${table} case when rows_landed > 0 then 0 else 1 end, ${order}) as newest_with_rows
      from ${dialect.table(opsLoads)} o where applied_at is not null
    ) l left join (${newestAttempts(dialect, "step_id like 'extract.%' and status = 'SUCCEEDED'")}) e
      on e.run_id = l.run_id and e.step_id = concat('extract.', l.hospital_id, '.', l.table_name)
    where l.newest = 1 or l.newest_with_rows = 1
    order by l.hospital_id, l.table_name, l.newest`,
  );
}

/** Query: how many rows and how many lines that are not rows of each run are in quarantine, per hospital and table. */
export function heldByRun(dialect: Dialect): Statement {
  const arms = ENTITIES.map((entity) => ({
    columns: {
      hospital_id: 'hospital_id',
      table_name: `'${entity.name}'`,
      run_id: '_run_id',
      rows_held: 'sum(case when _raw_line is null then 1 else 0 end)',
      lines_held: 'sum(case when _raw_line is null then 0 else 1 end)',
    },
    from: `from ${dialect.table(quarantineTable(entity))} q group by hospital_id, _run_id`,
  }));
  return statement('report.held_by_run', union(dialect, 'all', arms));
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
