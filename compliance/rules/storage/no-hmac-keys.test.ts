import { itJudges, OfType } from '../../../test/rule-cases';
import { noHmacKeys } from './no-hmac-keys';

itJudges(noHmacKeys, {
  type: 'google_storage_hmac_key',
  reports: {
    'a key': [{ service_account_email: 'a@p.iam.gserviceaccount.com' }, 'service_account_email'],
    'a key of a computed account': [
      { service_account_email: '${google_service_account.a.email}', state: 'ACTIVE' },
      'service_account_email',
    ],
  },
  accepts: { 'one that was switched off': { service_account_email: 'a@b', state: 'INACTIVE' } },
  ignores: { 'another type': new OfType('google_service_account', {}) },
  unknown: {},
});
