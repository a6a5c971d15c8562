import type { Dialect } from './dialect';
import type { Parameter, Statement } from './warehouse';

/** A bound value of each type, as `Parameter` wants it. */
export const bound = {
  text: (value: string | null): Parameter => ({ type: 'STRING', value }),
  integer: (value: number | null): Parameter => ({ type: 'INT64', value }),
  /** UTC, `YYYY-MM-DD HH:MM:SS.ffffff`. */
  instant: (value: string): Parameter => ({ type: 'TIMESTAMP', value }),
};

/**
 * A statement. Tables are always given an alias: the table `npi` has a column `npi`, and BigQuery would take the name for the whole row.
 * `tidy` takes off what templates leave, so that golden files read well.
 */
export function statement(name: string, sql: string, values?: Readonly<Record<string, Parameter>>): Statement {
  return { name, sql: tidy(sql), ...(values ? { parameters: values } : {}) };
}

/** SQL without blank lines, the indentation that all lines share, and spaces at line ends. */
export function tidy(sql: string): string {
  const lines = sql.split('\n').filter((line) => line.trim() !== '');
  const indentation = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indentation).trimEnd()).join('\n');
}

/** SQL inside brackets of its own lines. */
export function indented(sql: string): string {
  return tidy(sql).replaceAll(/^/gm, '  ');
}

/** Quoted column names, each behind `alias.` when there is one, joined by commas. */
export function columnList(dialect: Dialect, names: readonly string[], alias?: string): string {
  return names.map((name) => (alias ? `${alias}.` : '') + dialect.identifier(name)).join(', ');
}

/** TRUE where two rows have the same key; NULL keys equal nothing. */
export function sameKey(dialect: Dialect, key: readonly string[], left: string, right: string): string {
  return key.map((name) => `${left}.${dialect.identifier(name)} = ${right}.${dialect.identifier(name)}`).join(' and ');
}

/** A key as one value, to be looked for with `in`: the column itself, or its columns each with its length before it. */
export function keyValue(dialect: Dialect, key: readonly string[]): string {
  const columns = key.map((name) => dialect.identifier(name));
  return columns.length === 1 ? columns.join() : lengthPrefixed(dialect, columns);
}

/** TEXT in which ('1', '23') and ('12', '3') differ. The parts are TEXT and not NULL. */
export function lengthPrefixed(dialect: Dialect, parts: readonly string[]): string {
  return `concat(${parts.map((part) => `${dialect.cast(`length(${part})`, 'STRING')}, ':', ${part}`).join(', ')})`;
}
