import { itJudges, OfType } from '../../../test/rule-cases';
import { instanceDiskGrowth } from './instance-disk-growth';

itJudges(instanceDiskGrowth, {
  type: 'google_sql_database_instance',
  reports: {
    'a disk of one size': [{ settings: { disk_autoresize: false } }, 'settings.disk_autoresize'],
    'the same as text': [{ settings: [{ disk_autoresize: 'false' }] }, 'settings.disk_autoresize'],
  },
  accepts: { growth: { settings: { disk_autoresize: true, disk_size: 20 } }, 'the default': {} },
  ignores: { 'another type': new OfType('google_sql_user', {}) },
  unknown: { 'a computed value': { settings: { disk_autoresize: '${var.grow}' } } },
});
