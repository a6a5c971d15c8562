import { type Column, PHI_CLASSES, type PhiClass, type TableDefinition } from '../types';
import { PHI_POLICY, type PhiPolicy, type PhiTag, TREATMENT_ACCESS } from './policy';

/** Every policy tag that a column may have. */
export const PHI_TAGS: readonly PhiTag[] = [...PHI_CLASSES.filter((each) => each !== 'none'), 'birth_year'];

/** Parents of the tags in a taxonomy: a grant on a parent holds for every tag below it. */
export const PARENT_TAGS = { identifying: 'identifying', sensitive: 'sensitive' } as const;

/** Tags of what is about a person and identifies nobody alone. */
export const SENSITIVE_TAGS: readonly PhiTag[] = PHI_TAGS.filter((tag) => !PHI_POLICY[tag].identifies);

/** Classes that identify nobody alone, or are not about a person. */
export const NOT_IDENTIFYING_CLASSES: readonly PhiClass[] = PHI_CLASSES.filter((phi) => !PHI_POLICY[phi].identifies);

/** Display names of the tags that analysts read in clear text through their views, and of the parent that only has such tags. */
export const ANALYST_TAGS: readonly string[] = [
  PARENT_TAGS.sensitive,
  ...PHI_TAGS.filter((tag) => TREATMENT_ACCESS[PHI_POLICY[tag].treatment] === 'plain'),
];

/** The tag of a column; undefined where the column is not about a person. */
export function phiTagOf({ phi, type }: Pick<Column, 'phi' | 'type'>): PhiTag | undefined {
  if (phi === 'none') return undefined;
  return phi === 'date' && type === 'INT64' ? 'birth_year' : phi;
}

/** What the table says about a column. */
export function phiPolicyOf(column: Pick<Column, 'phi' | 'type'>): PhiPolicy {
  return PHI_POLICY[phiTagOf(column) ?? 'none'];
}

/** The tags of the columns of some tables, each once, in alphabetical order. */
export function phiTagsOf(tables: readonly Pick<TableDefinition, 'columns'>[]): PhiTag[] {
  const tags = tables.flatMap(({ columns }) => columns.map(phiTagOf));
  return [...new Set(tags.filter((tag) => tag !== undefined))].sort();
}
