import { itJudges, OfType } from '../../../test/rule-cases';
import { secretReplication } from './replication';

itJudges(secretReplication, {
  type: 'google_secret_manager_secret',
  reports: {
    nothing: [{}, 'replication.user_managed'],
    'automatic replication': [{ replication: { auto: {} } }, 'replication.user_managed'],
    'no replica': [{ replication: [{ user_managed: [{ replicas: [] }] }] }, 'replication.user_managed'],
  },
  accepts: {
    'one place': { labels: { a: 'b' }, replication: { user_managed: { replicas: [{ location: 'us-central1' }] } } },
    'two, as lists': {
      replication: [{ user_managed: [{ replicas: [{ location: 'us-central1' }, { location: 'us-east1' }] }] }],
    },
  },
  ignores: { 'a secret of one region': new OfType('google_secret_manager_regional_secret', {}) },
  unknown: {
    'computed replication': { replication: '${var.replication}' },
    'a computed place': { replication: { user_managed: { replicas: { location: '${var.region}' } } } },
  },
});
