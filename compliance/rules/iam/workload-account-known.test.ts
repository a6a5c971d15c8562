import { itJudges } from '../../../test/rule-cases';
import { workloadAccountKnown } from './workload-account-known';

const job = (service_account: string) => ({ template: { template: { service_account } } });

itJudges(workloadAccountKnown, {
  reports: {
    'google_cloud_run_v2_job.other': [job('a@q.iam.gserviceaccount.com'), 'template.template.service_account'],
    'google_cloudbuild_trigger.other': [
      { service_account: 'projects/q/serviceAccounts/a@q.iam.gserviceaccount.com' },
      'service_account',
    ],
    'google_composer_environment.other': [
      { config: [{ node_config: [{ service_account: 'a@q.iam.gserviceaccount.com' }] }] },
      'config.node_config.service_account',
    ],
  },
  accepts: {
    'google_cloud_run_v2_job.own': { ...job('a@p.iam.gserviceaccount.com'), labels: { a: 'b' } },
    'google_cloud_run_v2_job.short': job('a'),
  },
  ignores: { 'google_cloud_run_v2_job.silent': { name: 'j' } },
  unknown: { 'google_cloud_run_v2_job.variable': job('${var.account}') },
});
