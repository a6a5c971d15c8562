import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseUnchecked, refuseUnexplained } from '../../jobs/steps/explained-deliveries';
import { historyScope } from '../../jobs/steps/history-scope';
import { nextKnown } from '../../jobs/steps/next-known';
import { appendToBronze } from '../../jobs/transform/bronze';
import { judgeDeliveries, registerDeliveries } from '../../jobs/transform/deliveries';
import { rebuildHistory } from '../../jobs/transform/history';
import { outdatedLoads } from '../../jobs/transform/logged-loads';
import { checkRows } from '../../jobs/transform/quality';
import type { DeleteDetection } from '../../jobs/transform/remaining-keys';
import { DuckDbWarehouse } from '../../jobs/warehouse/duckdb/warehouse';
import type { Row, Warehouse } from '../../jobs/warehouse/warehouse';
import {
  bronzeTable,
  entity,
  environmentTables,
  HASH_VERSION,
  quarantineTable,
  silverTable,
  stagingKeysTable,
  stagingRejectedTable,
  stagingTable,
  supersededTable,
} from '../../model/catalogue';
import { BASE_MODEL } from '../../model/model';
import { OPS_TABLES } from '../../model/ops';
import type { Entity, TableDefinition } from '../../model/types';
import { insertRows, type SqlRow } from './insert-rows';

/** A landed row of a test: what its entity's columns hold (NULL where absent) and its place in the stream. */
export interface LandedRow {
  readonly values: SqlRow;
  /** The cursor, `YYYY-MM-DD HH:MM:SS.ffffff`; what stands in for it where `kind` is not `cursor`. @default the run's `takenAt` */
  readonly at?: string;
  readonly unreadable?: string;
  /** @default `none` where the entity has no cursor, else `cursor` */
  readonly kind?: 'cursor' | 'missing' | 'future';
  /** @default the run's only file, or a database */
  readonly file?: string;
}

/** One run of one table. */
export interface TestRun {
  readonly entity: string;
  /** The entity, where it is one of an extension. @default that of the base model */
  readonly extended?: Entity;
  readonly hospitalId?: string;
  readonly runId: string;
  readonly takenAt: string;
  readonly watermark?: string | null;
  readonly rows: readonly LandedRow[];
  /** Values of the key columns of every row the source has; absent: no scan was made. */
  readonly keys?: readonly SqlRow[];
  readonly deletes?: DeleteDetection;
  /** @default false */
  readonly addsLines?: boolean;
  /** Lines of its only delivery that are not rows; they are in quarantine before the load. @default 0 */
  readonly rejected?: number;
}

/** A DuckDB warehouse in a temporary file, with the tables of the environment, or only those given. */
export async function openDuckDb(
  tables: readonly TableDefinition[] = environmentTables(BASE_MODEL),
): Promise<{ warehouse: DuckDbWarehouse; remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'rcm-transform-'));
  const warehouse = await DuckDbWarehouse.open(join(folder, 'warehouse.duckdb'), { threads: 1 });
  await warehouse.createTables(tables);
  const remove = async () => {
    await warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { warehouse, remove };
}

const entityOfRun = (run: TestRun) => run.extended ?? entity(run.entity);

/** Tables from staging to silver of one entity for these hospitals, and the logs. */
export function tablesUpToSilver(named: string | Entity, hospitals: readonly string[]): TableDefinition[] {
  const of = typeof named === 'string' ? entity(named) : named;
  const owned = [stagingTable, stagingKeysTable, stagingRejectedTable, bronzeTable];
  return [
    ...hospitals.flatMap((hospital) => owned.map((table) => table(of, hospital))),
    quarantineTable(of),
    silverTable(of),
    supersededTable(of),
    ...OPS_TABLES,
  ];
}

/** Staging filled as a load job would fill it. */
export async function stage(warehouse: Warehouse, run: TestRun): Promise<void> {
  const of = entityOfRun(run);
  const hospitalId = run.hospitalId ?? 'hospital-a';
  const rows = run.rows.map(({ values, at, unreadable, kind, file }, index) => ({
    hospital_id: hospitalId,
    ...mandatory(of),
    ...values,
    _run_id: run.runId,
    _op: 'U',
    _source_ts: at ?? run.takenAt,
    _source_time_kind: kind ?? (of.cursor === null ? 'none' : 'cursor'),
    _seq: index + 1,
    _row_hash: JSON.stringify([content(of, values), unreadable]),
    _hash_version: HASH_VERSION,
    _unreadable: unreadable ?? null,
    _source_line: index + 2,
    _source_file: file ?? (of.origin === 'emr' ? null : run.runId),
  }));
  const keys = (run.keys ?? []).map((key) => ({ hospital_id: hospitalId, ...key }));
  await warehouse.executeAtomically([
    ...insertRows(warehouse.dialect, stagingTable(of, hospitalId), rows, 'replace'),
    ...insertRows(warehouse.dialect, stagingKeysTable(of, hospitalId), keys, 'replace'),
  ]);
}

