import { attribute, blocks, isUnknown, type Json, type JsonObject, strings } from './attribute';
import { bindingsOf, isGrant } from './members';
import { type Estate, type Resource, referenced } from './resource';

/** One principal, one role, one thing. */
export interface AccessRow {
  /** `group:...`, `serviceAccount:...`; `view:...` for an authorized view; an expression where it is computed. */
  readonly principal: string;
  readonly role: string;
  /** Kind and name: `storage_bucket sunrise-dev-landing`, `project sunrise-rcm-dev`. */
  readonly resource: string;
  readonly stack: string;
  /** The expression of an IAM condition; null: always. */
  readonly condition: string | null;
  /** The Terraform resource that grants it. */
  readonly address: string;
}

/** Arguments that name what a grant is on, the narrower first. */
const TARGETS = [
  'table_id',
  'managed_folder',
  'bucket',
  'dataset_id',
  'secret_id',
  'crypto_key_id',
  'key_ring_id',
  'service_account_id',
  'topic',
  'subscription',
  'repository',
  'data_policy_id',
  'policy_tag',
  'taxonomy',
  'subnetwork',
  'cluster',
  'instance',
  'name',
  'project',
  'folder',
  'org_id',
] as const;

const BREAK_GLASS = 'google_privileged_access_manager_entitlement';

/** Arguments by which a resource is called. */
const NAMES = [
  'name',
  'dataset_id',
  'table_id',
  'secret_id',
  'account_id',
  'display_name',
  'repository_id',
  'data_policy_id',
] as const;

function readable(estate: Estate, from: Resource, value: Json | undefined): string {
  const target = isUnknown(value) ? referenced(estate, from, value) : undefined;
  if (!target) return String(value);
  const name = NAMES.map((each) => target.attributes[each]).find((each) => typeof each === 'string');
  return typeof name === 'string' ? name : target.address;
}

function resourceOf(estate: Estate, grant: Resource): string {
  const kind = grant.type.replace(/^google_/, '').replace(/_iam_(member|binding|policy)$|_access$/, '');
  const argument = TARGETS.find((each) => attribute(grant.attributes, each) !== undefined);
  if (argument === undefined) return grant.project === undefined ? kind : `${kind} ${grant.project}`;
  const name = readable(estate, grant, grant.attributes[argument]);
  // A table's or folder's name says little without what it is in.
  const within = argument === 'table_id' ? 'dataset_id' : argument === 'managed_folder' ? 'bucket' : undefined;
  const outer = within === undefined ? '' : `${readable(estate, grant, grant.attributes[within])}.`;
  return `${kind} ${outer}${name}`;
}

function conditionOf(block: JsonObject): string | null {
  const expression = attribute(block, 'condition', 'expression');
  return expression === undefined ? null : String(expression);
}

/** Who a dataset's own access entry is for; a view, dataset or routine reads on behalf of whoever may read it. */
function datasetPrincipal(access: JsonObject): { principal: string; role: string } {
  const role = String(attribute(access, 'role') ?? 'READER');
  const group = attribute(access, 'group_by_email');
  if (group !== undefined) return { principal: `group:${String(group)}`, role };
  const email = attribute(access, 'user_by_email');
  if (email !== undefined) {
    const kind = String(email).endsWith('gserviceaccount.com') || isUnknown(email) ? 'serviceAccount' : 'user';
    return { principal: `${kind}:${String(email)}`, role };
  }
  const member = attribute(access, 'iam_member') ?? attribute(access, 'special_group');
  if (member !== undefined) return { principal: String(member), role };
  const domain = attribute(access, 'domain');
  if (domain !== undefined) return { principal: `domain:${String(domain)}`, role };
  for (const kind of ['view', 'routine']) {
    const part = attribute(access, kind);
    if (part === undefined) continue;
    const name = ['project_id', 'dataset_id', kind === 'view' ? 'table_id' : 'routine_id'];
    return { principal: `${kind}:${name.map((each) => String(attribute(part, each))).join('.')}`, role: 'authorized' };
  }
  return { principal: `dataset:${String(attribute(access, 'dataset', 'dataset', 'dataset_id'))}`, role: 'authorized' };
}

function rowsOf(estate: Estate, resource: Resource): AccessRow[] {
  const { address, stack } = resource;
  const row = (principal: string, role: string, block: JsonObject): AccessRow => ({
    principal,
    role,
    resource: resourceOf(estate, resource),
    stack,
    condition: conditionOf(block),
    address,
  });
  if (isGrant(resource.type)) {
    const bindings = bindingsOf(resource, estate);
    if (bindings === 'cannot_tell') return [row('(computed)', '(computed)', resource.attributes)];
    return bindings.flatMap(({ role, members }) => members.map((member) => row(member, role, resource.attributes)));
  }
  if (resource.type === BREAK_GLASS) return requestableRows(resource);
  const entries =
    resource.type === 'google_bigquery_dataset_access'
      ? [resource.attributes]
      : resource.type === 'google_bigquery_dataset'
        ? blocks(resource.attributes, 'access')
        : [];
  if (entries === 'cannot_tell') return [row('(computed)', '(computed)', {})];
  return entries.map((entry) => {
    const { principal, role } = datasetPrincipal(entry);
    return row(principal, role, entry);
  });
}

/** What an entitlement of Privileged Access Manager lets people ask for; nobody holds it until it is approved. */
function requestableRows(resource: Resource): AccessRow[] {
  const users = blocks(resource.attributes, 'eligible_users');
  const access = attribute(resource.attributes, 'privileged_access', 'gcp_iam_access');
  const roles = blocks(access, 'role_bindings');
  const listed = users === 'cannot_tell' ? [] : users.flatMap((each) => strings(attribute(each, 'principals')));
  return listed.flatMap((principal) =>
    (roles === 'cannot_tell' ? [] : roles).map((binding) => ({
      principal,
      role: String(binding['role']),
      resource: String(attribute(access, 'resource')).replace(
        '//cloudresourcemanager.googleapis.com/projects/',
        'project ',
      ),
      stack: resource.stack,
      condition: `on request, for at most ${String(resource.attributes['max_request_duration'])}`,
      address: resource.address,
    })),
  );
}

/**
 * Every grant in the documents: who, which role, on what, in which stack. Sorted by principal, role and resource.
 * It knows what the documents grant, and nothing of grants made by hand or inherited from a folder or organization.
 */
export function accessMatrix(estate: Estate): readonly AccessRow[] {
  const rows = estate.resources.flatMap((resource) => rowsOf(estate, resource));
  const key = (row: AccessRow) => `${row.principal}\n${row.role}\n${row.resource}\n${row.stack}\n${row.address}`;
  return rows
    .map((row) => ({ row, sortKey: key(row) }))
    .sort((one, other) => (one.sortKey < other.sortKey ? -1 : 1))
    .map(({ row }) => row);
}
