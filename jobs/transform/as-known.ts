import { silverTable, supersededTable } from '../../model/catalogue';
import type { Entity, TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { copied, type Select, union } from '../warehouse/named-columns';

/**
 * A select of the versions of an entity as silver had them at a moment, with silver's columns. What silver had before it kept
 * `known_from` counts as known from ever.
 * @param at SQL of a TIMESTAMP: the versions that were known then.
 * @param place SQL of a table, where it is not to be the warehouse's own. @default dialect.table
 */
export function versionsAsKnown(
  dialect: Dialect,
  entity: Entity,
  at: string,
  place: (table: TableDefinition) => string = dialect.table,
): string {
  const [silver, superseded] = [silverTable(entity), supersededTable(entity)];
  const columns = copied(
    dialect,
    silver.columns.map((column) => column.name),
  );
  const known = `(known_from is null or known_from <= ${at})`;
  const arms: Select[] = [
    { columns, from: `from ${place(silver)} v where ${known}` },
    { columns, from: `from ${place(superseded)} v where ${known} and known_to > ${at}` },
  ];
  return union(dialect, 'all', arms);
}
