import { attribute, blocks, isUnknown, type Json, KNOWN_AFTER_APPLY, strings } from '../arguments/attribute';
import type { Estate } from '../estate/estate';
import type { Resource } from '../estate/resource';
import type { IamGrant } from './grant';
import { resolvedPrincipal } from './iam-policy';
import { readableName, targetOf } from './target';

const PROJECT = '//cloudresourcemanager.googleapis.com/projects/';
const UNKNOWN_LIST = [KNOWN_AFTER_APPLY];

function listed(value: Json | undefined): readonly string[] {
  const found = strings(value);
  return found === 'unknown' ? UNKNOWN_LIST : found;
}

/** What an entitlement of Privileged Access Manager lets people ask for; nobody holds it until it is approved. */
export function requestableGrants(estate: Estate, resource: Resource): IamGrant[] {
  const { attributes, why } = resource;
  const users = blocks(attributes, 'eligible_users');
  const access = attribute(attributes, 'privileged_access', 'gcp_iam_access');
  const roles = blocks(access, 'role_bindings');
  const principals =
    users === 'unknown' ? UNKNOWN_LIST : users.flatMap((each) => listed(attribute(each, 'principals')));
  const bindings = roles === 'unknown' ? [{ role: KNOWN_AFTER_APPLY }] : roles;
  const resourceName = String(attribute(access, 'resource') ?? attributes['parent'] ?? '');
  const on = resourceName.startsWith(PROJECT)
    ? { kind: 'project', name: resourceName.slice(PROJECT.length) }
    : { kind: 'resource', name: resourceName };
  return principals.flatMap((principal) =>
    bindings.map((binding) => {
      const narrowed = attribute(binding, 'condition_expression');
      const request = `on request, for at most ${String(attributes['max_request_duration'])}`;
      return {
        principal: resolvedPrincipal(estate, resource, principal),
        role: String(binding['role']),
        on,
        condition: narrowed === undefined || narrowed === '' ? request : `${request}; ${String(narrowed)}`,
        how: 'on_request' as const,
        replaces: 'nothing' as const,
        why,
        argument: 'eligible_users.principals',
      };
    }),
  );
}

const IAM_USERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    CLOUD_IAM_USER: 'user',
    CLOUD_IAM_SERVICE_ACCOUNT: 'serviceAccount',
    CLOUD_IAM_GROUP: 'group',
    CLOUD_IAM_GROUP_USER: 'user',
    CLOUD_IAM_GROUP_SERVICE_ACCOUNT: 'serviceAccount',
  }),
);

/** An account of a database: one that signs in with IAM, or one of the database's own. */
export function databaseUserGrants(estate: Estate, resource: Resource): IamGrant[] {
  const { attributes, why } = resource;
  const type = attribute(attributes, 'type');
  const name = readableName(estate, resource, attributes['name']);
  const kind = isUnknown(type) ? undefined : (IAM_USERS.get(String(type ?? 'BUILT_IN')) ?? 'databaseUser');
  return [
    {
      principal: kind === undefined ? KNOWN_AFTER_APPLY : resolvedPrincipal(estate, resource, `${kind}:${name}`),
      role: 'databaseUser',
      on: { kind: 'sql_database_instance', name: readableName(estate, resource, attributes['instance']) },
      condition: null,
      how: 'granted',
      replaces: 'nothing',
      why,
      argument: 'name',
    },
  ];
}

/** Who sees which rows of a table; the predicate is the condition. */
export function rowAccessGrants(estate: Estate, resource: Resource): IamGrant[] {
  const { attributes, why } = resource;
  const part = (name: string) => readableName(estate, resource, attributes[name]);
  return listed(attribute(attributes, 'grantees')).map((member) => ({
    principal: resolvedPrincipal(estate, resource, member),
    role: 'roles/bigquery.filteredDataViewer',
    on: { kind: 'bigquery_table', name: `${part('dataset_id')}.${part('table_id')}` },
    condition: `rows where ${String(attributes['filter_predicate'])}`,
    how: 'granted' as const,
    replaces: 'nothing' as const,
    why,
    argument: 'grantees',
  }));
}

/** Lists that buckets and objects may be given at once instead of entries. */
const PREDEFINED = new Map<unknown, readonly (readonly [string, string])[]>(
  Object.entries({
    publicRead: [['READER', 'allUsers']],
    publicReadWrite: [['WRITER', 'allUsers']],
    authenticatedRead: [['READER', 'allAuthenticatedUsers']],
  }),
);

/** The older access lists of Cloud Storage: `READER:user-a@b.example`, `READER:allUsers`, or a predefined list. */
export function bucketListGrants(estate: Estate, resource: Resource): IamGrant[] {
  const { attributes, type, why } = resource;
  const apart = type.endsWith('_access_control');
  const entries: (readonly [string, string])[] = apart
    ? [[String(attributes['role'] ?? KNOWN_AFTER_APPLY), String(attributes['entity'] ?? KNOWN_AFTER_APPLY)]]
    : listed(attribute(attributes, 'role_entity')).map((each) => {
        const colon = each.indexOf(':');
        return colon < 0 || isUnknown(each)
          ? [KNOWN_AFTER_APPLY, KNOWN_AFTER_APPLY]
          : [each.slice(0, colon), each.slice(colon + 1)];
      });
  const argument = apart ? 'entity' : 'role_entity';
  const predefined = ['predefined_acl', 'default_acl'].flatMap((name) =>
    (PREDEFINED.get(attributes[name]) ?? []).map((entry) => ({ entry, argument: name })),
  );
  return [...entries.map((entry) => ({ entry, argument })), ...predefined].map(({ entry: [role, entity], ...at }) => ({
    // `user-a@b.example` and `group-…`, as these lists write it; the address decides whether it is a service account.
    principal: resolvedPrincipal(estate, resource, entity.replace(/^(user|group|domain|project)-/, '$1:')).replace(
      /^user:(.*gserviceaccount\.com)$/,
      'serviceAccount:$1',
    ),
    role,
    on: { ...targetOf(estate, resource), kind: type.includes('object') ? 'storage_object' : 'storage_bucket' },
    condition: null,
    how: 'granted' as const,
    replaces: apart ? ('nothing' as const) : ('everything' as const),
    why,
    ...at,
  }));
}
