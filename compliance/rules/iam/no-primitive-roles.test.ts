import { judged } from '../../../test/judged';
import { noPrimitiveRoles } from './no-primitive-roles';

it('reports owner, editor and viewer, in each spelling of a grant', () => {
  expect(
    judged(noPrimitiveRoles, {
      google_project_iam_member: { owner: { role: 'roles/owner', member: 'group:a@b.example' } },
      google_project_iam_binding: { editor: { role: 'roles/editor', members: ['group:a@b.example'] } },
      google_project_iam_policy: {
        viewer: {
          policy_data: JSON.stringify({
            bindings: [
              { role: 'roles/viewer', members: ['group:a@b.example'] },
              { role: 'roles/run.invoker', members: ['group:a@b.example'] },
            ],
          }),
        },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_project_iam_member.owner': ['role'],
      'google_project_iam_binding.editor': ['role'],
      'google_project_iam_policy.viewer': ['role'],
    },
    unknown: [],
  });
});
it('accepts roles of services and custom roles, having looked at them', () => {
  expect(
    judged(noPrimitiveRoles, {
      google_project_iam_member: {
        viewer: { role: 'roles/bigquery.dataViewer', member: 'group:a@b.example' },
        custom: { role: 'projects/p/roles/owner', member: 'group:a@b.example' },
      },
    }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(noPrimitiveRoles, { google_project_iam_custom_role: { other: { role_id: 'owner' } } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know which role a variable names', () => {
  expect(
    judged(noPrimitiveRoles, {
      google_project_iam_member: { variable: { role: '${var.role}', member: 'group:a@b.example' } },
      google_project_iam_policy: { computed: { policy_data: '${data.google_iam_policy.p.policy_data}' } },
    }),
  ).toEqual({
    checked: 0,
    defects: {},
    unknown: ['google_project_iam_member.variable', 'google_project_iam_policy.computed'],
  });
});
