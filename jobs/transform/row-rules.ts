import { UNMAPPED, UNMAPPED_KEPT } from '../../model/mapping/unmapped-notes';
import { NPI_DIGIT_WEIGHTS, NPI_PREFIX_SUM } from '../../model/npi-number';
import { EARLIEST_PLAUSIBLE_DATE, type Entity, type EntityColumn, type QualityCheck } from '../../model/types';
import { holdsIds } from '../lake/column-reading';
import type { Dialect } from '../warehouse/dialect';
import { FEWER_LINES } from './delivered-rows';

/** A rule about one row, as SQL. `failed` is a BOOL expression that is never NULL. */
export interface RowRule {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly failed: string;
}

/** Id of the rule that unreadable lines of a file break. */
export const UNREADABLE_LINE = 'unreadable_line';

/** Id of the rule that rows break whose key has other rows in the same delivery: see `deliveredRows`. */
export const CONFLICTING_ROWS = 'conflicting_rows';

/** Note of a row whose delivery lacks a column that a rule asks for: `absent:<column>`. */
export const ABSENT = 'absent';

/** Stands as the rule of a row that breaks none, and that a person has discarded: it stays in quarantine. */
export const DISCARDED = 'discarded';

/** How the ids begin that quarantine has of unreadable lines, e.g. `line_field_count`. No rule of rows begins so. */
export const LINE_RULES = 'line_';

/**
 * Every rule for the rows of an entity in bronze: `conflicting_rows`, `required:<column>` and `unreadable:<column>` by the types of the
 * columns, what landing noticed about values, then the rules that the model lists. A row passes a rule only when its check is TRUE; NULL
 * passes where the column may be NULL.
 */
export function rowRules(dialect: Dialect, entity: Entity): RowRule[] {
  const required = entity.columns.filter(({ presence }) => presence === 'required');
  const typed = entity.columns.filter((column) => column.type !== 'STRING');
  const dates = typed.filter(({ type }) => type === 'DATE' || type === 'TIMESTAMP');
  const amounts = typed.filter(({ type }) => type === 'NUMERIC');
  const ids = entity.columns.filter((column) => holdsIds(entity, column));
  const mappable = entity.columns.filter(({ name, unit }) => !entity.key.includes(name) && unit !== 'usd');
  return [
    errorRule(CONFLICTING_ROWS, 'coalesce(_conflicting, false)'),
    ...required.map(({ name }) => errorRule(`required:${name}`, `${dialect.identifier(name)} is null`)),
    ...typed.map(({ name, type }) => {
      // A quote inside a JSON string has a backslash before it, so the pattern only matches keys.
      const unreadable = `_unreadable is not null and ${dialect.matches('_unreadable', `"${name}" *:`)}`;
      // A day of a mixed column is legible and held for another reason.
      const mixed =
        type === 'DATE' || type === 'TIMESTAMP' ? ` and not (${noted(dialect, `mixed_dates:${name}`)})` : '';
      // So is a value that its map does not have.
      const unmapped = ` and not (${noted(dialect, `${UNMAPPED}:${name}`)})`;
      return errorRule(`unreadable:${name}`, `${unreadable}${mixed}${unmapped}`);
    }),
    ...dates.map(({ name }) => errorRule(`mixed_dates:${name}`, noted(dialect, `mixed_dates:${name}`))),
    ...amounts.map(({ name }) => errorRule(`mixed_amounts:${name}`, noted(dialect, `mixed_amounts:${name}`))),
    ...ids.map(({ name }) => errorRule(`scientific_notation:${name}`, noted(dialect, `scientific_notation:${name}`))),
    ...mappable.map(({ name }) => errorRule(`${UNMAPPED}:${name}`, noted(dialect, `${UNMAPPED}:${name}`))),
    ...mappable.map(({ name }) => warning(dialect, `${UNMAPPED_KEPT}:${name}`)),
    ...(dates.length > 0 ? ['ambiguous_dates', 'mixed_spellings'] : []).map((id) => warning(dialect, id)),
    warning(dialect, 'null_text'),
    ...(amounts.some(({ unit }) => unit === 'usd') && entity.origin === 'feed' ? [warning(dialect, FEWER_LINES)] : []),
    ...modelRules(dialect, entity),
  ];
}

/** BOOL, never NULL: landing noted `<rule>` of any column, or `<rule>:<column>`. */
function noted(dialect: Dialect, note: string): string {
  const end = note.includes(':') ? '(,|$)' : ':';
  return `_notes is not null and ${dialect.matches('_notes', `(^|,)${note}${end}`)}`;
}

function warning(dialect: Dialect, id: string): RowRule {
  return { id, severity: 'warning', failed: `(${noted(dialect, id)})` };
}

