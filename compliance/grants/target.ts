import { attribute, isUnknown, type Json } from '../arguments/attribute';
import type { Estate } from '../estate/estate';
import { referenced } from '../estate/references';
import type { Resource } from '../estate/resource';
import type { GrantTarget } from './grant';

/** Arguments that name what a grant is on, the narrower first. */
const TARGETS = [
  'table_id',
  'managed_folder',
  'object',
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
  'connection_id',
  'service',
  'cluster',
  'instance',
  'job',
  'name',
  'project',
  'folder',
  'org_id',
  'billing_account_id',
] as const;

/** A table's or folder's name says little without what it is in. */
const WITHIN: Readonly<Record<string, string>> = { table_id: 'dataset_id', managed_folder: 'bucket', object: 'bucket' };

/** Arguments of grants that never name what they are on. */
const NOT_A_TARGET = new Set([
  'member',
  'members',
  'role',
  'condition',
  'policy_data',
  'etag',
  'id',
  'location',
  'region',
  'zone',
]);

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

/** The name behind a reference of the same stack; anything else as it is written. */
export function readableName(estate: Estate, from: Resource, value: Json | undefined): string {
  const target = isUnknown(value) ? referenced(estate, from, value) : undefined;
  if (!target) return String(value);
  const name = NAMES.map((each) => target.attributes[each]).find((each) => typeof each === 'string');
  return typeof name === 'string' ? name : target.address;
}

/** What a resource that grants is about. */
export function targetOf(estate: Estate, grant: Resource): GrantTarget {
  const kind = grant.type
    .replace(/^google_/, '')
    .replace(/_iam_(member|binding|policy)$|_access$|_access_control$|_acl$/, '');
  const written = Object.keys(grant.attributes).filter(
    (name) => !NOT_A_TARGET.has(name) && typeof grant.attributes[name] === 'string',
  );
  const argument = TARGETS.find((each) => attribute(grant.attributes, each) !== undefined) ?? written[0];
  if (argument === undefined) return { kind, name: grant.project ?? '' };
  const name = readableName(estate, grant, grant.attributes[argument]);
  const within = WITHIN[argument];
  const outer = within === undefined ? '' : `${readableName(estate, grant, grant.attributes[within])}.`;
  return { kind, name: `${outer}${name}` };
}
