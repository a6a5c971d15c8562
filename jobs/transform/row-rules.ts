import { type Column, EARLIEST_PLAUSIBLE_DATE, type Entity, type QualityCheck } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';

/** A row-level rule ready for SQL. `failed` is a BOOL expression that is never NULL. */
export interface RowRule {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly failed: string;
}

/** Id of the rule that lines of a file which are no rows break. */
export const UNREADABLE_LINE = 'unreadable_line';

/**
 * Every rule of an entity over a row of bronze: `required:<column>` and `unreadable:<column>`, which nobody has to list, then the model's.
 * A rule passes only when it is TRUE; a NULL passes where the column may be NULL.
 */
export function rowRules(dialect: Dialect, entity: Entity): RowRule[] {
  const required = entity.columns.filter((column) => column.required);
  const typed = entity.columns.filter((column) => column.type !== 'STRING');
  return [
    ...required.map(({ name }) => errorRule(`required:${name}`, `${dialect.identifier(name)} is null`)),
    // Inside a JSON string every quote has a backslash before it, so this is found at a key only.
    ...typed.map(({ name }) =>
      errorRule(`unreadable:${name}`, `_unreadable is not null and ${dialect.matches('_unreadable', `"${name}" *:`)}`),
    ),
    ...modelRules(dialect, entity),
  ];
}

/** The rules that the model lists, for rows of bronze. */
export function modelRules(dialect: Dialect, entity: Entity): RowRule[] {
  return entity.quality.map(({ id, severity, check }) => ({
    id,
    severity,
    // Passed only when TRUE. Not written `is not true`: BigQuery's emulator finds NULL for it where the condition is NULL.
    failed: `not coalesce(${passes(dialect, entity, check)}, false)`,
  }));
}

/** A TEXT expression: the ids of the rules that the row breaks, separated by commas; NULL when there are none. */
export function brokenRuleIds(dialect: Dialect, rules: readonly RowRule[]): string {
  if (rules.length === 0) return dialect.cast('null', 'STRING');
  const parts = rules.map((rule) => `case when ${rule.failed} then ${dialect.text(`,${rule.id}`)} else '' end`);
  return `nullif(substr(concat(${parts.join(',\n        ')}, ''), 2), '')`;
}

function errorRule(id: string, failed: string): RowRule {
  return { id, severity: 'error', failed: `(${failed})` };
}

function passes(dialect: Dialect, entity: Entity, check: QualityCheck): string {
  const names = 'other' in check ? [check.column, check.other] : [check.column];
  const columns = names.map((name) => columnOf(entity, name));
  const mayBeNull = columns
    .filter((column) => !column.required)
    .map((column) => `${dialect.identifier(column.name)} is null or `);
  return mayBeNull.join('') + condition(dialect, entity, check);
}

function condition(dialect: Dialect, entity: Entity, check: QualityCheck): string {
  const column = dialect.identifier(check.column);
  switch (check.kind) {
    case 'at_least':
      return `${column} >= ${check.minimum}`;
    case 'one_of':
      return `${column} in (${check.values.map((value) => dialect.text(value)).join(', ')})`;
    case 'pattern':
      return dialect.matches(asText(dialect, columnOf(entity, check.column)), check.regex);
    case 'not_before':
      return `${column} >= ${dialect.identifier(check.other)}`;
    case 'at_most_column':
      return `${column} <= ${dialect.identifier(check.other)}`;
    case 'plausible_date':
      // The snapshot's clock is UTC, and the source's day may have begun before.
      return `${column} between ${dialect.dateLiteral(EARLIEST_PLAUSIBLE_DATE)} and ${dialect.addDays(dialect.dateOf('_taken_at'), '1')}`;
  }
}

function asText(dialect: Dialect, { name, type }: Column): string {
  const column = dialect.identifier(name);
  if (type === 'STRING') return column;
  if (type === 'DATE') return dialect.dateText(column);
  return type === 'TIMESTAMP' ? dialect.timestampText(column) : dialect.cast(column, 'STRING');
}

function columnOf(entity: Entity, name: string): Column {
  const found = entity.columns.find((column) => column.name === name);
  if (!found) throw new Error(`A quality rule of ${entity.name} names the column "${name}", which it does not have.`);
  return found;
}
