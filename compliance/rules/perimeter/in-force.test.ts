import { itJudges, placed } from '../../../test/rule-cases';
import { inForce } from './in-force';

const SERVICES = ['storage.googleapis.com', 'bigquery.googleapis.com', 'run.googleapis.com'];
const perimeter = (change: object) => ({
  status: { resources: ['projects/1'], restricted_services: SERVICES, ...change },
});

itJudges(inForce, {
  beside: placed({ 'google_cloud_run_v2_job.j': { name: 'j' } }),
  reports: {
    'google_access_context_manager_service_perimeter.tries': [
      { spec: [{ restricted_services: SERVICES }], use_explicit_dry_run_spec: true },
      'status',
    ],
    'google_access_context_manager_service_perimeter.used': [
      perimeter({ restricted_services: SERVICES.slice(0, 2) }),
      'status.restricted_services',
    ],
    'google_access_context_manager_service_perimeter.empty': [perimeter({ resources: [] }), 'status.resources'],
  },
  accepts: {
    'google_access_context_manager_service_perimeter.on': { ...perimeter({}), description: 'new' },
    'google_access_context_manager_service_perimeter.more': {
      status: [{ resources: ['projects/1'], restricted_services: [...SERVICES, 'pubsub.googleapis.com'] }],
    },
  },
  ignores: { 'google_access_context_manager_service_perimeter.bridge': { perimeter_type: 'PERIMETER_TYPE_BRIDGE' } },
  unknown: {
    'google_access_context_manager_service_perimeter.variable': perimeter({ restricted_services: '${var.services}' }),
  },
});
