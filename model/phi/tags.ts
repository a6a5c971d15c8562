import { type Column, PHI_CLASSES, type PhiClass, type TableDefinition } from '../types';

/**
 * What a policy tag stands for: a class of PHI. A year of birth has one of its own: it is of class `date`, and BigQuery's mask of dates
 * takes no whole number.
 */
export type PhiTag = Exclude<PhiClass, 'none'> | 'birth_year';

export const PHI_TAGS: readonly PhiTag[] = [...PHI_CLASSES.filter((each) => each !== 'none'), 'birth_year'];

/** The tag of a column; undefined where the column is not about a person. */
export function phiTagOf({ phi, type }: Pick<Column, 'phi' | 'type'>): PhiTag | undefined {
  if (phi === 'none') return undefined;
  return phi === 'date' && type === 'INT64' ? 'birth_year' : phi;
}

/** The tags of the columns of some tables, each once, in alphabetical order. */
export function phiTagsOf(tables: readonly Pick<TableDefinition, 'columns'>[]): PhiTag[] {
  const tags = tables.flatMap(({ columns }) => columns.map(phiTagOf));
  return [...new Set(tags.filter((tag) => tag !== undefined))].sort();
}
