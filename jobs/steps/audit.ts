import type { Step } from '../../model/graph';
import { opsRuns, opsSteps } from '../../model/ops';
import { instantText } from '../lake/row-text';
import type { Dialect } from '../warehouse/dialect';
import type { Parameter, Statement, Warehouse } from '../warehouse/warehouse';

/** What one attempt of a step came to. */
export interface StepOutcome {
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly attempt: number;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly rowsIn: number | null;
  readonly rowsOut: number | null;
  readonly errorCode: string | null;
  /** Words, tables and counts; never row values. */
  readonly detail: string | null;
}

const text = (value: string | null): Parameter => ({ type: 'STRING', value });
const count = (value: number | null): Parameter => ({ type: 'INT64', value });
const instant = (value: Date | null): Parameter => ({ type: 'TIMESTAMP', value: value ? instantText(value) : null });

/** `insert into table (columns) values (...)` with one bound parameter per column. */
function insert(
  dialect: Dialect,
  name: string,
  into: { dataset: string; name: string },
  values: Record<string, Parameter>,
): Statement {
  const columns = Object.keys(values);
  return {
    name,
    sql: `insert into ${dialect.table(into)} (${columns.map((column) => dialect.identifier(column)).join(', ')})
values (${columns.map((column) => dialect.parameter(column)).join(', ')})`,
    parameters: values,
  };
}

/** Opens a run. Opening it again, to resume it, keeps the moment of its first start: from there to its end is how long it took. */
export function beginRun(dialect: Dialect, runId: string, environment: string, startedAt: Date): Statement[] {
  const runs = dialect.table(opsRuns);
  return [
    {
      name: 'audit.begin_run.resume',
      sql: `update ${runs} set status = ${dialect.parameter('status')}, ended_at = null where run_id = ${dialect.parameter('run_id')}`,
      parameters: { status: text('RUNNING'), run_id: text(runId) },
    },
    {
      name: 'audit.begin_run.insert',
      sql: `insert into ${runs} (run_id, environment, status, started_at)
select ${['run_id', 'environment', 'status', 'started_at'].map((name) => dialect.parameter(name)).join(', ')}
from (select 1 as one) where not exists (select 1 from ${runs} where run_id = ${dialect.parameter('run_id')})`,
      parameters: {
        run_id: text(runId),
        environment: text(environment),
        status: text('RUNNING'),
        started_at: instant(startedAt),
      },
    },
  ];
}

/** Closes a run. */
export function finishRun(dialect: Dialect, runId: string, status: 'SUCCEEDED' | 'FAILED', endedAt: Date): Statement {
  return {
    name: 'audit.finish_run',
    sql: `update ${dialect.table(opsRuns)}
set status = ${dialect.parameter('status')}, ended_at = ${dialect.parameter('ended_at')}
where run_id = ${dialect.parameter('run_id')}`,
    parameters: { status: text(status), ended_at: instant(endedAt), run_id: text(runId) },
  };
}

/** One audit row per attempt, also for a failure. */
export function recordStep(dialect: Dialect, runId: string, step: Step, outcome: StepOutcome): Statement {
  return insert(dialect, 'audit.record_step', opsSteps, {
    run_id: text(runId),
    step_id: text(step.id),
    attempt: count(outcome.attempt),
    hospital_id: text(step.hospitalId),
    table_name: text(step.table),
    status: text(outcome.status),
    started_at: instant(outcome.startedAt),
    ended_at: instant(outcome.endedAt),
    rows_in: count(outcome.rowsIn),
    rows_out: count(outcome.rowsOut),
    error_code: text(outcome.errorCode),
    detail: text(outcome.detail),
  });
}

/** Steps of a run whose newest attempt succeeded, and the number of attempts each step has had. */
export async function stepHistory(
  warehouse: Warehouse,
  runId: string,
): Promise<Map<string, { attempts: number; succeeded: boolean }>> {
  const { dialect } = warehouse;
  const rows = await warehouse.query({
    name: 'audit.step_history',
    sql: `select step_id, status, attempt from ${dialect.table(opsSteps)}
where run_id = ${dialect.parameter('run_id')} order by step_id, started_at, attempt`,
    parameters: { run_id: text(runId) },
  });
  const history = new Map<string, { attempts: number; succeeded: boolean }>();
  for (const row of rows) {
    const id = String(row['step_id']);
    history.set(id, { attempts: (history.get(id)?.attempts ?? 0) + 1, succeeded: row['status'] === 'SUCCEEDED' });
  }
  return history;
}

/** The newest run, or null. */
export async function latestRunId(warehouse: Warehouse): Promise<string | null> {
  const rows = await warehouse.query({
    name: 'audit.latest_run',
    sql: `select run_id from ${warehouse.dialect.table(opsRuns)} order by started_at desc, run_id desc limit 1`,
  });
  return rows[0] ? String(rows[0]['run_id']) : null;
}
