import { HASH_MARK, hashTags } from '../../model/hash-tags';
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
      const text = hashText(mapped.column, alias('v', index), alias('n', index));
      // An unreadable text is part of the row's content.
      return `,\n  coalesce(${text}, case when ${unreadable(mapped, index)} then ${escaped(mapped.word)} end) as ${alias('h', index)}`;
    })
    .join('');
}

/**
 * SHA-256 over a mark, the column's tag and the text of every value of content that is not NULL, in the order of the names. A mark inside a text is
 * doubled, which keeps ('a', NULL) and ('aNULL', '') apart; leaving NULLs out keeps every old hash when the model gains a column.
 */
export function rowHash(columns: readonly MappedColumn[]): string {
  const tags = hashTags(columns.map(({ column }) => column.name));
  const parts = columns
    .map((mapped, index) => ({ mapped, index }))
    .filter(({ mapped }) => !mapped.column.bookkeeping)
    .sort((left, right) => (left.mapped.column.name < right.mapped.column.name ? -1 : 1))
    .map(({ mapped, index }) => {
      const text = isHashedAsItIs(mapped) ? escaped(alias('v', index)) : alias('h', index);
      // NULL || text is NULL, and concat leaves it out.
      return `${literal(`${HASH_MARK}${tags.get(mapped.column.name)}`)} || ${text}`;
    });
  return `sha256(concat(${parts.join(',\n    ')}))`;
}

/** SQL of a text in which every mark is doubled. */
function escaped(text: string): string {
  const mark = literal(HASH_MARK);
  return `case when contains(${text}, ${mark}) then replace(${text}, ${mark}, ${literal(HASH_MARK.repeat(2))}) else ${text} end`;
}
