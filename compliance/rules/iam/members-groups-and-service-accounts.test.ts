import { judged } from '../../../test/judged';
import { membersGroupsAndServiceAccounts } from './members-groups-and-service-accounts';

it('reports people, domains, everybody and default accounts', () => {
  expect(
    judged(membersGroupsAndServiceAccounts, {
      google_project_iam_member: {
        person: { role: 'r', member: 'user:a@b.example' },
        domain: { role: 'r', member: 'domain:b.example' },
        everybody: { role: 'r', member: 'allUsers' },
        default: { role: 'r', member: 'serviceAccount:123-compute@developer.gserviceaccount.com' },
      },
      google_storage_bucket_iam_binding: {
        accounts: { role: 'r', members: ['group:a@b.example', 'allAuthenticatedUsers'] },
      },
    }),
  ).toEqual({
    checked: 5,
    defects: {
      'google_project_iam_member.person': ['member'],
      'google_project_iam_member.domain': ['member'],
      'google_project_iam_member.everybody': ['member'],
      'google_project_iam_member.default': ['member'],
      'google_storage_bucket_iam_binding.accounts': ['member'],
    },
    unknown: [],
  });
});
it('accepts groups, named and referenced service accounts and federated principals, having looked at them', () => {
  expect(
    judged(membersGroupsAndServiceAccounts, {
      google_project_iam_member: {
        group: { role: 'r', member: 'group:a@b.example' },
        named: { role: 'r', member: 'serviceAccount:load@p.iam.gserviceaccount.com' },
        agent: {
          role: 'r',
          member: 'serviceAccount:service-${var.number}@gs-project-accounts.iam.gserviceaccount.com',
        },
        reference: { role: 'r', member: '${google_service_account.load.member}' },
        federated: {
          role: 'r',
          member: 'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/w/*',
        },
      },
    }),
  ).toEqual({ checked: 5, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(membersGroupsAndServiceAccounts, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know who a variable is', () => {
  expect(
    judged(membersGroupsAndServiceAccounts, {
      google_project_iam_member: { variable: { role: 'r', member: '${var.member}' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_project_iam_member.variable'] });
});
