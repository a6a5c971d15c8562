import { itJudges } from '../../../test/rule-cases';
import { containerPlainSecrets } from './container-plain-secrets';

const job = (name: string, value: string) => ({ template: { template: { containers: [{ env: [{ name, value }] }] } } });
const ENV = 'template.template.containers.env';

itJudges(containerPlainSecrets, {
  reports: {
    'google_cloud_run_v2_job.password': [job('DB_PASSWORD', 'hunter2'), ENV],
    'google_cloud_run_v2_job.key': [job('API-KEY', 'abc'), ENV],
    'google_cloud_run_v2_job.text': [job('SETTINGS', '-----BEGIN RSA PRIVATE KEY-----'), ENV],
    'google_cloud_run_v2_service.token': [
      { template: [{ containers: { env: { name: 'TOKEN', value: 'x' } } }] },
      'template.containers.env',
    ],
  },
  accepts: {
    'google_cloud_run_v2_job.plain': { ...job('RCM_ENV', 'sunrise-prod'), labels: { a: 'b' } },
    'google_cloud_run_v2_job.name': job('PASSWORD_SECRET_NAME', 'emr'),
    'google_cloud_run_v2_job.full_name': job('EMR_SECRET', 'projects/p/secrets/emr/versions/latest'),
    'google_cloud_run_v2_job.reference': {
      template: { template: { containers: [{ env: [{ name: 'PASSWORD', value_source: { secret_key_ref: {} } }] }] } },
    },
    'google_cloud_run_v2_job.none': { template: { template: { containers: [{}] } } },
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_cloud_run_v2_job.variable': { template: { template: '${var.template}' } } },
});
