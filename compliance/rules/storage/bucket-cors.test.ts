import { itJudges, OfType } from '../../../test/rule-cases';
import { bucketCors } from './bucket-cors';

itJudges(bucketCors, {
  type: 'google_storage_bucket',
  reports: {
    'any origin': [{ cors: { origin: ['*'] } }, 'cors.origin'],
    'a pattern in the second of two blocks': [
      { cors: [{ origin: ['https://a.example'] }, { origin: ['https://*.example'] }] },
      'cors.origin',
    ],
  },
  accepts: {
    'a bucket without': { labels: { a: 'b' } },
    'origins by name': { cors: [{ origin: ['https://a.example'], method: ['GET'] }] },
  },
  ignores: { 'another type': new OfType('google_compute_route', {}) },
  unknown: { 'computed origins': { cors: { origin: '${var.origins}' } } },
});
