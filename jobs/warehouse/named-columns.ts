import type { TableDefinition } from '../../model/types';
import type { Dialect } from './dialect';
import { columnList, indented, tidy } from './statement';

/**
 * The expression of each column, by name. SQL matches the columns of inserts and unions by position; both are generated from these, so a
 * value cannot land in the column of another.
 */
export type Columns = Readonly<Record<string, string>>;

/** A select. */
export interface Select {
  readonly columns: Columns;
  /** What follows the columns: from, where, group by. @default nothing, one row */
  readonly from?: string;
}

/** Copies each column from the column of its name, of the table `alias` where several tables are joined. */
export function copied(dialect: Dialect, names: readonly string[], alias?: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, columnList(dialect, [name], alias)]));
}

/** `select <expression> as <name>, ... from ...` @param distinct each row once. @default false */
export function select(dialect: Dialect, { columns, from }: Select, distinct = false): string {
  return [
    `select ${distinct ? 'distinct ' : ''}${expressions(dialect, columns).join(', ')}`,
    ...(from ? [tidy(from)] : []),
  ].join('\n');
}

function expressions(dialect: Dialect, columns: Columns): string[] {
  return Object.entries(columns).map(([name, expression]) => {
    const quoted = dialect.identifier(name);
    if (expression === name) return quoted;
    return expression.replace(/^\w+\./, '') === quoted ? expression : `${expression} as ${quoted}`;
  });
}

/** The rows of several selects. @throws Error if one has other columns than the first. */
export function union(dialect: Dialect, kind: 'all' | 'distinct', selects: readonly Select[]): string {
  const names = Object.keys(selects[0]?.columns ?? {});
  const arms = selects.map(({ columns, ...rest }) => {
    if (Object.keys(columns).sort().join() !== [...names].sort().join())
      throw new Error(`A union of ${names.join(', ')} has an arm with ${Object.keys(columns).join(', ')}.`);
    const inOrder = Object.fromEntries(names.map((name) => [name, columns[name] ?? '']));
    // One select has nothing to be united with, and would keep its repeated rows.
    return select(dialect, { ...rest, columns: inOrder }, kind === 'distinct' && selects.length === 1);
  });
  return arms.join(`\nunion ${kind}\n`);
}

/** `with <name> as (...), ...`. Each table may read those before it. */
export function withTables(tables: Readonly<Record<string, string>>): string {
  const parts = Object.entries(tables).map(([name, sql]) => `${name} as (\n${indented(sql)}\n)`);
  return `with ${parts.join(',\n')}`;
}

/** Rows for a table: the expression of each of its columns; null: the column stays NULL. */
export interface NewRows {
  readonly columns: Readonly<Record<string, string | null>>;
  readonly from?: string;
  /** Named tables that `from` reads: see `withTables`. */
  readonly with?: Readonly<Record<string, string>>;
}

/** @throws Error if a column of the table has no expression, or an expression no column. */
export function insertInto(dialect: Dialect, table: TableDefinition, rows: NewRows): string {
  const names = namesFor(table, rows.columns);
  const columns = Object.fromEntries(
    names.flatMap((name) => {
      const expression = rows.columns[name] ?? null;
      return expression === null ? [] : [[name, expression]];
    }),
  );
  return [
    `insert into ${dialect.table(table)} (${columnList(dialect, Object.keys(columns))})`,
    ...(rows.with ? [withTables(rows.with)] : []),
    `select\n${indented(expressions(dialect, columns).join(',\n'))}`,
    ...(rows.from ? [tidy(rows.from)] : []),
  ].join('\n');
}

/**
 * `insert into ... values`: one or more rows of expressions, each by the name of its column. Not tidied: a text of several lines stays one.
 * @throws Error if a column of the table has no expression, or an expression no column.
 */
export function insertValues(dialect: Dialect, table: TableDefinition, rows: readonly Columns[]): string {
  const names = table.columns.map((column) => column.name);
  const tuples = rows.map(
    (row) =>
      `(${namesFor(table, row)
        .map((name) => row[name])
        .join(', ')})`,
  );
  return `insert into ${dialect.table(table)} (${columnList(dialect, names)}) values\n${tuples.join(',\n')}`;
}

/** The table's columns, in its order. */
function namesFor(table: TableDefinition, columns: NewRows['columns']): string[] {
  const names = table.columns.map((column) => column.name);
  const unnamed = names.filter((name) => columns[name] === undefined);
  const unknown = Object.keys(columns).filter((name) => !names.includes(name));
  if (unnamed.length + unknown.length > 0)
    throw new Error(
      `${table.name}: nothing fills [${unnamed.join(', ')}], no column is called [${unknown.join(', ')}].`,
    );
  return names;
}
