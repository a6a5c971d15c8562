import { itJudges, OfType } from '../../../test/rule-cases';
import { routineStaysInside } from './routine-stays-inside';

const remote = (endpoint: string) => ({ remote_function_options: [{ endpoint, connection: 'c' }] });

itJudges(routineStaysInside, {
  type: 'google_bigquery_routine',
  beside: { google_cloud_run_v2_service: { f: {} }, google_storage_bucket: { code: { name: 'code' } } },
  reports: {
    'an address elsewhere': [remote('https://functions.example/f'), 'remote_function_options.endpoint'],
    'code from elsewhere': [{ language: 'JAVASCRIPT', imported_libraries: ['gs://other/x.js'] }, 'imported_libraries'],
  },
  accepts: {
    'a function of SQL': { language: 'SQL', definition_body: 'x + 1', description: 'Adds' },
    'a service of the environment': remote('${google_cloud_run_v2_service.f.uri}'),
    'code of the environment': { imported_libraries: ['gs://${google_storage_bucket.code.name}/x.js'] },
  },
  ignores: { 'another type': new OfType('google_bigquery_table', {}) },
  unknown: { 'a computed address': remote('${var.endpoint}') },
});