/** A value for each mandatory column, where a test does not say another: those of most tests are about something else. */
const mandatory = (of: Entity): SqlRow =>
  Object.fromEntries(
    of.quality.flatMap(({ check }) =>
      check.kind === 'present' ? [[check.column, check.column === 'date_of_birth' ? '1980-02-29' : 'X']] : [],
    ),
  );

/** What the row says, apart from when the source wrote it. */
const content = (of: Entity, values: SqlRow) =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => !of.columns.find((column) => column.name === name)?.bookkeeping),
  );

/** Staging to bronze. */
export async function append(warehouse: Warehouse, run: TestRun): Promise<void> {
  const load = {
    entity: entityOfRun(run),
    hospitalId: run.hospitalId ?? 'hospital-a',
    runId: run.runId,
    takenAt: run.takenAt,
    watermark: run.watermark ?? null,
    rows: run.rows.length,
    deletes: run.deletes ?? (run.keys ? ('scanned_keys' as const) : ('none' as const)),
    addsLines: run.addsLines ?? false,
    newestFile: run.deletes === 'newest_file' ? (run.rows.at(-1)?.file ?? null) : null,
  };
  await stage(warehouse, run);
  const ofRow = ({ file }: LandedRow) => file ?? (load.entity.origin === 'emr' ? 'snapshot' : run.runId);
  const files = [...new Set(run.rows.map(ofRow))];
  const deliveries = files.map((delivery) => {
    const rows = run.rows.filter((row) => ofRow(row) === delivery);
    return { delivery, rows: rows.length, rejected: run.rejected ?? 0 };
  });
  await warehouse.executeAtomically([
    ...appendToBronze(warehouse.dialect, load),
    ...registerDeliveries(warehouse.dialect, load, deliveries),
  ]);
  await refuseUnexplained(warehouse, load);
}

/**
 * The whole way of one run of one table, from staging to silver.
 * @param landed the runs whose landings are there: those of later snapshots are appended again after a late one, as the step does.
 */
export async function loadRun(warehouse: Warehouse, run: TestRun, landed: readonly TestRun[] = []): Promise<void> {
  const of = { entity: entityOfRun(run), hospitalId: run.hospitalId ?? 'hospital-a' };
  await append(warehouse, run);
  for (const outdated of await warehouse.query(outdatedLoads(warehouse.dialect, of))) {
    const again = landed.find(({ runId }) => runId === outdated['run_id']);
    if (again) await append(warehouse, again);
  }
  await warehouse.executeAtomically([...checkRows(warehouse.dialect, of), ...judgeDeliveries(warehouse.dialect, of)]);
  await refuseUnexplained(warehouse, of);
  await refuseUnchecked(warehouse, of);
  const scope = await historyScope(warehouse, of);
  await warehouse.executeAtomically(rebuildHistory(warehouse.dialect, of, await nextKnown(warehouse, of), scope));
}

/** Columns, or `distinct` columns, of a table's rows, ordered by them from left to right; NULL comes last. */
export async function read(
  warehouse: Warehouse,
  table: TableDefinition,
  columns: string,
  where = 'true',
): Promise<Row[]> {
  const sql = `select ${columns} from ${warehouse.dialect.table(table)} t where ${where}`;
  return (await warehouse.query({ name: 'test.read', sql })).sort(byValues);
}

function byValues(left: Row, right: Row): number {
  for (const [column, a] of Object.entries(left)) {
    const b = right[column] ?? null;
    if (a === b) continue;
    if (a === null || b === null) return a === null ? 1 : -1;
    return a < b ? -1 : 1;
  }
  return 0;
}

/** `from .. to value` of each version of a key, oldest first: a history one can read. */
export async function history(
  warehouse: Warehouse,
  entityName: string,
  key: string,
  column: string,
  hospitalId = 'hospital-a',
): Promise<string[]> {
  const of = entity(entityName);
  const rows = await read(
    warehouse,
    silverTable(of),
    `valid_from, valid_to, is_current, ${column}`,
    `hospital_id = '${hospitalId}' and ${of.key[0]} = '${key}'`,
  );
  return rows.map(
    (row) =>
      `${day(row['valid_from'])}..${row['valid_to'] === null ? '' : day(row['valid_to'])} ${row[column]}${row['is_current'] ? ' current' : ''}`,
  );
}

const day = (timestamp: unknown) => String(timestamp).slice(8, 10);

/** Midnight of a day of January 2025. */
export const january = (dayOfMonth: number) => `2025-01-${String(dayOfMonth).padStart(2, '0')} 00:00:00.000000`;
