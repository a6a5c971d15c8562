import { attribute, blocks, isUnknown, type JsonObject, KNOWN_AFTER_APPLY } from '../arguments/attribute';
import type { Estate } from '../estate/estate';
import type { Resource } from '../estate/resource';
import type { IamGrant } from './grant';
import { conditionOf, resolvedPrincipal } from './iam-policy';
import { readableName } from './target';

interface Who {
  readonly principal: string;
  readonly role: string;
  readonly argument: string;
}

const PLAIN_KINDS = { group_by_email: 'group', domain: 'domain' } as const;
/** A view or routine reads on behalf of its own readers. */
const READERS = { view: 'table_id', routine: 'routine_id' } as const;

/** Who a dataset's own access entry is for. */
function whoOf(access: JsonObject): Who {
  const role = String(attribute(access, 'role') ?? 'READER');
  for (const [argument, kind] of Object.entries(PLAIN_KINDS)) {
    const value = attribute(access, argument);
    if (value !== undefined && value !== '') return { principal: `${kind}:${String(value)}`, role, argument };
  }
  const email = attribute(access, 'user_by_email');
  if (email !== undefined && email !== '') {
    const kind = String(email).endsWith('gserviceaccount.com') || isUnknown(email) ? 'serviceAccount' : 'user';
    return { principal: `${kind}:${String(email)}`, role, argument: 'user_by_email' };
  }
  for (const argument of ['iam_member', 'special_group']) {
    const member = attribute(access, argument);
    if (member !== undefined && member !== '') return { principal: String(member), role, argument };
  }
  for (const [argument, name] of Object.entries(READERS)) {
    const part = attribute(access, argument);
    if (part === undefined || (Array.isArray(part) && part.length === 0)) continue;
    const names = ['project_id', 'dataset_id', name].map((each) => String(attribute(part, each)));
    return { principal: `${argument}:${names.join('.')}`, role: 'authorized', argument };
  }
  const dataset = attribute(access, 'dataset', 'dataset', 'dataset_id');
  if (dataset !== undefined && dataset !== '')
    return { principal: `dataset:${String(dataset)}`, role: 'authorized', argument: 'dataset' };
  // It names nobody, or in a way that is not known here: whom it lets in only the apply shows.
  return { principal: KNOWN_AFTER_APPLY, role, argument: 'role' };
}

/** Grants that a BigQuery dataset keeps itself: inline `access` blocks, or `google_bigquery_dataset_access` apart. */
export function datasetGrants(estate: Estate, resource: Resource): IamGrant[] {
  const inline = resource.type === 'google_bigquery_dataset';
  const entries = inline ? blocks(resource.attributes, 'access') : [resource.attributes];
  const rest = {
    on: { kind: 'bigquery_dataset', name: readableName(estate, resource, resource.attributes['dataset_id']) },
    how: 'granted',
    // Inline entries are the whole list: Terraform takes away what others have granted.
    replaces: inline ? 'everything' : 'nothing',
    why: resource.why,
  } as const;
  if (entries === 'unknown') {
    const computed = { principal: KNOWN_AFTER_APPLY, role: KNOWN_AFTER_APPLY, condition: null, argument: 'access' };
    return [{ ...computed, ...rest }];
  }
  return entries.map((entry) => {
    const { principal, role, argument } = whoOf(entry);
    return {
      ...rest,
      principal: resolvedPrincipal(estate, resource, principal),
      role,
      condition: conditionOf(entry),
      argument: inline ? `access.${argument}` : argument,
    };
  });
}