/** The rules that the model lists, for rows of bronze. */
function modelRules(dialect: Dialect, entity: Entity): RowRule[] {
  return entity.quality.map(({ id, severity, check }) => ({
    id,
    severity,
    // A row passes only when the condition is TRUE. `is not true` would say that, but BigQuery's emulator returns NULL for it when the condition is NULL.
    failed: `not coalesce(${passes(dialect, entity, check)}, false)`,
  }));
}

/**
 * A STRING expression: the ids of the rules that the row breaks, separated by commas; NULL for a row that breaks none. Most break none: they
 * are asked first whether they break any, and no text is made for them.
 */
export function brokenRuleIds(dialect: Dialect, rules: readonly RowRule[]): string {
  if (rules.length === 0) return dialect.cast('null', 'STRING');
  const parts = rules.map((rule) => `case when ${rule.failed} then ${dialect.text(`,${rule.id}`)} else '' end`);
  const any = rules.map((rule) => rule.failed).join('\n        or ');
  return `case when ${any} then substr(concat(${parts.join(',\n        ')}, ''), 2) end`;
}

function errorRule(id: string, failed: string): RowRule {
  return { id, severity: 'error', failed: `(${failed})` };
}

function passes(dialect: Dialect, entity: Entity, check: QualityCheck): string {
  const names = 'other' in check ? [check.column, check.other] : [check.column];
  const columns = check.kind === 'present' ? [] : names.map((name) => columnOf(entity, name));
  const mayBeNull = columns
    .filter(({ presence }) => presence !== 'required')
    .map((column) => `${dialect.identifier(column.name)} is null or `);
  return mayBeNull.join('') + condition(dialect, entity, check);
}

function condition(dialect: Dialect, entity: Entity, check: QualityCheck): string {
  const column = dialect.identifier(check.column);
  switch (check.kind) {
    case 'at_least':
      return `${column} >= ${check.minimum}${check.unless ? ` or ${isOneOf(dialect, check.unless)}` : ''}`;
    case 'one_of':
      return isOneOf(dialect, check);
    case 'pattern':
      return dialect.matches(asText(dialect, columnOf(entity, check.column)), check.regex);
    case 'not_before':
      return `${column} >= ${dialect.identifier(check.other)}`;
    case 'at_most_column':
      return `${column} <= ${dialect.identifier(check.other)}`;
    case 'plausible_date':
      // One day more, because the snapshot's clock is UTC and the source's day may begin earlier.
      return `${dayOf(dialect, columnOf(entity, check.column))} between ${dialect.dateLiteral(check.earliest ?? EARLIEST_PLAUSIBLE_DATE)} and ${dialect.addDays(dialect.dateOf('_taken_at'), '1')}`;
    case 'present':
      // A source that lacks the column is reported as such; it breaks no rule with each row.
      return `${dialect.identifier(columnOf(entity, check.column).name)} is not null or ${noted(dialect, `${ABSENT}:${check.column}`)}`;
    case 'npi_check_digit':
      return npiIsValidSql(dialect, column);
  }
}

function isOneOf(
  dialect: Dialect,
  { column, values }: { readonly column: string; readonly values: readonly string[] },
): string {
  return `${dialect.identifier(column)} in (${values.map((value) => dialect.text(value)).join(', ')})`;
}

function dayOf(dialect: Dialect, { name, type }: Pick<EntityColumn, 'name' | 'type'>): string {
  const column = dialect.identifier(name);
  return type === 'TIMESTAMP' ? dialect.dateOf(column) : column;
}

/** Like `npiIsValid` of the model. Each digit is looked up, so that no text has to be a number. */
function npiIsValidSql(dialect: Dialect, npi: string): string {
  const digits = NPI_DIGIT_WEIGHTS.map((weights, place) => `strpos('${weights}', substr(${npi}, ${place + 1}, 1)) - 1`);
  return `(not ${dialect.matches(npi, '^[0-9]{10}$')} or (${dialect.matches(npi, '^[12]')} and mod(${NPI_PREFIX_SUM} + ${digits.join(' + ')}, 10) = 0))`;
}

function asText(dialect: Dialect, { name, type }: Pick<EntityColumn, 'name' | 'type'>): string {
  const column = dialect.identifier(name);
  if (type === 'STRING') return column;
  if (type === 'DATE') return dialect.dateText(column);
  return type === 'TIMESTAMP' ? dialect.timestampText(column) : dialect.cast(column, 'STRING');
}

function columnOf(entity: Entity, name: string): EntityColumn {
  const found = entity.columns.find((column) => column.name === name);
  if (!found) throw new Error(`A quality rule of ${entity.name} names the column "${name}", which it does not have.`);
  return found;
}
