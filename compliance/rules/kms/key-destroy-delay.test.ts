import { itJudges, OfType } from '../../../test/rule-cases';
import { keyDestroyDelay } from './key-destroy-delay';

itJudges(keyDestroyDelay, {
  type: 'google_kms_crypto_key',
  reports: {
    'a day': [{ destroy_scheduled_duration: '86400s' }, 'destroy_scheduled_duration'],
    'an emptied value': [{ destroy_scheduled_duration: '' }, 'destroy_scheduled_duration'],
  },
  accepts: {
    'the default': { labels: { a: 'b' } },
    'thirty days': { destroy_scheduled_duration: '2592000s' },
    more: { destroy_scheduled_duration: '7776000s' },
  },
  ignores: { 'another type': new OfType('google_kms_key_ring', {}) },
  unknown: { 'a computed value': { destroy_scheduled_duration: '${var.delay}' } },
});
