import { itJudges, OfType } from '../../../test/rule-cases';
import { bucketNoWebsite } from './bucket-no-website';

itJudges(bucketNoWebsite, {
  type: 'google_storage_bucket',
  reports: {
    'a website': [{ website: { main_page_suffix: 'index.html' } }, 'website'],
    'a website in a list': [{ website: [{ not_found_page: '404.html' }] }, 'website'],
  },
  accepts: { 'a bucket without one': { labels: { a: 'b' } }, 'an empty list of a plan': { website: [] } },
  ignores: { 'another type': new OfType('google_compute_route', {}) },
  unknown: { 'a website that a list makes': { dynamic: { website: {} } } },
});
