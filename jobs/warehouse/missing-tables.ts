import type { LogicalType, TableDefinition } from '../../model/types';
import type { Dialect } from './dialect';
import type { Statement } from './warehouse';

/** Names of the columns a table has in the engine; undefined: there is no such table. */
export type ExistingColumns = (table: TableDefinition) => ReadonlySet<string> | undefined;

/** Datasets of the tables, each once, in the order in which they occur. */
export function datasetsOf(tables: readonly TableDefinition[]): string[] {
  return [...new Set(tables.map((table) => table.dataset))];
}

/**
 * The statements that create missing tables and columns. Nothing is dropped, renamed or retyped.
 * An added column may be NULL even if the model requires it: existing rows have no value for it.
 */
export function missingTables(
  dialect: Dialect,
  tables: readonly TableDefinition[],
  existing: ExistingColumns,
): Statement[] {
  return tables.flatMap((table) => {
    const present = existing(table);
    if (!present) return [{ name: `create ${table.dataset}.${table.name}`, sql: dialect.createTable(table) }];
    return table.columns
      .filter((column) => !present.has(column.name))
      .map((column) => addition(dialect, table, column.name, column.type));
  });
}

function addition(dialect: Dialect, table: TableDefinition, column: string, type: LogicalType): Statement {
  return {
    name: `add column ${table.dataset}.${table.name}.${column}`,
    sql: dialect.addColumn(table, column, type),
  };
}
