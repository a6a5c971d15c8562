import type { Dialect } from '../warehouse/dialect';
import type { Parameter, Statement } from '../warehouse/warehouse';

/** A bound value of each type, as `Parameter` wants it. */
export const bound = {
  text: (value: string | null): Parameter => ({ type: 'STRING', value }),
  integer: (value: number): Parameter => ({ type: 'INT64', value }),
  /** UTC, `YYYY-MM-DD HH:MM:SS.ffffff`. */
  instant: (value: string): Parameter => ({ type: 'TIMESTAMP', value }),
};

/** A statement. The indentation and blank lines that templates leave are taken off, so that golden files read well. */
export function statement(name: string, sql: string, values?: Readonly<Record<string, Parameter>>): Statement {
  return { name, sql: tidy(sql), ...(values ? { parameters: values } : {}) };
}

function tidy(sql: string): string {
  const lines = sql.split('\n').filter((line) => line.trim() !== '');
  const indentation = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indentation).trimEnd()).join('\n');
}

/** Quoted column names, each behind `alias.` when there is one, joined by commas. */
export function columnList(dialect: Dialect, names: readonly string[], alias?: string): string {
  return names.map((name) => (alias ? `${alias}.` : '') + dialect.identifier(name)).join(', ');
}

/** TRUE where two rows have the same key; NULL keys equal nothing. */
export function sameKey(dialect: Dialect, key: readonly string[], left: string, right: string): string {
  return key.map((name) => `${left}.${dialect.identifier(name)} = ${right}.${dialect.identifier(name)}`).join(' and ');
}
