import { attribute, isTrue, isUnknown, type Json } from '../arguments/attribute';
import { type Estate, ofTypes } from '../estate/estate';
import { referenced } from '../estate/references';
import type { Resource } from '../estate/resource';
import { CLUSTER_TYPES, clusterArgument } from './cluster-argument';
import { CONTAINER_TYPES } from './container-types';
import { inTemplate } from './in-template';

const TRIGGER = 'google_cloudbuild_trigger';
const COMPOSER = 'google_composer_environment';

/** Types that run under a service account. */
export const WORKLOAD_TYPES = [...CONTAINER_TYPES, ...CLUSTER_TYPES, COMPOSER, TRIGGER];

/** The service account under which a resource runs. */
export interface WorkloadAccount {
  /** Its address; undefined when none is named, or when it is computed. */
  readonly email: string | undefined;
  readonly computed: boolean;
  /** Where it is named. */
  readonly argument: string;
}

function written(workload: Resource): { readonly value: Json | undefined; readonly path: string } {
  if (CONTAINER_TYPES.includes(workload.type)) return inTemplate(workload, 'service_account');
  if (CLUSTER_TYPES.includes(workload.type)) return clusterArgument(workload, 'gce_cluster_config', 'service_account');
  const path = workload.type === COMPOSER ? ['config', 'node_config', 'service_account'] : ['service_account'];
  return { value: attribute(workload.attributes, ...path), path: path.join('.') };
}

export function workloadAccount(estate: Estate, workload: Resource): WorkloadAccount {
  const { value, path } = written(workload);
  const target = isUnknown(value) ? referenced(estate, workload, value) : undefined;
  const name = target ? target.attributes['account_id'] : value;
  if (name === undefined || name === null || isUnknown(name)) {
    return { email: undefined, computed: isUnknown(value), argument: path };
  }
  const last = String(name).replace(/^.*\//, '').toLowerCase();
  const project = target ? target.project : workload.project;
  return {
    email: last.includes('@') ? last : `${last}@${project}.iam.gserviceaccount.com`,
    computed: false,
    argument: path,
  };
}

/** What the accounts of an estate's workloads are. Principals, `serviceAccount:…`. */
interface Accounts {
  /** Of builds that wait for an approval: the identity that deploys. */
  readonly approved: ReadonlySet<string>;
  /** Of everything else that runs. */
  readonly working: ReadonlySet<string>;
}

const REMEMBERED = new WeakMap<Estate, Accounts>();

export function accountsOf(estate: Estate): Accounts {
  const remembered = REMEMBERED.get(estate);
  if (remembered) return remembered;
  const [approved, working] = [new Set<string>(), new Set<string>()];
  for (const workload of ofTypes(estate, ...WORKLOAD_TYPES)) {
    const { email } = workloadAccount(estate, workload);
    if (email === undefined) continue;
    const waits = isTrue(attribute(workload.attributes, 'approval_config', 'approval_required'));
    (workload.type === TRIGGER && waits ? approved : working).add(`serviceAccount:${email}`);
  }
  REMEMBERED.set(estate, { approved, working });
  return { approved, working };
}

/**
 * Whether the principal may be the one that deploys: the account of an approved build, or where no build is described, an account
 * under which nothing runs.
 */
export function mayDeploy(estate: Estate, principal: string): boolean {
  const { approved, working } = accountsOf(estate);
  if (approved.size > 0) return approved.has(principal);
  return principal.startsWith('serviceAccount:') && !working.has(principal);
}
