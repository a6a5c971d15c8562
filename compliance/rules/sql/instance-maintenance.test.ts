import { itJudges, OfType } from '../../../test/rule-cases';
import { instanceMaintenance } from './instance-maintenance';

const window = 'settings.maintenance_window';

itJudges(instanceMaintenance, {
  type: 'google_sql_database_instance',
  reports: {
    'an instance without a window': [{}, `${window}.day`, `${window}.hour`],
    'production that gets updates first': [
      { settings: { maintenance_window: { day: 7, hour: 8, update_track: 'canary' } } },
      `${window}.update_track`,
    ],
  },
  accepts: {
    'a window at midnight': { settings: [{ maintenance_window: [{ day: 7, hour: 0 }] }] },
    'a later track, with labels': {
      settings: { user_labels: { a: 'b' }, maintenance_window: { day: '1', hour: '3', update_track: 'week5' } },
    },
  },
  ignores: {
    'a stage before production': { settings: { user_labels: { stage: 'dev' } } },
    'a replica': { master_instance_name: 'primary' },
    'another type': new OfType('google_sql_user', {}),
  },
  unknown: { 'a computed day': { settings: { maintenance_window: { day: '${var.day}', hour: 1 } } } },
});
