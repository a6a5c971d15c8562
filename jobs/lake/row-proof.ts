import type { EntityColumn, LogicalType } from '../../model/types';
import type { ValueSql } from './value-sql';

/** Columns whose values a proof of completeness compares: a change of the others alone loads nothing. */
export function provenColumns<Column extends Pick<EntityColumn, 'bookkeeping'>>(columns: readonly Column[]): Column[] {
  return columns.filter(({ bookkeeping }) => !bookkeeping);
}

/** What a value is written as in a row's text, so that every engine writes the same. NULL stays NULL. */
function valueText(dialect: ValueSql, value: string, type: LogicalType): string {
  switch (type) {
    case 'STRING':
      return value;
    case 'NUMERIC':
      return dialect.decimalText(value);
    case 'TIMESTAMP':
      return dialect.timestampText(value);
    case 'DATE':
      return dialect.dateText(value);
    default:
      return dialect.cast(value, 'STRING');
  }
}

/**
 * SQL of the text of a row, equal in the source, on the way and in the warehouse if and only if all values are: of a text its length in
 * characters, `:` and itself, of any other value its text and `;`. NULL is `:` or `;` alone.
 * @param values the columns' values in the order of the model, and at the end what of the row was unreadable
 */
export function rowText(
  dialect: ValueSql,
  values: readonly { readonly value: string; readonly type: LogicalType }[],
): string {
  const texts = values.map(({ value, type }) => {
    const text = valueText(dialect, value, type);
    if (type !== 'STRING') return `coalesce(${text}, ''), ';'`;
    return `coalesce(concat(${dialect.cast(`length(${text})`, 'STRING')}, ':', ${text}), ':')`;
  });
  return `concat(${texts.join(', ')})`;
}
