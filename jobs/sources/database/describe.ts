import {
  cursorSource,
  type MappedColumn,
  mappedColumns,
  placeAmong,
  sourceColumns,
  sourceNames,
  sourceTable,
} from '../../../model/mapping/mapped-columns';
import type { EmrSpec, HospitalSpec } from '../../../model/spec';
import type { Entity } from '../../../model/types';
import { JobError } from '../../errors';
import type { DescribedColumn, DescribedTable } from './described-table';
import type { DatabaseDialect } from './dialect';
import type { DatabaseSession, ServerColumn } from './session';

/** What is read of a hospital's database. */
export interface ReadHospital extends Pick<HospitalSpec, 'mapping' | 'keyScan'> {
  readonly emr: Pick<EmrSpec, 'database' | 'limits'>;
}

/**
 * Looks a mapped table up in the source.
 * @throws JobError `SOURCE_TABLE_MISSING`; `SOURCE_COLUMN_MISSING` with every missing column; `SOURCE_NAME_AMBIGUOUS`; `SOURCE_CURSOR_TYPE`;
 * `SOURCE_SQL_INVALID`
 */
export async function describeTable(
  session: DatabaseSession,
  entity: Entity,
  { mapping, emr: { database } }: ReadHospital,
  dialect: DatabaseDialect,
): Promise<DescribedTable> {
  const { from, where } = mapping[entity.name] ?? {};
  const name = sourceTable(entity, mapping);
  const table = from?.query === undefined ? `table "${name}"` : `the query of ${entity.name}`;
  const place = `${table} of database "${database}"`;
  const found = from?.query === undefined ? await session.table(name) : await described(session, from.query, place);
  if (found === null || found.columns.length === 0)
    throw new JobError('SOURCE_TABLE_MISSING', `database "${database}" has no ${table} that the user may read`);
  const mapped = mappedColumns(entity, mapping);
  const wanted = sourceColumns(mapped).map((each) => ({ each, column: columnNamed(found.columns, each.name, place) }));
  const missing = wanted.filter(({ each, column }) => !each.optional && column === null);
  if (missing.length > 0)
    throw new JobError('SOURCE_COLUMN_MISSING', `${place} lacks ${missing.map(({ each }) => each.name).join(', ')}`);
  const sources = wanted.map(({ each, column }): DescribedColumn => {
    const named = dialect.quoted(column?.name ?? each.name);
    const dataType = column?.dataType ?? null;
    const read = dataType === null ? 'null' : dialect.columnText(named, dataType, each);
    return {
      ...each,
      serverName: column?.name ?? each.name,
      column: named,
      dataType,
      read,
      isUtf8: column?.isUtf8 ?? false,
    };
  });
  // Everything that reads the table reads these rows only: rows, keys, totals and the watermark.
  const columns = sources.flatMap(({ column, dataType }) => (dataType === null ? [] : [column])).join(', ');
  const rows = where === undefined ? found.sql : `(select ${columns} from ${found.sql} where (${where})) as chosen`;
  if (where !== undefined) await explain(session, rows, where, place);
  const plainName = from?.query === undefined && where === undefined ? (found.name ?? name) : null;
  return {
    table: rows,
    plainName,
    sources,
    mapped,
    cursor: cursorOf(cursorSource(entity, mapping), sources, table, dialect),
  };
}

/** The source columns that a column of the model is built from. */
export function sourcesOf(table: Pick<DescribedTable, 'sources'>, mapped: MappedColumn): DescribedColumn[] {
  return sourceNames(mapped).flatMap((name) => table.sources[placeAmong(table.sources, name)] ?? []);
}

async function described(session: DatabaseSession, query: string, place: string) {
  const sql = `(${query}) as source`;
  await explain(session, sql, query, place);
  return { sql, name: null, columns: await session.queryColumns(query) };
}

/** A mapping's names are the same in any case. @returns null where there is no such column */
function columnNamed(columns: readonly ServerColumn[], name: string, place: string): ServerColumn | null {
  const [column, other] = columns.filter((each) => each.name.toLowerCase() === name.toLowerCase());
  if (other)
    throw new JobError('SOURCE_NAME_AMBIGUOUS', `${place} has ${name} more than once, or in upper and lower case`);
  return column ?? null;
}

/** Failures that are about the SQL and not about the connection. */
const OF_SQL = ['SOURCE_READ_FAILED', 'SOURCE_COLUMN_MISSING', 'SOURCE_TABLE_MISSING'];

/** The server refuses here what it cannot read, before a row is landed. */
async function explain(session: DatabaseSession, rows: string, written: string, place: string): Promise<void> {
  try {
    await session.explain(rows, written);
  } catch (error) {
    if (!(error instanceof JobError) || !OF_SQL.includes(error.code)) throw error;
    throw new JobError('SOURCE_SQL_INVALID', `${place}: ${error.detail}`);
  }
}

function cursorOf(
  chosen: ReturnType<typeof cursorSource>,
  sources: readonly DescribedColumn[],
  table: string,
  { cursor: { types, instantTypes } }: DatabaseDialect,
): DescribedTable['cursor'] {
  const found = chosen && sources[placeAmong(sources, chosen.name)];
  if (!found || found.dataType === null) return null;
  const { dataType, column } = found;
  if (!types.includes(dataType))
    throw new JobError('SOURCE_CURSOR_TYPE', `${found.name} of ${table} is of type ${dataType}`);
  // An instant is read in UTC, whatever clock wrote it.
  return { name: column, dataType, zone: instantTypes.includes(dataType) ? null : chosen.zone };
}
