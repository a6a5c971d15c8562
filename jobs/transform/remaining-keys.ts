import { stagingKeysTable, stagingTable } from '../../model/catalogue';
import type { Dialect } from '../warehouse/dialect';
import { statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { type HospitalTable, statementName } from './hospital-table';

/**
 * How deleted rows are found: not at all, by the keys of a key scan, or by comparing with staged rows that are the whole table: all of them,
 * or those of the newest file.
 */
export type DeleteDetection = 'none' | 'scanned_keys' | 'staged_rows' | 'newest_file';

/** A file that holds the whole table. */
export interface FullExport {
  readonly sha256: string;
  /** Each of its rows has a key that could be read, so that a key it lacks is gone. */
  readonly hasEveryKey: boolean;
}

/** Query: rows `source_file`, of the staged files with a row whose key could not be read. */
export function filesWithoutEveryKey(dialect: Dialect, of: HospitalTable): Statement {
  const staged = dialect.table(stagingTable(of.entity, of.hospitalId));
  const hasNone = of.entity.key.map((name) => `${dialect.identifier(name)} is null`).join(' or ');
  return statement(
    statementName('staging.files_without_every_key', of),
    `select distinct _source_file as source_file from ${staged} s where _source_file is not null and (${hasNone})`,
  );
}

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
