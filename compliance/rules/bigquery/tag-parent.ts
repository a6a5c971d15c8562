import { attribute, isUnknown } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import { meant } from '../../estate/references';
import type { Resource } from '../../estate/resource';
import { principalKind } from '../../grants/grant';
import { grantsOf } from '../../grants/grants-of';
import { identifiesNobody, READS_PLAIN } from '../../rule-parts/policy-tags';
import type { ResourceRule } from '../../verdicts/rule';

const OPEN = new WeakMap<Estate, ReadonlySet<Resource>>();

/** Tags whose columns people can read in clear text. */
function openToPeople(estate: Estate): ReadonlySet<Resource> {
  const remembered = OPEN.get(estate);
  if (remembered) return remembered;
  const grants = ofTypes(
    estate,
    'google_data_catalog_policy_tag_iam_member',
    'google_data_catalog_policy_tag_iam_binding',
    'google_data_catalog_policy_tag_iam_policy',
  ).filter((each) =>
    grantsOf(each, estate).some(
      ({ role, principal }) => role === READS_PLAIN && principalKind(principal) !== 'serviceAccount',
    ),
  );
  const tags = grants.flatMap((each) => {
    const tag = meant(estate, each, attribute(each.attributes, 'policy_tag'), 'google_data_catalog_policy_tag');
    return tag ? [tag] : [];
  });
  const found = new Set(tags);
  OPEN.set(estate, found);
  return found;
}

export const tagParent: ResourceRule = {
  id: 'bigquery-tag-parent',
  title: 'Policy tags of identifiers are not below a tag that people may read',
  severity: 'high',
  controls: ['164.502(b)', '164.514(d)', '164.514(b)'],
  why: 'A grant on a tag covers all tags below it, so moving a tag grants access.',
  fix: 'Move the tag below a parent that only workloads can read.',
  resourceTypes: ['google_data_catalog_policy_tag'],
  check(tag, estate) {
    const parentName = attribute(tag.attributes, 'parent_policy_tag');
    if (parentName === undefined || parentName === '' || identifiesNobody(tag)) return [];
    const parent = meant(estate, tag, parentName, 'google_data_catalog_policy_tag');
    if (!parent) return isUnknown(parentName) || !estate.complete ? 'unknown' : [];
    return openToPeople(estate).has(parent) || identifiesNobody(parent)
      ? [
          {
            attribute: 'parent_policy_tag',
            message: `${String(tag.attributes['display_name'])} lies below ${String(parent.attributes['display_name'])}`,
          },
        ]
      : [];
  },
};
