import { type MappedColumn, mappedColumns, sourceTable } from '../../../model/mapping/mapped-columns';
import type { HospitalSpec } from '../../../model/spec';
import type { Entity } from '../../../model/types';
import { JobError } from '../../errors';
import { columnText } from './column-text';
import type { SourceConnection } from './connect';

/** A column of the model and where the table has it. */
export interface DescribedColumn extends MappedColumn {
  /** SQL that reads it as the text to land; `null` where the source may lack the column and does. */
  readonly read: string;
  /** Lower-case data type of the server, e.g. `datetime`; null: the source has no such column. */
  readonly dataType: string | null;
}

/** A table of the source, checked against the mapping. */
export interface DescribedTable {
  /** Quoted. */
  readonly table: string;
  readonly columns: readonly DescribedColumn[];
  /** The cursor; null: every run reads the whole table. */
  readonly cursor: { readonly name: string; readonly dataType: CursorType } | null;
}

/** Data types whose values grow with time and can be set back by seconds. */
const CURSOR_TYPES = ['date', 'datetime', 'timestamp'] as const;
export type CursorType = (typeof CURSOR_TYPES)[number];

/** A name in backquotes. The spec's alphabet of names has none; a database that was not mapped yet may have any. */
export const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``;

/**
 * Looks a mapped table up in the source.
 * @throws JobError `SOURCE_TABLE_MISSING`; `SOURCE_COLUMN_MISSING` with every missing column; `SOURCE_CURSOR_TYPE`
 */
export async function describeTable(
  source: SourceConnection,
  entity: Entity,
  hospital: Pick<HospitalSpec, 'mapping' | 'emr'>,
): Promise<DescribedTable> {
  const { database } = hospital.emr;
  const table = sourceTable(entity, hospital.mapping);
  const found = await source.query(
    'select column_name, data_type from information_schema.columns where table_schema = ? and table_name = ?',
    [database, table],
  );
  if (found.length === 0) {
    throw new JobError('SOURCE_TABLE_MISSING', `database "${database}" has no table "${table}" that the user may read`);
  }
  // Column names are the same in any case to MySQL.
  const types = new Map(found.map(([name, type]) => [String(name).toLowerCase(), String(type).toLowerCase()]));
  const mapped = mappedColumns(entity, hospital.mapping);
  const missing = mapped.filter(({ source: name, mayBeAbsent }) => !mayBeAbsent && !types.has(name.toLowerCase()));
  if (missing.length > 0) {
    const names = missing.map(({ source: name }) => name).join(', ');
    throw new JobError('SOURCE_COLUMN_MISSING', `table "${table}" of database "${database}" lacks ${names}`);
  }
  const columns = mapped.map((each): DescribedColumn => {
    const dataType = types.get(each.source.toLowerCase()) ?? null;
    return {
      ...each,
      dataType,
      read: dataType === null ? 'null' : columnText(quoted(each.source), dataType, each.column),
    };
  });
  return { table: quoted(table), columns, cursor: cursorOf(entity, columns, table) };
}

function cursorOf(entity: Entity, columns: readonly DescribedColumn[], table: string): DescribedTable['cursor'] {
  const cursor = columns.find(({ column }) => column.name === entity.cursor);
  if (!cursor || cursor.dataType === null) return null;
  const dataType = CURSOR_TYPES.find((type) => type === cursor.dataType);
  if (!dataType) {
    throw new JobError('SOURCE_CURSOR_TYPE', `${cursor.source} of table "${table}" is of type ${cursor.dataType}`);
  }
  return { name: quoted(cursor.source), dataType };
}
