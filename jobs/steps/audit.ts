import type { Step } from '../../model/graph';
import { opsRuns, opsSteps } from '../../model/ops';
import { instantText } from '../lake/row-text';
import type { SourceUse } from '../sources/source';
import type { Dialect } from '../warehouse/dialect';
import { insertInto } from '../warehouse/named-columns';
import { bound, statement } from '../warehouse/statement';
import type { Parameter, Statement, Warehouse } from '../warehouse/warehouse';
import { type RunStart, startOfText, startText } from './run-start';

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
  /** What it asked of a hospital's database; null: nothing. @default nothing */
  readonly source?: SourceUse | null;
}

const instant = (value: Date) => bound.instant(instantText(value));

/**
 * Opens a run. Opening it again, to resume it, keeps the moment of its first start: from there to its end is how long it took.
 * @param start how it was started; null: not said, which leaves what is on record.
 */
export function beginRun(
  dialect: Dialect,
  runId: string,
  environment: string,
  startedAt: Date,
  start: RunStart | null = null,
): Statement[] {
  const runs = dialect.table(opsRuns);
  const started = start === null ? {} : { started_with: bound.text(startText(start)) };
  const begun = {
    run_id: bound.text(runId),
    environment: bound.text(environment),
    status: bound.text('RUNNING'),
    started_at: instant(startedAt),
    ...started,
  };
  const set = Object.keys(started).map((column) => `, ${column} = ${dialect.parameter(column)}`);
  return [
    {
      name: 'audit.begin_run.resume',
      sql: `update ${runs} set status = ${dialect.parameter('status')}, ended_at = null${set.join('')} where run_id = ${dialect.parameter('run_id')}`,
      parameters: { status: bound.text('RUNNING'), run_id: bound.text(runId), ...started },
    },
    statement(
      'audit.begin_run.insert',
      insertInto(dialect, opsRuns, {
        columns: { started_with: null, ...parameters(dialect, begun), ended_at: null },
        from: `from (select 1 as one) where not exists (select 1 from ${runs} where run_id = ${dialect.parameter('run_id')})`,
      }),
      begun,
    ),
  ];
}

/** Each column as the bound value of its name. */
function parameters(dialect: Dialect, values: Readonly<Record<string, Parameter>>): Record<string, string> {
  return Object.fromEntries(Object.keys(values).map((name) => [name, dialect.parameter(name)]));
}

/** Closes a run. `INTERRUPTED`: its process was ended, or has died. */
export function finishRun(
  dialect: Dialect,
  runId: string,
  status: 'SUCCEEDED' | 'FAILED' | 'INTERRUPTED',
  endedAt: Date,
): Statement {
  return {
    name: 'audit.finish_run',
    sql: `update ${dialect.table(opsRuns)}
set status = ${dialect.parameter('status')}, ended_at = ${dialect.parameter('ended_at')}
where run_id = ${dialect.parameter('run_id')}`,
    parameters: { status: bound.text(status), ended_at: instant(endedAt), run_id: bound.text(runId) },
  };
}

/** One audit row per attempt, also for a failure. */
export function recordStep(dialect: Dialect, runId: string, step: Step, outcome: StepOutcome): Statement {
  const row = {
    run_id: bound.text(runId),
    step_id: bound.text(step.id),
    attempt: bound.integer(outcome.attempt),
    hospital_id: bound.text(step.hospitalId),
    table_name: bound.text(step.table),
    status: bound.text(outcome.status),
    started_at: instant(outcome.startedAt),
    ended_at: instant(outcome.endedAt),
    rows_in: bound.integer(outcome.rowsIn),
    rows_out: bound.integer(outcome.rowsOut),
    error_code: bound.text(outcome.errorCode),
    detail: bound.text(outcome.detail),
    source_bytes: bound.integer(outcome.source?.bytes ?? null),
    longest_statement_ms: bound.integer(outcome.source?.longestStatement ?? null),
    snapshot_ms: bound.integer(outcome.source?.snapshotAge ?? null),
  };
  return statement('audit.record_step', insertInto(dialect, opsSteps, { columns: parameters(dialect, row) }), row);
}

