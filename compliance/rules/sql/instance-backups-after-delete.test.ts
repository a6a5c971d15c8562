import { itJudges, OfType } from '../../../test/rule-cases';
import { instanceBackupsAfterDelete } from './instance-backups-after-delete';

itJudges(instanceBackupsAfterDelete, {
  type: 'google_sql_database_instance',
  reports: {
    'the default': [{}, 'settings.retain_backups_on_delete'],
    false: [{ settings: [{ retain_backups_on_delete: false }] }, 'settings.retain_backups_on_delete'],
  },
  accepts: {
    'backups that stay': { settings: { retain_backups_on_delete: true, user_labels: { a: 'b' } } },
    'a last backup': { settings: { final_backup_config: { enabled: true, retention_days: 30 } } },
  },
  ignores: {
    'a stage before production': { settings: { user_labels: { stage: 'dev' } } },
    'a replica': { master_instance_name: 'primary' },
    'another type': new OfType('google_sql_user', {}),
  },
  unknown: { 'a computed value': { settings: { retain_backups_on_delete: '${var.keep}' } } },
});
