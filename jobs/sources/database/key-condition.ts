import type { SourceKeys } from '../../lake/scanned-content';
import type { DescribedColumn } from './described-table';
import type { DatabaseDialect } from './dialect';

/**
 * Condition on rows with one of these keys, each as the texts that the source was read as. Each value is compared in the type of its column,
 * so that the server uses its index and compares as it does for itself: by the column's collation, by bytes, or as exact numbers.
 */
export function keyCondition(columns: readonly DescribedColumn[], keys: SourceKeys, dialect: DatabaseDialect): string {
  const conditions = keys.map((key) => {
    const parts = columns.map((column, place) => {
      const text = key[place] ?? null;
      return text === null ? `${column.column} is null` : dialect.sameValue(column, text);
    });
    return `(${parts.join(' and ')})`;
  });
  return `(${conditions.join(' or ')})`;
}
