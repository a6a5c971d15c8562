import { JobError } from '../../jobs/errors';
import { brokenRules, rowsByBrokenRules, unknownReferenceCounts } from '../../jobs/reports/broken-rules';
import { failureCauses, stepEnd } from '../../jobs/reports/failure-causes';
import { countsOf } from '../../jobs/reports/quarantine-counts';
import type { ReportData } from '../../jobs/reports/report-data';
import { restatementCauses } from '../../jobs/reports/restatement-causes';
import { failedSteps, quarantineCounts } from '../../jobs/reports/run-queries';
import { readRunReport } from '../../jobs/reports/run-report';
import type { FailureCause, QuarantineCounts, RestatementCause, RunReport } from '../../jobs/reports/run-report-data';
import { type RunStart, startOfText } from '../../jobs/steps/run-start';
import { type RestatedFigure, restatedFigure, restatements } from '../../jobs/transform/kpis/month-closings';
import { union } from '../../jobs/warehouse/named-columns';
import type { Row } from '../../jobs/warehouse/warehouse';
import { silverTable } from '../../model/catalogue';
import { DATASETS } from '../../model/datasets';
import { didYouMean } from '../../model/errors/near-name';
import { financialMetrics } from '../../model/gold/summaries';
import { type Model, modelOf } from '../../model/model';
import { opsLoads, opsRuns } from '../../model/ops';
import type { PipelineSpec } from '../../model/spec';
import type { WarehouseReader } from './warehouse-reader';

/** Progress of a run that has not ended. */
export interface RunAtWork {
  readonly steps: number;
  readonly ended: number;
  /** Ids of the steps that run, in the order of their start. */
  readonly now: readonly string[];
}

/** A run, newest first. Times are UTC text. */
export interface RunStatus {
  readonly runId: string;
  readonly status: string;
  readonly startedAt: string;
  /** null: still running, or interrupted. */
  readonly endedAt: string | null;
  /** How it was started; null: an older version of the program started it. */
  readonly startedWith: RunStart | null;
  /** Root causes first. */
  readonly failedSteps: readonly string[];
  /** The same by cause. */
  readonly failures: readonly FailureCause[];
  /** How far it is, while it runs on this machine. */
  readonly atWork?: RunAtWork;
}

/** One table of one hospital. */
export interface TableStatus extends QuarantineCounts {
  readonly hospital: string;
  readonly table: string;
  /** Highest cursor that was loaded, the source's exact text. */
  readonly watermark: string | null;
  /** When rows last came in, UTC text. */
  readonly loadedAt: string | null;
  readonly rows: number;
  readonly versions: number;
}

export interface Status {
  readonly runs: readonly RunStatus[];
  readonly tables: readonly TableStatus[];
  /** Figures of closed months that a later run changed, the latest change first. */
  readonly restatedMonths: readonly RestatedFigure[];
  /** The same, one row per run and hospital that changed closed months. */
  readonly restatements: readonly RestatementCause[];
  /** Rows that break a rule now, by hospital, table and rule. */
  readonly rules: ReportData['rules'];
  /** Claims that were voided, reversed or replaced, by hospital. */
  readonly reversedClaims: readonly { readonly hospital: string; readonly claims: number }[];
  /** What the newest run, or the one that was asked for, read, compared and failed at; null: there is no run. */
  readonly newestRun: ({ readonly runId: string } & RunReport) | null;
}

/**
 * The newest runs, every table that was ever loaded, the figures of closed months that changed, and what the newest run came to.
 * @param spec what should be read; null: not at hand, so that only what was recorded is known.
 * @param asked the run whose report is wanted. @default the newest
 * @throws JobError `RUN_UNKNOWN`
 */
export async function readStatus(
  reader: WarehouseReader,
  newestRuns: number,
  spec: PipelineSpec | null = null,
  asked?: string,
): Promise<Status> {
  const runs = await readRuns(reader);
  const restatedMonths = (await reader.query(restatements(reader.dialect))).map(restatedFigure);
  const found = asked === undefined ? runs[0] : runs.find((run) => run.runId === asked);
  if (asked !== undefined && !found)
    throw new JobError(
      'RUN_UNKNOWN',
      `there is no run ${asked}${didYouMean(
        asked,
        runs.map((run) => run.runId),
      )}`,
    );
  const runId = found?.runId;
  const model = await presentModel(reader, modelOf(spec ?? {}));
  const request = { warehouse: reader, spec, now: new Date() };
  return {
    ...{ runs: runs.slice(0, newestRuns), tables: await readTables(reader, model) },
    ...{ restatedMonths, restatements: restatementCauses(restatedMonths) },
    ...{ rules: await readRules(reader, model), reversedClaims: await readReversedClaims(reader) },
    newestRun: runId === undefined ? null : { runId, ...(await readRunReport({ ...request, runId })) },
  };
}

