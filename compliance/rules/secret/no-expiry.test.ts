import { itJudges, OfType } from '../../../test/rule-cases';
import { secretNoExpiry } from './no-expiry';

itJudges(secretNoExpiry, {
  type: 'google_secret_manager_secret',
  reports: {
    'a time to live': [{ ttl: '3600s' }, 'ttl'],
    'a computed day, of a secret of one region': [
      new OfType('google_secret_manager_regional_secret', { expire_time: '${var.day}' }),
      'expire_time',
    ],
  },
  accepts: {
    'a secret that stays': { labels: { a: 'b' } },
    'versions that are destroyed later': { version_destroy_ttl: '86400s' },
  },
  ignores: { 'another type': new OfType('google_secret_manager_secret_version', {}) },
  unknown: {},
});
