import { ANALYST_TAGS } from '../../model';
import type { Resource } from '../estate/resource';

/** Roles that see columns with a tag in clear text. */
export const READS_PLAIN = 'roles/datacatalog.categoryFineGrainedReader';
/** Our tags that analysts read, and the names that other taxonomies give to what identifies nobody. */
const IDENTIFY_NOBODY = new Set([...ANALYST_TAGS, 'none', 'public', 'internal']);

/** Whether columns with the tag identify nobody by themselves. */
export function identifiesNobody(tag: Resource): boolean {
  return IDENTIFY_NOBODY.has(String(tag.attributes['display_name']).toLowerCase());
}
