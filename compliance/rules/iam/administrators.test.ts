import { judged } from '../../../test/judged';
import { itJudges, placed } from '../../../test/rule-cases';
import { administrators } from './administrators';

const account = (name: string) => `${name}@p.iam.gserviceaccount.com`;
const member = (name: string, role: string) => ({ project: 'p', role, member: `serviceAccount:${account(name)}` });
const TRIGGER = { service_account: `projects/p/serviceAccounts/${account('apply')}` };
const APPROVED = { ...TRIGGER, approval_config: { approval_required: true } };

itJudges(administrators, {
  beside: placed({ 'google_cloudbuild_trigger.apply': APPROVED }),
  reports: {
    'google_project_iam_member.workload': [member('load', 'roles/run.admin'), 'role'],
    'google_project_iam_member.people': [
      { project: 'p', role: 'roles/bigquery.dataOwner', member: 'group:a@x.example' },
      'role',
    ],
    'google_storage_bucket_iam_binding.bucket': [
      { bucket: 'b', role: 'roles/storage.admin', members: ['group:a@x.example'] },
      'role',
    ],
    'google_project_iam_policy.all': [
      {
        project: 'p',
        policy_data: JSON.stringify({ bindings: [{ role: 'roles/iam.roleAdmin', members: ['group:a@x.example'] }] }),
      },
      'role',
    ],
  },
  accepts: {
    'google_project_iam_member.apply': member('apply', 'roles/run.admin'),
    'google_project_iam_member.views': { project: 'p', role: 'roles/run.viewer', member: 'group:a@x.example' },
    'google_project_iam_member.agent': {
      project: 'p',
      role: 'roles/compute.networkAdmin',
      member: 'serviceAccount:service-123456789@dataproc-accounts.iam.gserviceaccount.com',
    },
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_project_iam_member.variable': member('load', '${var.role}') },
});

it('takes an account under which nothing runs for who deploys, where no build waits for an approval', () => {
  const estate = (name: string) => ({
    google_cloud_run_v2_job: { j: { template: { template: { service_account: account('load') } } } },
    google_project_iam_member: { m: member(name, 'roles/run.admin') },
  });
  expect(judged(administrators, estate('terraform')).defects).toEqual({});
  expect(judged(administrators, estate('load')).defects).toEqual({ 'google_project_iam_member.m': ['role'] });
});
