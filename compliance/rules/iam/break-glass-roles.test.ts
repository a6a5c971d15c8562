import { itJudges } from '../../../test/rule-cases';
import type { Json } from '../../arguments/attribute';
import { breakGlassRoles } from './break-glass-roles';

const asking = (...roles: readonly string[]) => ({
  privileged_access: { gcp_iam_access: { role_bindings: roles.map((role): Json => ({ role })) } },
});
const ROLE = 'privileged_access.gcp_iam_access.role_bindings.role';

itJudges(breakGlassRoles, {
  type: 'google_privileged_access_manager_entitlement',
  reports: {
    owner: [asking('roles/owner'), ROLE],
    'viewer of everything': [asking('roles/bigquery.dataViewer', 'roles/viewer'), ROLE],
    'administrator by name': [asking('roles/unheardof.admin'), ROLE],
    'one who grants': [asking('roles/bigquery.dataOwner'), ROLE],
  },
  accepts: {
    'roles that read': { ...asking('roles/bigquery.dataViewer', 'roles/bigquery.jobUser'), entitlement_id: 'new' },
    'as a list with one': { privileged_access: [{ gcp_iam_access: [{ role_bindings: { role: 'roles/browser' } }] }] },
  },
  ignores: {},
  unknown: { 'a role that is computed': asking('${google_project_iam_custom_role.r.id}') },
});
