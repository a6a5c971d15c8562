import type { SourceKeys } from '../../lake/scanned-content';
import { BYTES } from './column-text';
import { type DescribedColumn, quoted } from './describe';
import type { Condition } from './window';

const INTEGERS = ['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'bit', 'year'];

/**
 * Rows with one of these keys, each as the texts that the source was read as. Each value is compared in the type of its column, so that the
 * server uses its index and compares as it does for itself: by the column's collation, by bytes, or as exact numbers.
 */
export function keyCondition(columns: readonly DescribedColumn[], keys: SourceKeys): Condition {
  const parameters: string[] = [];
  const conditions = keys.map((key) => {
    const parts = columns.map((column, place) => {
      const text = key[place] ?? null;
      if (text === null) return `${quoted(column.name)} is null`;
      parameters.push(text);
      return sameValue(column, text);
    });
    return `(${parts.join(' and ')})`;
  });
  return { sql: `(${conditions.join(' or ')})`, parameters };
}

function sameValue({ name: source, read, dataType, canonical }: DescribedColumn, text: string): string {
  const name = quoted(source);
  // The text of bytes may be their digits or the text that they are: only what was read says which.
  if (dataType !== null && BYTES.includes(dataType)) return canonical ? `${read} = ?` : `${name} = unhex(?)`;
  if (dataType !== null && INTEGERS.includes(dataType))
    return `${name} = cast(? as ${text.startsWith('-') ? 'signed' : 'unsigned'})`;
  if (dataType === 'decimal') return `${name} = cast(? as decimal(65, 30))`;
  if (dataType === 'float' || dataType === 'double') return `${name} = cast(? as double)`;
  return `${name} = ?`;
}
