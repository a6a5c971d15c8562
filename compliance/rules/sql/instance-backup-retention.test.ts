import { itJudges, OfType } from '../../../test/rule-cases';
import { instanceBackupRetention } from './instance-backup-retention';

const backups = 'settings.backup_configuration.backup_retention_settings.retained_backups';
const log = 'settings.backup_configuration.transaction_log_retention_days';

itJudges(instanceBackupRetention, {
  type: 'google_sql_database_instance',
  reports: {
    'an instance that leaves it at a week': [{}, backups],
    'twenty-nine backups and six days': [
      {
        settings: {
          backup_configuration: {
            backup_retention_settings: { retained_backups: 29 },
            transaction_log_retention_days: 6,
          },
        },
      },
      backups,
      log,
    ],
  },
  accepts: {
    'a month, and the default of the log': {
      settings: [{ backup_configuration: [{ backup_retention_settings: [{ retained_backups: '30' }] }] }],
    },
    'thirty backups and seven days of log, and not one more': {
      settings: {
        backup_configuration: {
          backup_retention_settings: { retained_backups: 30 },
          transaction_log_retention_days: 7,
        },
      },
    },
    'more, with labels': {
      settings: {
        user_labels: { a: 'b' },
        backup_configuration: {
          backup_retention_settings: { retained_backups: 365 },
          transaction_log_retention_days: 14,
        },
      },
    },
  },
  ignores: {
    'a stage before production': { settings: { user_labels: { stage: 'test' } } },
    'a replica': { master_instance_name: 'primary' },
    'another type': new OfType('google_sql_user', {}),
  },
  unknown: {
    'a computed count': {
      settings: { backup_configuration: { backup_retention_settings: { retained_backups: '${var.n}' } } },
    },
  },
});
