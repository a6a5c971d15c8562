import { isUnknown } from '../arguments/attribute';
import { labelsOf, type Resource } from '../estate/resource';

/** Words that say, in a bucket's name or in a label, that it keeps records: whole words, so "auditorium" does not count. */
const KEEPS_RECORDS = new Set(['audit', 'archive']);

/** Whether a bucket keeps audit records or an archive, by its name and labels. 'unknown' when its name is computed. */
export function keepsRecords(bucket: Resource): boolean | 'unknown' {
  const labels = labelsOf(bucket);
  const words = [bucket.attributes['name'], labels['purpose'], labels['data_class'], labels['kind']]
    .filter((each) => typeof each === 'string')
    .flatMap((each) => each.replaceAll(/\$\{[^}]*\}/g, '-').split(/[^a-z0-9]+/));
  if (words.some((word) => KEEPS_RECORDS.has(word))) return true;
  return isUnknown(bucket.attributes['name']) ? 'unknown' : false;
}
