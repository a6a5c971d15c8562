import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { serviceAccountMember } from './service-identity';

it('is what grants call a service account', () => {
  expect(serviceAccountMember({ email: 'rcm-load@p.iam.gserviceaccount.com' })).toBe(
    'serviceAccount:rcm-load@p.iam.gserviceaccount.com',
  );
});

it('can be the resource itself, where that is in the same stack', () => {
  const member = synthesizeConstruct((stack) => {
    const account = new ServiceAccount(stack, 'load', { accountId: 'rcm-load' });
    new ProjectIamMember(stack, 'grant', {
      project: 'p',
      role: 'roles/bigquery.jobUser',
      member: serviceAccountMember(account),
    });
  }).only('google_project_iam_member');
  expect(member['member']).toBe('serviceAccount:${google_service_account.load.email}');
});
