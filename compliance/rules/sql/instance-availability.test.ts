import { itJudges, OfType } from '../../../test/rule-cases';
import { instanceAvailability } from './instance-availability';

itJudges(instanceAvailability, {
  type: 'google_sql_database_instance',
  reports: {
    'an instance that says nothing': [{}, 'settings.availability_type'],
    'one zone': [{ settings: [{ availability_type: 'ZONAL' }] }, 'settings.availability_type'],
  },
  accepts: { 'two zones, with labels': { settings: { availability_type: 'REGIONAL', user_labels: { a: 'b' } } } },
  ignores: {
    'a stage before production': { settings: { user_labels: { stage: 'dev' } } },
    'a replica': { master_instance_name: 'primary' },
    'another type': new OfType('google_sql_user', {}),
  },
  unknown: { 'a computed value': { settings: { availability_type: '${var.type}' } } },
});
