import { itJudges } from '../../../test/rule-cases';
import { triggerServiceAccount } from './trigger-service-account';

itJudges(triggerServiceAccount, {
  reports: {
    'google_cloudbuild_trigger.silent': [{ name: 't' }, 'service_account'],
    'google_cloudbuild_trigger.default': [
      { service_account: '123-compute@developer.gserviceaccount.com' },
      'service_account',
    ],
  },
  accepts: {
    'google_cloudbuild_trigger.own': {
      service_account: 'projects/p/serviceAccounts/plan@p.iam.gserviceaccount.com',
      description: 'new',
    },
    'google_cloudbuild_trigger.reference': { service_account: '${google_service_account.plan.id}' },
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_cloudbuild_trigger.variable': { service_account: '${var.account}' } },
});
