import type { MappedColumn } from '../../model/mapping/mapped-columns';
import type { ColumnText } from './mapped-text';
import { literal } from './sql-text';
import { alias, unreadable } from './typed-rows';
import { hashText } from './typed-value';

/** A text is its own hash text, unless its value map can leave it unreadable. */
const isHashedAsItIs = ({ column, values }: MappedColumn) =>
  column.type === 'STRING' && values?.otherwise !== 'quarantine';

/**
 * SQL of `, h1, h2...`: what the hash sees of each value that is not a text. It is for a layer of its own: inside a CASE the engine would
 * compute each text as often as it is named.
 */
export function hashTexts(columns: readonly ColumnText[]): string {
  return columns
    .map((mapped, index) => {
      if (isHashedAsItIs(mapped)) return '';
      const text = hashText(mapped.column.type, alias('v', index));
      // An unreadable text is part of the row's content.
      return `,\n  coalesce(${text}, case when ${unreadable(mapped, index)} then ${mapped.word} end) as ${alias('h', index)}`;
    })
    .join('');
}

/**
 * SHA-256 over `name=<bytes>:<text>;` of every value of content that is not NULL, in the order of the names. The length keeps ('a', NULL)
 * and ('aNULL', '') apart; leaving NULLs out keeps every old hash when the model gains a column.
 */
export function rowHash(columns: readonly MappedColumn[]): string {
  const parts = columns
    .map((mapped, index) => ({ mapped, index }))
    .filter(({ mapped }) => !mapped.column.bookkeeping)
    .sort((left, right) => (left.mapped.column.name < right.mapped.column.name ? -1 : 1))
    .map(({ mapped, index }) => {
      const text = alias(isHashedAsItIs(mapped) ? 'v' : 'h', index);
      return `case when ${text} is not null then concat(${literal(`${mapped.column.name}=`)}, strlen(${text}), ':', ${text}, ';') end`;
    });
  return `sha256(concat(${parts.join(',\n    ')}))`;
}
