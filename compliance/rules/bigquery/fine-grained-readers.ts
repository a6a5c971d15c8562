import { attribute, isUnknown } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import { meant } from '../../estate/references';
import type { Resource } from '../../estate/resource';
import { isUnknownPrincipal, principalKind } from '../../grants/grant';
import { judgeGrants } from '../../grants/grants-of';
import { identifiesNobody, READS_PLAIN } from '../../rule-parts/policy-tags';
import type { ResourceRule } from '../../verdicts/rule';

const CHILDREN = new WeakMap<Estate, ReadonlyMap<Resource, readonly Resource[]>>();

/** Tags directly below each tag. */
function tagsBelow(estate: Estate, tag: Resource): readonly Resource[] {
  let index = CHILDREN.get(estate);
  if (!index) {
    const made = new Map<Resource, Resource[]>();
    for (const each of ofTypes(estate, 'google_data_catalog_policy_tag')) {
      const parent = meant(
        estate,
        each,
        attribute(each.attributes, 'parent_policy_tag'),
        'google_data_catalog_policy_tag',
      );
      if (parent) made.set(parent, [...(made.get(parent) ?? []), each]);
    }
    index = made;
    CHILDREN.set(estate, made);
  }
  return index.get(tag) ?? [];
}

export const fineGrainedReaders: ResourceRule = {
  id: 'bigquery-fine-grained-readers',
  title: 'People cannot read identifying columns in clear text',
  severity: 'high',
  controls: ['164.502(b)', '164.514(d)', '164.312(a)(1)'],
  why: 'The grant removes the mask in every table and view with that tag.',
  fix: 'Grant the role to workloads, and to people on request as break-glass access; for daily work grant tags that identify nobody.',
  resourceTypes: [
    'google_data_catalog_policy_tag_iam_member',
    'google_data_catalog_policy_tag_iam_binding',
    'google_data_catalog_policy_tag_iam_policy',
    'google_data_catalog_taxonomy_iam_member',
    'google_data_catalog_taxonomy_iam_binding',
    'google_data_catalog_taxonomy_iam_policy',
    'google_project_iam_member',
    'google_project_iam_binding',
    'google_project_iam_policy',
  ],
  check(resource, estate) {
    const onTag = resource.type.startsWith('google_data_catalog_policy_tag');
    const ofProject = resource.type.startsWith('google_project');
    if (ofProject && !JSON.stringify(resource.attributes).includes('categoryFineGrainedReader'))
      return 'not_applicable';
    return judgeGrants(resource, estate, ({ principal, role, argument }) => {
      if (isUnknown(role)) return 'unknown';
      if (!ofProject && role !== READS_PLAIN) {
        const isService = principalKind(principal) === 'serviceAccount';
        // An administrator of a tag can grant it to himself.
        return /admin|owner|editor/i.test(role) && !isService
          ? [{ attribute: 'role', message: `${principal} gets ${role} on tags` }]
          : [];
      }
      if (role !== READS_PLAIN) return [];
      if (isUnknownPrincipal(principal)) return 'unknown';
      if (principalKind(principal) === 'serviceAccount') {
        return ofProject ? [{ attribute: 'role', message: `${principal} reads every tag of the project` }] : [];
      }
      const tag = onTag
        ? meant(estate, resource, attribute(resource.attributes, 'policy_tag'), 'google_data_catalog_policy_tag')
        : undefined;
      if (onTag && tag === undefined) return 'unknown';
      const reached = tag ? [tag, ...tagsBelow(estate, tag)] : [];
      const identifying = reached.filter((each) => !identifiesNobody(each));
      if (tag && identifying.length === 0) return [];
      const names = tag ? identifying.map((each) => String(each.attributes['display_name'])).join(', ') : 'every tag';
      return [{ attribute: tag ? 'policy_tag' : argument, message: `${principal} reads ${names} in clear text` }];
    });
  },
};
