import { type RestatedFigure, restatedFigure, restatements } from '../../jobs/transform/kpis/month-closings';
import { union } from '../../jobs/warehouse/named-columns';
import type { Row } from '../../jobs/warehouse/warehouse';
import { ENTITIES, quarantineTable, silverTable } from '../../model/catalogue';
import { opsLoads, opsRuns, opsSteps } from '../../model/ops';
import type { WarehouseReader } from './warehouse-reader';

/** A run, newest first. Times are UTC text. */
export interface RunStatus {
  readonly runId: string;
  readonly status: string;
  readonly startedAt: string;
  /** null: still running, or interrupted. */
  readonly endedAt: string | null;
  readonly failedSteps: readonly string[];
}

/** One table of one hospital. */
export interface TableStatus {
  readonly hospital: string;
  readonly table: string;
  /** Highest cursor that was loaded, the source's exact text. */
  readonly watermark: string | null;
  /** When rows last came in, UTC text. */
  readonly loadedAt: string | null;
  readonly rows: number;
  readonly versions: number;
  readonly quarantined: number;
}

export interface Status {
  readonly runs: readonly RunStatus[];
  readonly tables: readonly TableStatus[];
  /** Figures of closed months that a later run changed, the latest change first. */
  readonly restatedMonths: readonly RestatedFigure[];
}

/** The newest runs, every table that was ever loaded, and the figures of closed months that changed. */
export async function readStatus(reader: WarehouseReader, newestRuns: number): Promise<Status> {
  return {
    runs: (await readRuns(reader)).slice(0, newestRuns),
    tables: await readTables(reader),
    restatedMonths: (await reader.query(restatements(reader.dialect))).map(restatedFigure),
  };
}

/** Every run, newest first. */
export async function readRuns(reader: WarehouseReader): Promise<RunStatus[]> {
  const rows = await reader.query({
    name: 'status.runs',
    sql: `select run_id, status, ${reader.dialect.timestampText('started_at')} as started_at, ${reader.dialect.timestampText('ended_at')} as ended_at
from ${reader.dialect.table(opsRuns)} order by started_at desc, run_id desc`,
  });
  // The newest attempt of a step decides: an earlier failure that was retried does not count.
  const failed = await reader.query({
    name: 'status.failed_steps',
    sql: `select run_id, step_id from (
  select run_id, step_id, status, row_number() over (partition by run_id, step_id order by started_at desc, attempt desc) as newest
  from ${reader.dialect.table(opsSteps)}
) as attempts where newest = 1 and status = 'FAILED' order by run_id, step_id`,
  });
  return rows.map((row) => ({
    runId: text(row, 'run_id'),
    status: text(row, 'status'),
    startedAt: text(row, 'started_at'),
    endedAt: textOrNull(row, 'ended_at'),
    failedSteps: failed.filter((step) => step['run_id'] === row['run_id']).map((step) => text(step, 'step_id')),
  }));
}

async function readTables(reader: WarehouseReader): Promise<TableStatus[]> {
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
      ENTITIES.map((each) => ({
        columns: {
          ...owner(each),
          versions: 'count(*)',
          current_rows: 'count(case when is_current then 1 end)',
        },
        from: `from ${dialect.table(silverTable(each))} v group by hospital_id`,
      })),
    ),
  });
  const quarantined = await reader.query({
    name: 'status.quarantine',
    sql: union(
      dialect,
      'all',
      ENTITIES.map((each) => ({
        columns: { ...owner(each), quarantined: 'count(*)' },
        from: `from ${dialect.table(quarantineTable(each))} q group by hospital_id`,
      })),
    ),
  });
  return loads.map((load) => {
    const same = (row: Row) => row['hospital_id'] === load['hospital_id'] && row['table_name'] === load['table_name'];
    return {
      hospital: text(load, 'hospital_id'),
      table: text(load, 'table_name'),
      watermark: textOrNull(load, 'watermark'),
      loadedAt: textOrNull(load, 'loaded_at'),
      rows: Number(silver.find(same)?.['current_rows'] ?? 0),
      versions: Number(silver.find(same)?.['versions'] ?? 0),
      quarantined: Number(quarantined.find(same)?.['quarantined'] ?? 0),
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
