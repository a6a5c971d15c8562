import { bronzeTable, HASH_VERSION, landedColumns } from '../../model/catalogue';
import type { ClaimLines } from '../../model/claim-lines';
import { opsLoads } from '../../model/ops';
import type { Entity } from '../../model/types';
import { broughtFiles, type LandingManifest, newestBroughtFile } from '../lake/manifest';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, union } from '../warehouse/named-columns';
import { bound, columnList, sameKey, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { deliveredRows } from './delivered-rows';
import { inOrder, knownOrder } from './event-order';
import { type HospitalTable, statementName, tableParameters } from './hospital-table';
import { newestFirst } from './logged-loads';
import { type DeleteDetection, type FullExport, ofFile, remainingKeys } from './remaining-keys';
import { ABSENT } from './row-rules';

/** One landed run of one table, on its way from staging to bronze. */
export interface BronzeLoad extends HospitalTable {
  readonly runId: string;
  /** The source's clock at the snapshot, UTC, `YYYY-MM-DD HH:MM:SS.ffffff`. */
  readonly takenAt: string;
  /** A look into an inbox without files: nothing was taken, so the log of loads gets no moment. @default false */
  readonly foundNothing?: boolean;
  /** Exact text; null: no cursor, or no rows. */
  readonly watermark: string | null;
  /** SHA-256 of the last file whose rows it brings. @default none */
  readonly newestFile?: string | null;
  /** The files that it brings, the oldest first, where each holds the whole table. @default none */
  readonly fullExports?: readonly FullExport[];
  /** Version of the mapping of its rows. @default not recorded */
  readonly mappingVersion?: string | null;
  readonly rows: number;
  readonly deletes: DeleteDetection;
  /**
   * What each delivery lacks: a file by its SHA-256, or the snapshot (`file` null). The newest is the last. @default nothing is recorded
   */
  readonly absent?: readonly { readonly file: string | null; readonly columns: readonly string[] }[];
  /** The rows are lines of the table's rows, whose money is added up. @default false */
  readonly addsLines?: boolean;
}

/**
 * The load of a landing manifest. Databases report deleted rows, and so does a file that holds the whole table; any other file says nothing about
 * rows that it does not hold.
 * @param keyless SHA-256 of the files with a row whose key could not be read: see `filesWithoutEveryKey`.
 */
export function bronzeLoad(
  entity: Entity,
  manifest: LandingManifest,
  lines?: ClaimLines,
  keyless: ReadonlySet<string> = new Set(),
): BronzeLoad {
  const { hospitalId, runId, takenAt, watermark, rows, mappingVersion } = manifest;
  const newestFile = newestBroughtFile(manifest)?.sha256 ?? null;
  // A row without a key, like a line that could not be read, may be any row.
  const fullExports = (entity.content === 'full' ? broughtFiles(manifest) : []).map(({ sha256, rejectedRows }) => ({
    sha256,
    hasEveryKey: rejectedRows === 0 && !keyless.has(sha256),
  }));
  const deletes = deleteDetection(entity, manifest, fullExports.at(-1));
  const addsLines = lines?.then === 'sum';
  const foundNothing = entity.origin !== 'emr' && manifest.files.length === 0;
  const absent =
    entity.origin === 'emr'
      ? [{ file: null, columns: manifest.absentColumns }]
      : broughtFiles(manifest).map(({ sha256, absentColumns }) => ({ file: sha256, columns: absentColumns }));
  return {
    entity,
    hospitalId,
    runId,
    takenAt,
    foundNothing,
    watermark,
    newestFile,
    fullExports,
    mappingVersion,
    rows,
    deletes,
    addsLines,
    absent,
  };
}

function deleteDetection(
  entity: Entity,
  manifest: LandingManifest,
  newestExport: FullExport | undefined,
): DeleteDetection {
  if (manifest.keyParts !== null) return 'scanned_keys';
  // An unreadable line may hold any key, so no key is known to be missing.
  if (entity.origin === 'emr' && entity.cursor === null && manifest.rejectedRows === 0) return 'staged_rows';
  if (newestExport?.hasEveryKey) return 'newest_file';
  return 'none';
}

/**
 * Appends the staged rows of a run to bronze as change events, and writes the run's row of ops.loads with `applied_at` NULL.
 * Execute atomically. Idempotent by run id: a second execution replaces the run's events and keeps its `loaded_at`.
 *
 * - Redundant events are left out: those that say the same, content and source time, as the event of their key directly before them.
 *   A->B->A is kept, and so is a touch: the same content with another source time.
 * - A key that the source lacks gets a `D` event at `takenAt`.
 * - What is redundant depends on the events before it. After a late load the loads of later snapshots are therefore out of date:
 *   `outdatedLoads` names those that have to be appended again.
 */
export function appendToBronze(dialect: Dialect, load: BronzeLoad): Statement[] {
  const values = {
    ...tableParameters(load),
    run_id: bound.text(load.runId),
    taken_at: bound.instant(load.takenAt),
    logged_at: bound.instant(load.foundNothing ? null : load.takenAt),
    watermark: bound.text(load.watermark),
    newest_file: bound.text(load.newestFile ?? null),
    absent_columns: bound.text(load.absent?.at(-1)?.columns.join(',') ?? null),
    mapping_version: bound.text(load.mappingVersion ?? null),
    rows_landed: bound.integer(load.rows),
  };
  const name = (verb: string) => statementName(`bronze.${verb}`, load);
  const bronze = dialect.table(bronzeTable(load.entity, load.hospitalId));
  return [
    statement(name('clear_run'), `delete from ${bronze} where _run_id = ${dialect.parameter('run_id')}`, values),
    statement(name(load.addsLines ? 'append_lines' : 'append'), appendNewEvents(dialect, load), values),
    ...(load.deletes === 'none'
      ? []
      : [statement(name(`append_deletes${ofFile(load)}`), appendDeletes(dialect, load), values)]),
    statement(name('register_load'), registerLoad(dialect), values),
    statement(name('count_load'), countLoad(dialect, bronze), values),
  ];
}

function appendNewEvents(dialect: Dialect, load: BronzeLoad): string {
  const bronze = bronzeTable(load.entity, load.hospitalId);
  const { key } = load.entity;
  const keys = columnList(dialect, key);
  const takenAt = dialect.parameter('taken_at');
  const events = copied(dialect, [...key, '_run_id', '_seq', '_op', '_row_hash', '_source_ts', '_source_time_kind']);
  const known = [
    {
      columns: { ...events, _taken_at: '_taken_at', is_staged: 'false' },
      from: `from ${dialect.table(bronze)} b where not coalesce(b._conflicting, false) and exists (select 1 from delivered s where ${sameKey(dialect, key, 's', 'b')})`,
    },
    {
      columns: { ...events, _taken_at: takenAt, is_staged: 'true' },
      from: 'from delivered s where not is_conflicting',
    },
  ];
  // What stands in for a time is another in each delivery, and says nothing.
  const said = `concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then ${dialect.timestampText('_source_ts')} else '' end)`;
  const landed = landedColumns(load.entity).map((column) => column.name);
  const { tables, from, order } = inOrder(dialect, load.entity);
  return insertInto(dialect, bronze, {
    with: {
      ...deliveredRows(dialect, load),
      // What bronze has of the staged keys, and what staging brings. Conflicting rows are held back, so nothing is redundant beside them.
      events: union(dialect, 'all', known),
      ...tables,
      compared: `
        select _seq, is_staged, ${said} as said, lag(${said}) over (partition by ${keys} order by ${order}) as said_before
        from ${from}`,
    },
    columns: {
      ...copied(dialect, landed, 's'),
      ...notedAbsences(dialect, load),
      _conflicting: 's.is_conflicting',
      _lines: 's._lines',
      _taken_at: takenAt,
      _ingested_at: dialect.now(),
    },
    from: `
      from delivered s left join compared c on c._seq = s._seq and c.is_staged
      where s.is_conflicting or c.said_before is null or c.said_before <> c.said`,
  });
}

/** `_notes` that also say which columns the row's delivery lacks, where a rule asks for a value in them. */
function notedAbsences(dialect: Dialect, { entity, absent = [] }: BronzeLoad): Record<string, string> {
  const asked = new Set(entity.quality.flatMap(({ check }) => (check.kind === 'present' ? [check.column] : [])));
  const cases = absent.flatMap(({ file, columns }) => {
    const notes = columns.filter((name) => asked.has(name)).map((name) => `${ABSENT}:${name}`);
    const isOfIt = file === null ? 'true' : `s._source_file = ${dialect.text(file)}`;
    return notes.length === 0 ? [] : [`when ${isOfIt} then ${dialect.text(notes.join(','))}`];
  });
  if (cases.length === 0) return {};
  const notes = `case ${cases.join(' ')} end`;
  return {
    _notes: `case when ${notes} is null then s._notes when s._notes is null then ${notes} else concat(s._notes, ',', ${notes}) end`,
  };
}

function appendDeletes(dialect: Dialect, load: BronzeLoad): string {
  const bronze = bronzeTable(load.entity, load.hospitalId);
  const { key } = load.entity;
  const keys = columnList(dialect, key);
  const takenAt = dialect.parameter('taken_at');
  return insertInto(dialect, bronze, {
    with: {
      // This scan knows nothing about events of later snapshots.
      newest: `
        select ${keys}, _op, row_number() over (partition by ${keys} order by ${knownOrder('desc')}) as recency
        from ${dialect.table(bronze)} b where _taken_at <= ${takenAt}`,
    },
    columns: {
      ...Object.fromEntries(bronze.columns.map((column) => [column.name, null])),
      ...copied(dialect, key, 'n'),
      hospital_id: dialect.parameter('hospital_id'),
      _run_id: dialect.parameter('run_id'),
      _op: "'D'",
      _source_ts: takenAt,
      _source_time_kind: "'none'",
      _seq: `${dialect.parameter('rows_landed')} + row_number() over (order by ${columnList(dialect, key, 'n')})`,
      _row_hash: "''",
      _hash_version: String(HASH_VERSION),
      _taken_at: takenAt,
      _ingested_at: dialect.now(),
    },
    from: `
      from newest n
      where n.recency = 1 and n._op = 'U' and ${key.map((name) => `n.${dialect.identifier(name)} is not null`).join(' and ')}
        and not exists (select 1 from ${remainingKeys(dialect, load)} s where ${sameKey(dialect, key, 's', 'n')})`,
  });
}

/**
 * Inserts the run's row once, so that a repeated load keeps its place in the log. A snapshot without a watermark inherits the previous one.
 * A lower watermark is stored as it is: cursor texts have no known type, so they cannot be compared, and reading from further back
 * only brings rows that are redundant in bronze.
 */
function registerLoad(dialect: Dialect): string {
  const bound = Object.fromEntries(
    ['run_id', 'hospital_id', 'table_name', 'watermark', 'newest_file', 'mapping_version'].map((name) => [
      name,
      dialect.parameter(name),
    ]),
  );
  const loads = dialect.table(opsLoads);
  const sameTable = `hospital_id = ${bound['hospital_id']} and table_name = ${bound['table_name']}`;
  const before = `(select watermark from ${loads} where ${sameTable} and watermark is not null order by ${newestFirst} limit 1)`;
  return insertInto(dialect, opsLoads, {
    columns: {
      ...bound,
      watermark: `coalesce(${bound['watermark']}, ${before})`,
      taken_at: dialect.parameter('logged_at'),
      loaded_at: dialect.now(),
      // The next statement fills these.
      rows_landed: null,
      absent_columns: null,
      rows_new: null,
      rows_deleted: null,
      appended_at: null,
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
    set rows_landed = ${parameter('rows_landed')}, rows_new = ${events('U')}, rows_deleted = ${events('D')}, appended_at = ${dialect.now()}, applied_at = null,
      taken_at = ${parameter('logged_at')}, absent_columns = ${parameter('absent_columns')}
    where run_id = ${parameter('run_id')} and hospital_id = ${parameter('hospital_id')} and table_name = ${parameter('table_name')}`;
}
