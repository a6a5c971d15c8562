import { stagingKeysTable, stagingTable } from '../../model/catalogue';
import type { Dialect } from '../warehouse/dialect';
import type { HospitalTable } from './hospital-table';

/**
 * How deleted rows are found: not at all, by the keys of a key scan, or by comparing with staged rows that are the whole table: all of them,
 * or those of the newest file.
 */
export type DeleteDetection = 'none' | 'scanned_keys' | 'staged_rows' | 'newest_file';

/**
 * SQL of a table whose rows have the keys that the source still has. Of several files that each hold the whole table, the newest says it; the
 * statement then has its SHA-256 as the parameter `newest_file`.
 */
export function remainingKeys(
  dialect: Dialect,
  { entity, hospitalId, deletes }: HospitalTable & { readonly deletes: DeleteDetection },
): string {
  if (deletes === 'scanned_keys') return dialect.table(stagingKeysTable(entity, hospitalId));
  const staged = dialect.table(stagingTable(entity, hospitalId));
  if (deletes !== 'newest_file') return staged;
  return `(select * from ${staged} f where _source_file = ${dialect.parameter('newest_file')})`;
}

/** Part of the name of a statement that asks `remainingKeys`: a file makes it another one. */
export function ofFile({ deletes }: { readonly deletes: DeleteDetection }): string {
  return deletes === 'newest_file' ? '_of_file' : '';
}
