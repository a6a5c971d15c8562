import {
  cursorSource,
  type MappedColumn,
  mappedColumns,
  placeAmong,
  type SourceColumn,
  sourceColumns,
  sourceNames,
  sourceTable,
} from '../../../model/mapping/mapped-columns';
import type { HospitalSpec } from '../../../model/spec';
import type { Entity } from '../../../model/types';
import { JobError } from '../../errors';
import { columnText } from './column-text';
import type { SourceConnection } from './connect';

/** A column of the source that the table of the model is built from. */
export interface DescribedColumn extends SourceColumn {
  /** SQL that reads it as the text to land; `null` where the source may lack the column and does. */
  readonly read: string;
  /** Lower-case data type of the server, e.g. `datetime`; null: the source has no such column. */
  readonly dataType: string | null;
}

/** A table of the source, checked against the mapping. */
export interface DescribedTable {
  /** SQL to select from: the table, quoted, or a query; only the rows of the mapping's `where`. */
  readonly table: string;
  /** `sourceColumns(mapped)`. */
  readonly sources: readonly DescribedColumn[];
  /** The columns of the model. */
  readonly mapped: readonly MappedColumn[];
  /** The cursor, and the zone of its clock (null: UTC); null: every run reads the whole table. */
  readonly cursor: { readonly name: string; readonly dataType: CursorType; readonly zone: string | null } | null;
}

/** Data types whose values grow with time and can be set back by seconds. */
const CURSOR_TYPES = ['date', 'datetime', 'timestamp'] as const;
export type CursorType = (typeof CURSOR_TYPES)[number];

/** A name in backquotes, whatever it has in it. */
export const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``;

/**
 * Looks a mapped table up in the source.
 * @throws JobError `SOURCE_TABLE_MISSING`; `SOURCE_COLUMN_MISSING` with every missing column; `SOURCE_CURSOR_TYPE`; `SOURCE_SQL_INVALID`
 */
export async function describeTable(
  source: SourceConnection,
  entity: Entity,
  hospital: Pick<HospitalSpec, 'mapping' | 'emr'>,
): Promise<DescribedTable> {
  const { database } = hospital.emr;
  const { from, where } = hospital.mapping[entity.name] ?? {};
  const table =
    from?.query === undefined ? `table "${sourceTable(entity, hospital.mapping)}"` : `the query of ${entity.name}`;
  const read = from?.query === undefined ? quoted(sourceTable(entity, hospital.mapping)) : `(${from.query}) as source`;
  // Everything that reads the table reads these rows only: rows, keys, totals and the watermark.
  const rows = where === undefined ? read : `(select * from ${read} where (${where})) as chosen`;
  if (from?.query !== undefined) await explain(source, read, `${table} of database "${database}"`);
  const found = await columnTypes(source, entity, hospital);
  if (found.length === 0) {
    throw new JobError('SOURCE_TABLE_MISSING', `database "${database}" has no ${table} that the user may read`);
  }
  if (where !== undefined) await explain(source, rows, `${table} of database "${database}"`);
  // Column names are the same in any case to MySQL.
  const types = new Map(found.map(({ name, dataType }) => [name.toLowerCase(), dataType]));
  const mapped = mappedColumns(entity, hospital.mapping);
  const wanted = sourceColumns(mapped);
  const missing = wanted.filter(({ name, optional }) => !optional && !types.has(name.toLowerCase()));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    throw new JobError('SOURCE_COLUMN_MISSING', `${table} of database "${database}" lacks ${names}`);
  }
  const sources = wanted.map((each): DescribedColumn => {
    const dataType = types.get(each.name.toLowerCase()) ?? null;
    return { ...each, dataType, read: dataType === null ? 'null' : columnText(quoted(each.name), dataType, each) };
  });
  return { table: rows, sources, mapped, cursor: cursorOf(cursorSource(entity, hospital.mapping), sources, table) };
}

/** The source columns that a column of the model is built from. */
export function sourcesOf(table: Pick<DescribedTable, 'sources'>, mapped: MappedColumn): DescribedColumn[] {
  return sourceNames(mapped).flatMap((name) => table.sources[placeAmong(table.sources, name)] ?? []);
}

/** The columns that can be read, by their own names. */
async function columnTypes(
  source: SourceConnection,
  entity: Entity,
  { emr: { database }, mapping }: Pick<HospitalSpec, 'mapping' | 'emr'>,
): Promise<readonly { readonly name: string; readonly dataType: string }[]> {
  const query = mapping[entity.name]?.from?.query;
  if (query !== undefined) return source.fieldsOf(`select * from (${query}) as source limit 0`);
  const found = await source.query(
    'select column_name, data_type from information_schema.columns where table_schema = ? and table_name = ?',
    [database, sourceTable(entity, mapping)],
  );
  return found.map(([name, type]) => ({ name: String(name), dataType: String(type).toLowerCase() }));
}

/** Failures that are about the SQL and not about the connection. */
const OF_SQL = ['SOURCE_READ_FAILED', 'SOURCE_COLUMN_MISSING', 'SOURCE_TABLE_MISSING'];

/** Asks the server how it would read the rows: it refuses here what it cannot read, before a row is landed. */
async function explain(source: SourceConnection, rows: string, where: string): Promise<void> {
  try {
    await source.query(`explain select * from ${rows}`);
  } catch (error) {
    if (!(error instanceof JobError) || !OF_SQL.includes(error.code)) throw error;
    throw new JobError('SOURCE_SQL_INVALID', `${where}: ${error.detail}`);
  }
}

function cursorOf(
  chosen: ReturnType<typeof cursorSource>,
  sources: readonly DescribedColumn[],
  table: string,
): DescribedTable['cursor'] {
  const found = chosen && sources[placeAmong(sources, chosen.name)];
  if (!found || found.dataType === null) return null;
  const dataType = CURSOR_TYPES.find((type) => type === found.dataType);
  if (!dataType) throw new JobError('SOURCE_CURSOR_TYPE', `${found.name} of ${table} is of type ${found.dataType}`);
  // A TIMESTAMP is an instant, and the session reads it in UTC.
  return { name: quoted(found.name), dataType, zone: dataType === 'timestamp' ? null : chosen.zone };
}