/** A step that a run has tried. */
export interface TriedStep {
  readonly attempts: number;
  /** Whether the newest attempt did. */
  readonly succeeded: boolean;
  /** Begin and end of the newest attempt, as `YYYY-MM-DD HH:MM:SS.ffffff` in UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
}

/** The steps of a run that have been tried, by id. */
export async function stepHistory(warehouse: Warehouse, runId: string): Promise<Map<string, TriedStep>> {
  const { dialect } = warehouse;
  const rows = await warehouse.query({
    name: 'audit.step_history',
    sql: `select step_id, status, attempt, started_at, ended_at from ${dialect.table(opsSteps)}
where run_id = ${dialect.parameter('run_id')} order by step_id, started_at, attempt`,
    parameters: { run_id: bound.text(runId) },
  });
  const history = new Map<string, TriedStep>();
  for (const row of rows) {
    const id = String(row['step_id']);
    history.set(id, {
      attempts: (history.get(id)?.attempts ?? 0) + 1,
      succeeded: row['status'] === 'SUCCEEDED',
      startedAt: String(row['started_at']),
      endedAt: String(row['ended_at']),
    });
  }
  return history;
}

/** Whether the warehouse has a run of this id. */
export async function isKnownRun(warehouse: Warehouse, runId: string): Promise<boolean> {
  const rows = await warehouse.query({
    name: 'audit.known_run',
    sql: `select run_id from ${warehouse.dialect.table(opsRuns)} where run_id = ${warehouse.dialect.parameter('run_id')}`,
    parameters: { run_id: bound.text(runId) },
  });
  return rows.length > 0;
}

/** A run, and how it was started; null: an older version of the program started it. */
export interface OpenedRun {
  readonly runId: string;
  readonly start: RunStart | null;
}

/** The runs that are not closed: they run, or their process has died. */
export async function openRuns(warehouse: Pick<Warehouse, 'dialect' | 'query'>): Promise<OpenedRun[]> {
  const rows = await warehouse.query({
    name: 'audit.open_runs',
    sql: `select run_id, started_with from ${warehouse.dialect.table(opsRuns)} where status = 'RUNNING' order by started_at, run_id`,
  });
  return rows.map((row) => ({ runId: String(row['run_id']), start: startOfText(row['started_with']) }));
}

/** How a run was started; null: there is no such run, or an older version of the program started it. */
export async function startOfRun(
  warehouse: Pick<Warehouse, 'dialect' | 'query'>,
  runId: string,
): Promise<RunStart | null> {
  const [row] = await warehouse.query({
    name: 'audit.start_of_run',
    sql: `select started_with from ${warehouse.dialect.table(opsRuns)} where run_id = ${warehouse.dialect.parameter('run_id')}`,
    parameters: { run_id: bound.text(runId) },
  });
  return startOfText(row?.['started_with']);
}

/** Runs that are looked at for their sources: a replay reads none, and dev those that it starts itself. */
const RECENT_RUNS = 20;

/** How the newest run was started that read sources; null: none of the recent runs says so. */
export async function newestReadingStart(warehouse: Pick<Warehouse, 'dialect' | 'query'>): Promise<RunStart | null> {
  const rows = await warehouse.query({
    name: 'audit.recent_starts',
    sql: `select started_with from ${warehouse.dialect.table(opsRuns)} order by started_at desc, run_id desc limit ${RECENT_RUNS}`,
  });
  const starts = rows.map((row) => startOfText(row['started_with']));
  return starts.find((start) => start !== null && !['dev', 'replay'].includes(start.command)) ?? null;
}

/** The newest run, or null. */
export async function latestRunId(warehouse: Pick<Warehouse, 'dialect' | 'query'>): Promise<string | null> {
  const rows = await warehouse.query({
    name: 'audit.latest_run',
    sql: `select run_id from ${warehouse.dialect.table(opsRuns)} order by started_at desc, run_id desc limit 1`,
  });
  return rows[0] ? String(rows[0]['run_id']) : null;
}
