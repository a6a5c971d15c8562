import { attribute, blocks, isUnknown, type JsonObject } from '../../attribute';
import { bindingsOf } from '../../members';
import { allOf, type ResourceRule, type Verdict } from '../../rule';

const PUBLIC = new Set(['allusers', 'allauthenticatedusers']);

/** Judges one grant as datasets write it: everybody is a special group, or a member; a domain is everybody in a company. */
function judgeAccess(access: JsonObject, prefix: string): Verdict {
  const parts = ['special_group', 'iam_member', 'domain'].map((name): Verdict => {
    const who = attribute(access, name);
    if (who === undefined || who === '') return [];
    if (isUnknown(who)) return name === 'iam_member' ? [] : 'cannot_tell';
    if (name === 'domain') return [{ attribute: `${prefix}domain`, message: 'a whole domain may read the dataset' }];
    const isPublic = PUBLIC.has(String(who).toLowerCase());
    return isPublic ? [{ attribute: `${prefix}${name}`, message: `${String(who)} may use the dataset` }] : [];
  });
  return allOf(...parts);
}

export const datasetNoPublicAccess: ResourceRule = {
  id: 'bigquery-dataset-no-public-access',
  title: 'No dataset is open to everybody, to all Google accounts, or to a whole domain',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)', '164.502(b)'],
  why: '"All authenticated users" is everybody in the world with a Google account.',
  fix: 'Grant to groups and service accounts.',
  resourceTypes: [
    'google_bigquery_dataset',
    'google_bigquery_dataset_access',
    'google_bigquery_dataset_iam_member',
    'google_bigquery_dataset_iam_binding',
    'google_bigquery_dataset_iam_policy',
    'google_bigquery_table_iam_member',
    'google_bigquery_table_iam_binding',
    'google_bigquery_table_iam_policy',
  ],
  check(resource, estate) {
    const { type, attributes } = resource;
    if (type === 'google_bigquery_dataset') {
      const inline = blocks(attributes, 'access');
      return inline === 'cannot_tell' ? inline : allOf(...inline.map((access) => judgeAccess(access, 'access.')), []);
    }
    if (type === 'google_bigquery_dataset_access') return judgeAccess(attributes, '');
    const bindings = bindingsOf(resource, estate);
    if (bindings === 'cannot_tell') return bindings;
    const members = bindings.flatMap((binding) => binding.members);
    const open = members.filter((member) => PUBLIC.has(member.toLowerCase()) || member.startsWith('domain:'));
    if (open.length === 0 && members.some((member) => member.startsWith('${'))) return 'cannot_tell';
    return open.map((member) => ({ attribute: 'member', message: `${member} may use the dataset` }));
  },
};
