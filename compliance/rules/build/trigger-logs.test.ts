import { itJudges } from '../../../test/rule-cases';
import { triggerLogs } from './trigger-logs';

const logging = (value: string) => ({ build: { options: { logging: value } } });

itJudges(triggerLogs, {
  reports: {
    'google_cloudbuild_trigger.none': [logging('NONE'), 'build.options.logging'],
    'google_cloudbuild_trigger.silent': [{ build: [{ step: [] }] }, 'build.options.logging'],
  },
  accepts: {
    'google_cloudbuild_trigger.logging': { ...logging('CLOUD_LOGGING_ONLY'), description: 'new' },
    'google_cloudbuild_trigger.bucket': { build: [{ logs_bucket: 'gs://logs', options: [{ logging: 'GCS_ONLY' }] }] },
  },
  ignores: { 'google_cloudbuild_trigger.file': { filename: 'cloudbuild.yaml' } },
  unknown: { 'google_cloudbuild_trigger.variable': logging('${var.logging}') },
});
