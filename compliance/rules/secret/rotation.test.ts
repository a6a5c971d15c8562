import { itJudges, OfType } from '../../../test/rule-cases';
import { secretRotation } from './rotation';

const topics = [{ name: 'projects/p/topics/t' }];

itJudges(secretRotation, {
  type: 'google_secret_manager_secret',
  reports: {
    'a rotation that nobody reports': [{ rotation: { rotation_period: '7776000s' } }, 'topics'],
    'a rotation after two years, or once': [
      { rotation: [{ rotation_period: '63072000s' }], topics },
      'rotation.rotation_period',
    ],
    'a single time': [{ rotation: { next_rotation_time: '2027-01-01T00:00:00Z' }, topics }, 'rotation.rotation_period'],
  },
  accepts: { 'a rotation every quarter': { labels: { a: 'b' }, rotation: { rotation_period: '7776000s' }, topics } },
  ignores: {
    'a secret that somebody changes by hand': {},
    'another type': new OfType('google_secret_manager_secret_version', {}),
  },
  unknown: { 'a computed period': { rotation: { rotation_period: '${var.period}' }, topics } },
});
