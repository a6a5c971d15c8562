import type { PhiClass, TableDefinition } from './types';

/** The PHI classes of the columns of some tables, each once, in alphabetical order; `none` is not one. */
export function phiClassesOf(tables: readonly TableDefinition[]): PhiClass[] {
  const classes = new Set(tables.flatMap((table) => table.columns.map((column) => column.phi)));
  classes.delete('none');
  return [...classes].sort();
}
