import { itJudges } from '../../../test/rule-cases';
import { customRolePermissions } from './custom-role-permissions';

itJudges(customRolePermissions, {
  reports: {
    'google_project_iam_custom_role.project': [
      { permissions: ['storage.objects.get', 'resourcemanager.projects.setIamPolicy'] },
      'permissions',
    ],
    'google_project_iam_custom_role.keys': [{ permissions: ['iam.serviceAccountKeys.create'] }, 'permissions'],
    'google_project_iam_custom_role.token': [{ permissions: ['iam.serviceAccounts.getAccessToken'] }, 'permissions'],
    'google_organization_iam_custom_role.roles': [{ permissions: ['iam.roles.update'] }, 'permissions'],
    'google_project_iam_custom_role.any': [{ permissions: ['storage.*'] }, 'permissions'],
  },
  accepts: {
    'google_project_iam_custom_role.runner': { permissions: ['run.jobs.run'], title: 'Another title' },
    'google_project_iam_custom_role.buckets': { permissions: ['storage.buckets.setIamPolicy', 'iam.roles.get'] },
    'google_project_iam_custom_role.none': { permissions: [] },
  },
  ignores: { 'google_project_iam_member.member': { role: 'roles/browser' } },
  unknown: {
    'google_project_iam_custom_role.variable': { permissions: '${var.permissions}' },
    'google_project_iam_custom_role.one': { permissions: ['${var.permission}'] },
  },
});
