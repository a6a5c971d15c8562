import { isUnknown } from '../../arguments/attribute';
import { isUnknownPrincipal, principalKind } from '../../grants/grant';
import { judgeGrants } from '../../grants/grants-of';
import type { ResourceRule } from '../../verdicts/rule';

/** Roles that read the value of a secret. */
const READS = new Set(['roles/secretmanager.secretAccessor', 'roles/secretmanager.admin']);

export const secretAccessors: ResourceRule = {
  id: 'secret-accessors',
  title: 'Only workloads read secrets, each with a grant on the single secret',
  severity: 'medium',
  controls: ['164.308(a)(5)(ii)(D)', '164.312(a)(2)(i)', '164.514(d)'],
  why: 'Anyone who reads a database password signs in as the workload, and the database logs the workload.',
  fix: 'Grant secretAccessor to one service account, on one secret.',
  resourceTypes: [
    'google_secret_manager_secret_iam_member',
    'google_secret_manager_secret_iam_binding',
    'google_secret_manager_secret_iam_policy',
    'google_secret_manager_regional_secret_iam_member',
    'google_secret_manager_regional_secret_iam_binding',
    'google_secret_manager_regional_secret_iam_policy',
    'google_project_iam_member',
    'google_project_iam_binding',
    'google_project_iam_policy',
  ],
  check(resource, estate) {
    const ofProject = resource.type.startsWith('google_project');
    if (ofProject && !JSON.stringify(resource.attributes).includes('secretmanager')) return 'not_applicable';
    return judgeGrants(resource, estate, ({ principal, role, argument }) => {
      if (isUnknown(role)) return 'unknown';
      if (ofProject) {
        return role === 'roles/secretmanager.secretAccessor'
          ? [{ attribute: 'role', message: `${principal} can read every secret of the project` }]
          : [];
      }
      if (!READS.has(role)) return [];
      if (isUnknownPrincipal(principal)) return 'unknown';
      if (principalKind(principal) !== 'serviceAccount') {
        return [{ attribute: argument, message: `${principal} can read the secret` }];
      }
      return role === 'roles/secretmanager.admin'
        ? [{ attribute: 'role', message: `${principal} can read, change and delete the secret` }]
        : [];
    });
  },
};
