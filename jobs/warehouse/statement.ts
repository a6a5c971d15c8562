import type { Column, TableDefinition } from '../../model/types';
import type { Dialect } from './dialect';
import type { Parameter, Statement } from './warehouse';

/** Makes the `Parameter` of a value. */
export const bound = {
  text: (value: string | null): Parameter => ({ type: 'STRING', value }),
  integer: (value: number | null): Parameter => ({ type: 'INT64', value }),
  /** UTC, `YYYY-MM-DD HH:MM:SS.ffffff`. */
  instant: (value: string | null): Parameter => ({ type: 'TIMESTAMP', value }),
};

/**
 * Makes a statement of tidied SQL. Give tables an alias: the table `npi` has a column `npi`, and BigQuery would read the name as the row.
 */
export function statement(name: string, sql: string, values?: Readonly<Record<string, Parameter>>): Statement {
  return { name, sql: tidy(sql), ...(values ? { parameters: values } : {}) };
}

/** Removes blank lines, shared indentation and spaces at line ends, so that golden files read well. */
export function tidy(sql: string): string {
  const lines = sql.split('\n').filter((line) => line.trim() !== '');
  const indentation = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indentation).trimEnd()).join('\n');
}

/** Tidies SQL and indents it by two spaces. */
export function indented(sql: string): string {
  return tidy(sql).replaceAll(/^/gm, '  ');
}

/** Quoted column names, separated by commas, each with `alias.` before it if given. */
export function columnList(dialect: Dialect, names: readonly string[], alias?: string): string {
  return names.map((name) => (alias ? `${alias}.` : '') + dialect.identifier(name)).join(', ');
}

/** TRUE where two rows have the same key; NULL keys equal nothing. */
export function sameKey(dialect: Dialect, key: readonly string[], left: string, right: string): string {
  return key.map((name) => `${left}.${dialect.identifier(name)} = ${right}.${dialect.identifier(name)}`).join(' and ');
}

/** A key as one value for `in`: the column itself, or the texts of several columns, each preceded by its length. */
export function keyValue(dialect: Dialect, of: Keyed): string {
  const [only, ...others] = of.key;
  return only !== undefined && others.length === 0
    ? dialect.identifier(only)
    : lengthPrefixed(dialect, keyTexts(dialect, of));
}

/** What says the key of a table. */
type Keyed = Pick<TableDefinition, 'key' | 'columns'>;

/** The columns of a key as STRINGs: a column of a key may be of any type. */
export function keyTexts(dialect: Dialect, { key, columns }: Keyed): string[] {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return key.map((name) => dialect.valueText(dialect.identifier(name), types.get(name) ?? 'STRING'));
}

/** A STRING of all parts, each preceded by its length, so that ('1', '23') and ('12', '3') differ. The parts are STRINGs and not NULL. */
export function lengthPrefixed(dialect: Dialect, parts: readonly string[]): string {
  return `concat(${parts.map((part) => `${dialect.cast(`length(${part})`, 'STRING')}, ':', ${part}`).join(', ')})`;
}

/** A STRING that is equal for rows with equal values in these columns, NULL among them; within one engine. */
export function valuesText(
  dialect: Dialect,
  columns: readonly Pick<Column, 'name' | 'type'>[],
  alias?: string,
): string {
  const texts = columns.map(({ name, type }) => {
    const text = dialect.valueText(columnList(dialect, [name], alias), type);
    return `coalesce(${lengthPrefixed(dialect, [text])}, '-')`;
  });
  return `concat(${[...texts, "''"].join(', ')})`;
}
