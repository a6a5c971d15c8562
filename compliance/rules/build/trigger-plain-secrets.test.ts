import { itJudges } from '../../../test/rule-cases';
import { triggerPlainSecrets } from './trigger-plain-secrets';

const step = (change: object) => ({ build: [{ step: [{ name: 'node', ...change }] }] });

itJudges(triggerPlainSecrets, {
  reports: {
    'google_cloudbuild_trigger.substitution': [{ substitutions: { _DB_PASSWORD: 'hunter2' } }, 'substitutions'],
    'google_cloudbuild_trigger.inner': [{ build: { substitutions: { _TOKEN: 'x' } } }, 'build.substitutions'],
    'google_cloudbuild_trigger.options': [{ build: { options: { env: ['API_KEY=abc'] } } }, 'build.options.env'],
    'google_cloudbuild_trigger.env': [step({ env: ['API_KEY=abc'] }), 'build.step.env'],
    'google_cloudbuild_trigger.script': [step({ script: 'echo -----BEGIN PRIVATE KEY-----' }), 'build.step.script'],
    'google_cloudbuild_trigger.args': [step({ args: [`ghp_${'a'.repeat(36)}`] }), 'build.step.args'],
  },
  accepts: {
    'google_cloudbuild_trigger.plain': { ...step({ env: ['COMMIT_SHA=$COMMIT_SHA'] }), description: 'new' },
    'google_cloudbuild_trigger.passed_on': step({ env: ['TOKEN=$_TOKEN'], secret_env: ['TOKEN'] }),
    'google_cloudbuild_trigger.file': { filename: 'cloudbuild.yaml', substitutions: { _ENV: 'prod' } },
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_cloudbuild_trigger.variable': { build: '${var.build}' } },
});