/** The model without tables that the warehouse does not have yet: an extension may be newer than the last run. */
async function presentModel(reader: WarehouseReader, model: Model): Promise<Model> {
  const rows = await reader.query({
    name: 'status.silver_tables',
    sql: `select table_name from information_schema.tables where table_schema = '${DATASETS.silver}'`,
  });
  const present = new Set(rows.map((row) => text(row, 'table_name')));
  return { ...model, entities: model.entities.filter(({ name }) => present.has(name)) };
}

/** Every run, newest first. */
export async function readRuns(reader: WarehouseReader): Promise<RunStatus[]> {
  const rows = await reader.query({
    name: 'status.runs',
    sql: `select run_id, status, started_with, ${reader.dialect.timestampText('started_at')} as started_at, ${reader.dialect.timestampText('ended_at')} as ended_at
from ${reader.dialect.table(opsRuns)} order by started_at desc, run_id desc`,
  });
  const failed = await reader.query(failedSteps(reader.dialect));
  return rows.map((row) => {
    const failures = failureCauses(failed.filter((step) => step['run_id'] === row['run_id']).map(stepEnd));
    return {
      ...{ runId: text(row, 'run_id'), status: text(row, 'status') },
      ...{ startedAt: text(row, 'started_at'), endedAt: textOrNull(row, 'ended_at') },
      startedWith: startOfText(row['started_with']),
      ...{ failedSteps: failures.flatMap(({ steps }) => steps), failures },
    };
  });
}

async function readRules(reader: WarehouseReader, model: Model): Promise<Status['rules']> {
  const byRules = await reader.query(rowsByBrokenRules(reader.dialect, model));
  return brokenRules(byRules, await reader.query(unknownReferenceCounts(reader.dialect)));
}

async function readReversedClaims(reader: WarehouseReader): Promise<Status['reversedClaims']> {
  const rows = await reader.query({
    name: 'status.reversed_claims',
    sql: `select hospital_id, claims_reversed from ${reader.dialect.table(financialMetrics)} f
where claims_reversed > 0 order by hospital_id`,
  });
  return rows.map((row) => ({ hospital: text(row, 'hospital_id'), claims: Number(row['claims_reversed']) }));
}

async function readTables(reader: WarehouseReader, model: Model): Promise<TableStatus[]> {
  const { dialect } = reader;
  const owner = ({ name }: { readonly name: string }) => ({ table_name: `'${name}'`, hospital_id: 'hospital_id' });
  const loads = await reader.query({
    name: 'status.loads',
    sql: `select hospital_id, table_name, watermark, ${reader.dialect.timestampText('loaded_at')} as loaded_at from (
  select hospital_id, table_name, loaded_at,
    first_value(watermark) over (partition by hospital_id, table_name order by case when watermark is null then 1 else 0 end, loaded_at desc) as watermark,
    row_number() over (partition by hospital_id, table_name order by loaded_at desc) as newest
  from ${reader.dialect.table(opsLoads)}
) as loads where newest = 1 order by hospital_id, table_name`,
  });
  const silver = await reader.query({
    name: 'status.silver',
    sql: union(
      dialect,
      'all',
      model.entities.map((each) => ({
        columns: {
          ...owner(each),
          versions: 'count(*)',
          current_rows: 'count(case when is_current then 1 end)',
        },
        from: `from ${dialect.table(silverTable(each))} v group by hospital_id`,
      })),
    ),
  });
  const quarantine = await reader.query(quarantineCounts(dialect, model));
  return loads.map((load) => {
    const same = (row: Row) => row['hospital_id'] === load['hospital_id'] && row['table_name'] === load['table_name'];
    return {
      hospital: text(load, 'hospital_id'),
      table: text(load, 'table_name'),
      watermark: textOrNull(load, 'watermark'),
      loadedAt: textOrNull(load, 'loaded_at'),
      rows: Number(silver.find(same)?.['current_rows'] ?? 0),
      versions: Number(silver.find(same)?.['versions'] ?? 0),
      ...countsOf(quarantine, text(load, 'hospital_id'), text(load, 'table_name')),
    };
  });
}

function text(row: Row, column: string): string {
  return String(row[column]);
}

function textOrNull(row: Row, column: string): string | null {
  const value = row[column];
  return value === null || value === undefined ? null : String(value);
}
