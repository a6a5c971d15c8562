import type { Entity, EntityColumn } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';

/** Characters of a shape that are kept. */
const SHOWN = 24;

/**
 * STRING: the shape of a text, which shows people what is wrong with a value and not the value: digits are 9, letters a or A, other signs
 * stay, what is not ASCII is ?, and only the beginning is kept. `02/30/2025` is `99/99/9999`. NULL stays NULL.
 */
export function shapeOf(dialect: Dialect, text: string): string {
  const steps = [
    ['\\p{Lu}', 'A'],
    ['[^\\P{L}A]', 'a'],
    ['\\p{Nd}', '9'],
    ['[^ -~]', '?'],
  ] as const;
  return `substr(${steps.reduce((shaped, [pattern, by]) => dialect.replaceAll(shaped, pattern, by), text)}, 1, ${SHOWN})`;
}

/**
 * STRING over rows with the entity's columns, `_unreadable` and `_rule_ids`: `column: shape` of each column that a rule of the row is about,
 * separated by commas. A column without a value is `NULL`. NULL where no rule is about a column.
 */
export function brokenShapes(dialect: Dialect, entity: Entity): string {
  const parts = entity.columns.map((column) => {
    const about = dialect.matches('_rule_ids', `(^|,)(${rulesAbout(entity, column).join('|')})(,|$)`);
    const shape = `coalesce(${shapeOf(dialect, deliveredText(dialect, column))}, 'NULL')`;
    return `case when ${about} then concat(${dialect.text(`, ${column.name}: `)}, ${shape}) else '' end`;
  });
  return `nullif(substr(concat(${parts.join(',\n        ')}, ''), 3), '')`;
}

/** Patterns of the ids of the rules about a column: those of its type, `<kind>:<column>`, and those that the model lists. */
function rulesAbout(entity: Entity, { name }: EntityColumn): string[] {
  const listed = entity.quality.filter(
    ({ check }) => check.column === name || ('other' in check && check.other === name),
  );
  return [`[a-z_]+:${name}`, ...listed.map(({ id }) => id)];
}

/** STRING: the value as it was delivered, where it is not of its type or its map does not have it; else as text that every engine writes alike. */
function deliveredText(dialect: Dialect, column: EntityColumn): string {
  // A quote inside a JSON string has a backslash before it: without escapes the first quote ends the text.
  const plain = dialect.replaceAll('_unreadable', '\\\\(u[0-9a-fA-F]{4}|.)', '?');
  const from = dialect.replaceAll(plain, `^.*"${column.name}" *: *"`, '');
  const delivered = dialect.replaceAll(from, '".*$', '');
  const isUnreadable = `_unreadable is not null and ${dialect.matches('_unreadable', `"${column.name}" *:`)}`;
  return `case when ${isUnreadable} then ${delivered} else ${typedText(dialect, column)} end`;
}

function typedText(dialect: Dialect, { name, type }: EntityColumn): string {
  const column = dialect.identifier(name);
  if (type === 'STRING') return column;
  if (type === 'DATE') return dialect.dateText(column);
  if (type === 'TIMESTAMP') return dialect.timestampText(column);
  const text = dialect.valueText(column, type);
  if (type !== 'NUMERIC') return text;
  // DuckDB writes every decimal of the type, BigQuery none that is 0.
  return `case when ${dialect.matches(text, '\\.')} then rtrim(rtrim(${text}, '0'), '.') else ${text} end`;
}
