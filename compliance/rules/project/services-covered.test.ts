import { itJudges } from '../../../test/rule-cases';
import { servicesCovered } from './services-covered';

itJudges(servicesCovered, {
  type: 'google_project_service',
  reports: {
    'a service that is not on the list': [{ service: 'youtube.googleapis.com' }, 'service'],
    "one of somebody else's that is called as one on it": [{ service: 'storage.example.com' }, 'service'],
    'none at all': [{}, 'service'],
  },
  accepts: {
    'a service on the list': { service: 'bigquery.googleapis.com' },
    'one that stays enabled when Terraform lets it go': { service: 'run.googleapis.com', disable_on_destroy: false },
  },
  ignores: {},
  unknown: { 'one of a variable': { service: '${each.key}' } },
});
