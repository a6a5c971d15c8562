import type { SourceConnection } from './connect';

/** A column as the server describes it. */
export interface SurveyedColumn {
  readonly name: string;
  /** Lower-case data type, e.g. `varchar`. */
  readonly dataType: string;
  /** It is, or is part of, the primary key. */
  readonly isKey: boolean;
  /** Its values alone are unique, by an index. */
  readonly isUnique?: boolean;
  /** The table whose ids it holds, by a foreign key of this database. */
  readonly references?: string;
  /** What the hospital wrote about it; may be empty. */
  readonly comment: string;
}

/** A table or view that the user may read. */
export interface SurveyedTable {
  readonly name: string;
  readonly kind: 'table' | 'view';
  /** In the server's order. */
  readonly columns: readonly SurveyedColumn[];
}

/**
 * Everything that the user may see of a database: its tables, views and their columns. No row is read.
 * From here on the session can only read, whatever the user may do.
 * @throws JobError `SOURCE_*`
 */
export async function surveyDatabase(source: SourceConnection, database: string): Promise<SurveyedTable[]> {
  await source.query('set session transaction read only');
  const tables = await source.query(
    `select table_name, table_type from information_schema.tables where table_schema = ? order by table_name`,
    [database],
  );
  const columns = await source.query(
    `select table_name, column_name, data_type, column_key, column_comment
from information_schema.columns where table_schema = ? order by table_name, ordinal_position`,
    [database],
  );
  const foreignKeys = await source.query(
    `select table_name, column_name, referenced_table_name
from information_schema.key_column_usage where table_schema = ? and referenced_table_schema = ?`,
    [database, database],
  );
  const referenced = new Map(foreignKeys.map(([table, column, to]) => [`${table}\0${column}`, String(to)]));
  const byTable = new Map<string, SurveyedColumn[]>();
  for (const [table, name, dataType, key, comment] of columns) {
    const references = referenced.get(`${table}\0${name}`);
    const column = {
      name: String(name),
      dataType: String(dataType).toLowerCase(),
      isKey: key === 'PRI',
      ...(key === 'UNI' ? { isUnique: true } : {}),
      ...(references === undefined ? {} : { references }),
      comment: comment ?? '',
    };
    const known = byTable.get(String(table));
    if (known) known.push(column);
    else byTable.set(String(table), [column]);
  }
  return tables.map(([name, type]) => ({
    name: String(name),
    kind: type === 'VIEW' ? 'view' : 'table',
    columns: byTable.get(String(name)) ?? [],
  }));
}
