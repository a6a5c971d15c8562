import { HASHING_DATASET } from '../datasets';
import type { TableDefinition } from '../types';

/**
 * The secret in the hashes that analysts see. The views read it, their readers cannot: it lies in a dataset of its own, on which no group
 * of people has a grant. docs/decisions/20261129-hashed-columns-for-analysts.md
 */
export const hashKey: TableDefinition = {
  dataset: HASHING_DATASET,
  name: 'hash_key',
  layer: 'ops',
  grain: 'one row per environment: the key of the hashes',
  key: [],
  columns: [
    {
      // Not called as the table: inside a query that name is the whole row.
      name: 'hex_key',
      type: 'STRING',
      phi: 'none',
      required: true,
      description: '32 random bytes, in hexadecimal. Without it nobody can hash a guess and compare.',
    },
    { name: 'made_at', type: 'TIMESTAMP', phi: 'none', required: true, description: 'When a run made it, UTC.' },
  ],
};

/** The table of the key where a column is shown hashed, and no table where none is. */
export function hashKeyTables(tables: readonly Pick<TableDefinition, 'columns'>[]): readonly TableDefinition[] {
  return tables.some(({ columns }) => columns.some(({ shownAs }) => shownAs === 'hashed')) ? [hashKey] : [];
}
