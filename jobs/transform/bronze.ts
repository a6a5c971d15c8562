import { bronzeTable, landedColumns, stagingKeysTable, stagingTable } from '../../model/catalogue';
import { opsLoads } from '../../model/ops';
import type { Entity } from '../../model/types';
import type { LandingManifest } from '../lake/manifest';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, select, union } from '../warehouse/named-columns';
import { bound, columnList, sameKey, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { eventOrder, type HospitalTable, statementName, tableParameters } from './hospital-table';

/** How deleted rows are found: not at all, by the keys of a key scan, or by comparing with staged rows that are the whole table. */
export type DeleteDetection = 'none' | 'scanned_keys' | 'staged_rows';

/** One landed run of one table, on its way from staging to bronze. */
export interface BronzeLoad extends HospitalTable {
  readonly runId: string;
  /** The source's clock at the snapshot, UTC, `YYYY-MM-DD HH:MM:SS.ffffff`. */
  readonly takenAt: string;
  /** Exact text; null: no cursor, or no rows. */
  readonly watermark: string | null;
  readonly rows: number;
  readonly deletes: DeleteDetection;
  /** Whether the staged rows are every row that the source had at `takenAt`. */
  readonly whole: boolean;
}

/** The load of a landing manifest. Only databases report deleted rows: a file says nothing about rows that it does not hold. */
export function bronzeLoad(entity: Entity, manifest: LandingManifest): BronzeLoad {
  const { hospitalId, runId, takenAt, watermark, rows, whole } = manifest;
  return { entity, hospitalId, runId, takenAt, watermark, rows, deletes: deleteDetection(entity, manifest), whole };
}

function deleteDetection(entity: Entity, manifest: LandingManifest): DeleteDetection {
  if (manifest.keyParts !== null) return 'scanned_keys';
  // An unreadable line may hold any key, so no key is known to be missing.
  if (entity.origin === 'emr' && entity.cursor === null && manifest.rejectedRows === 0) return 'staged_rows';
  return 'none';
}

/**
 * Appends the staged rows of a run to bronze as change events, and writes the run's row of ops.loads with `applied_at` NULL.
 * Execute atomically. Idempotent by run id: a second execution replaces the run's events and keeps its `loaded_at`.
 *
 * - Redundant events are left out: those with the operation and hash of the event before them in `eventOrder`. A->B->A is kept.
 * - A key that the source no longer has gets a `D` event at `takenAt`. A row that returns after a `D` with an older cursor is dated at the
 *   snapshot that saw it again.
 * - Where the staged rows are the whole table, they win over earlier snapshots: a row with an older cursor is dated at the newest event of
 *   its key.
 * - Runs of a table arrive in the order of their snapshots. A late run is placed correctly as long as the cursor moves with each change.
 */
export function appendToBronze(dialect: Dialect, load: BronzeLoad): Statement[] {
  const values = {
    ...tableParameters(load),
    run_id: bound.text(load.runId),
    taken_at: bound.instant(load.takenAt),
    watermark: bound.text(load.watermark),
    rows_landed: bound.integer(load.rows),
  };
  const name = (verb: string) => statementName(`bronze.${verb}`, load);
  const bronze = dialect.table(bronzeTable(load.entity, load.hospitalId));
  return [
    statement(name('clear_run'), `delete from ${bronze} where _run_id = ${dialect.parameter('run_id')}`, values),
    statement(name(load.whole ? 'append_whole' : 'append'), appendNewEvents(dialect, load), values),
    ...(load.deletes === 'none' ? [] : [statement(name('append_deletes'), appendDeletes(dialect, load), values)]),
    statement(name('register_load'), registerLoad(dialect), values),
    statement(name('count_load'), countLoad(dialect, bronze), values),
  ];
}

function appendNewEvents(dialect: Dialect, load: BronzeLoad): string {
  const staging = dialect.table(stagingTable(load.entity, load.hospitalId));
  const bronze = bronzeTable(load.entity, load.hospitalId);
  const { key } = load.entity;
  const keys = columnList(dialect, key);
  const takenAt = dialect.parameter('taken_at');
  // Runs share a staging table, and another run may have reloaded it in the meantime.
  const ofThisRun = `s._run_id = ${dialect.parameter('run_id')}`;
  const events = copied(dialect, [...key, '_run_id', '_seq', '_op', '_row_hash', '_source_ts']);
  const known = [
    {
      columns: { ...events, _taken_at: '_taken_at', is_staged: 'false' },
      from: `from ${dialect.table(bronze)} b where exists (select 1 from ${staging} s where ${ofThisRun} and ${sameKey(dialect, key, 's', 'b')})`,
    },
    { columns: { ...events, _taken_at: takenAt, is_staged: 'true' }, from: `from ${staging} s where ${ofThisRun}` },
  ];
  const newestKnown = (condition: string) =>
    `max(case when not is_staged${condition} and _taken_at < ${takenAt} then _source_ts end) over (partition by ${keys})`;
  const placedAt = [
    // A row that returns after a delete is dated at the snapshot that saw it again, however old its cursor.
    `when is_staged and deleted_at >= _source_ts then greatest(deleted_at, ${takenAt})`,
    ...(load.whole ? ['when is_staged and known_at > _source_ts then known_at'] : []),
  ];
  const landed = landedColumns(load.entity).map((column) => column.name);
  return insertInto(dialect, bronze, {
    with: {
      // The events of the staged keys: those in bronze, then those in staging.
      known: union(dialect, 'all', known),
      since_delete: `select *, ${newestKnown(" and _op = 'D'")} as deleted_at${load.whole ? `, ${newestKnown('')} as known_at` : ''} from known`,
      placed: select(dialect, {
        columns: {
          ...events,
          ...copied(dialect, ['_taken_at', 'is_staged']),
          _source_ts: `case ${placedAt.join(' ')} else _source_ts end`,
        },
        from: 'from since_delete',
      }),
      compared: `
        select _seq, _source_ts, is_staged, concat(_op, _row_hash) as content,
          lag(concat(_op, _row_hash)) over (partition by ${keys} order by ${eventOrder('asc')}) as content_before
        from placed`,
    },
    columns: {
      ...copied(dialect, landed, 's'),
      _source_ts: 'c._source_ts',
      _taken_at: takenAt,
      _ingested_at: dialect.now(),
    },
    from: `
      from compared c join ${staging} s on s._seq = c._seq and ${ofThisRun}
      where c.is_staged and (c.content_before is null or c.content_before <> c.content)`,
  });
}

function appendDeletes(dialect: Dialect, load: BronzeLoad): string {
  const bronze = bronzeTable(load.entity, load.hospitalId);
  const source = load.deletes === 'scanned_keys' ? stagingKeysTable : stagingTable;
  const { key } = load.entity;
  const keys = columnList(dialect, key);
  const takenAt = dialect.parameter('taken_at');
  return insertInto(dialect, bronze, {
    with: {
      // This scan knows nothing about events of later snapshots.
      newest: `
        select ${keys}, _op, _source_ts, row_number() over (partition by ${keys} order by ${eventOrder('desc')}) as recency
        from ${dialect.table(bronze)} b where _taken_at <= ${takenAt}`,
    },
    columns: {
      ...Object.fromEntries(bronze.columns.map((column) => [column.name, null])),
      ...copied(dialect, key, 'n'),
      hospital_id: dialect.parameter('hospital_id'),
      _run_id: dialect.parameter('run_id'),
      _op: "'D'",
      _source_ts: `greatest(n._source_ts, ${takenAt})`,
      _seq: `${dialect.parameter('rows_landed')} + row_number() over (order by ${columnList(dialect, key, 'n')})`,
      _row_hash: "''",
      _taken_at: takenAt,
      _ingested_at: dialect.now(),
    },
    from: `
      from newest n
      where n.recency = 1 and n._op = 'U' and ${key.map((name) => `n.${dialect.identifier(name)} is not null`).join(' and ')}
        and not exists (select 1 from ${dialect.table(source(load.entity, load.hospitalId))} s where ${sameKey(dialect, key, 's', 'n')})`,
  });
}

/**
 * Inserts the run's row once, so that a repeated load keeps its place in the log. A snapshot without a watermark inherits the previous one.
 * A lower watermark is stored as it is: cursor texts have no known type, so they cannot be compared, and reading from further back
 * only brings rows that are redundant in bronze.
 */
function registerLoad(dialect: Dialect): string {
  const bound = Object.fromEntries(
    ['run_id', 'hospital_id', 'table_name', 'watermark'].map((name) => [name, dialect.parameter(name)]),
  );
  const loads = dialect.table(opsLoads);
  const sameTable = `hospital_id = ${bound['hospital_id']} and table_name = ${bound['table_name']}`;
  const before = `(select watermark from ${loads} where ${sameTable} and watermark is not null order by loaded_at desc, run_id desc limit 1)`;
  return insertInto(dialect, opsLoads, {
    columns: {
      ...bound,
      watermark: `coalesce(${bound['watermark']}, ${before})`,
      loaded_at: dialect.now(),
      // The next statement fills these.
      rows_landed: null,
      rows_new: null,
      rows_deleted: null,
      applied_at: null,
    },
    from: `
      from (select 1 as one)
      where not exists (select 1 from ${loads} where ${sameTable} and run_id = ${bound['run_id']})`,
  });
}

function countLoad(dialect: Dialect, bronze: string): string {
  const parameter = (name: string) => dialect.parameter(name);
  const events = (op: string) =>
    `(select count(*) from ${bronze} where _run_id = ${parameter('run_id')} and _op = '${op}')`;
  return `
    update ${dialect.table(opsLoads)}
    set rows_landed = ${parameter('rows_landed')}, rows_new = ${events('U')}, rows_deleted = ${events('D')}, applied_at = null
    where run_id = ${parameter('run_id')} and hospital_id = ${parameter('hospital_id')} and table_name = ${parameter('table_name')}`;
}

/** Query: one row `watermark`, from the newest load of the table; no rows before the first load. */
export function latestWatermark(dialect: Dialect, of: HospitalTable): Statement {
  return statement(
    'loads.latest_watermark',
    `
    select watermark from ${dialect.table(opsLoads)}
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
