import { isUnknown } from '../../arguments/attribute';
import { isUnknownPrincipal } from '../../grants/grant';
import { IAM_TYPES, judgeGrants } from '../../grants/grants-of';
import { isServiceAgent } from '../../rule-parts/principals';
import { accountsOf, mayDeploy } from '../../rule-parts/workload-accounts';
import type { ResourceRule } from '../../verdicts/rule';

/** Roles that administer under another name. */
const ADMINISTERS = [
  'roles/owner',
  'roles/editor',
  'roles/bigquery.dataOwner',
  'roles/logging.configWriter',
  'roles/cloudbuild.builds.editor',
  'roles/cloudsql.editor',
  'roles/composer.environmentAndStorageObjectUser',
  'roles/dataproc.editor',
  'roles/monitoring.editor',
  'roles/run.developer',
  'roles/storage.legacyBucketOwner',
  'OWNER',
];

function administers(role: string): boolean {
  return /admin$/i.test(role) || ADMINISTERS.includes(role);
}

export const administrators: ResourceRule = {
  id: 'iam-administrators',
  title: 'Only the deploying identity has administrator roles',
  severity: 'high',
  controls: ['164.308(a)(3)(ii)(A)', '164.308(a)(4)(ii)(B)', '164.312(c)(1)', '164.502(b)'],
  why: 'An administrator can change the protection of the data without review.',
  fix: 'Grant a narrower role, leave the change to an approved build, or make the role available on request.',
  resourceTypes: IAM_TYPES,
  check(resource, estate) {
    return judgeGrants(resource, estate, ({ role, principal }) => {
      if (isUnknown(role)) return 'unknown';
      if (!administers(role) || isServiceAgent(principal)) return [];
      if (isUnknownPrincipal(principal)) return 'unknown';
      if (mayDeploy(estate, principal)) return [];
      if (isUnknown(principal) && accountsOf(estate).approved.size > 0) return 'unknown';
      return [{ attribute: 'role', message: `${principal} gets ${role} and is not the deploying identity` }];
    });
  },
};
