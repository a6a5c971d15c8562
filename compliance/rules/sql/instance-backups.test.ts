import { judged } from '../../../test/judged';
import { instanceBackups } from './instance-backups';

it('reports no backups, and backups without the log of changes', () => {
  expect(
    judged(instanceBackups, {
      google_sql_database_instance: {
        silent: { database_version: 'MYSQL_8_4' },
        noLog: {
          database_version: 'MYSQL_8_4',
          settings: { backup_configuration: { enabled: true, point_in_time_recovery_enabled: true } },
        },
        postgres: {
          database_version: 'POSTGRES_16',
          settings: { backup_configuration: { enabled: true, binary_log_enabled: true } },
        },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_sql_database_instance.silent': [
        'settings.backup_configuration.enabled',
        'settings.backup_configuration.binary_log_enabled',
      ],
      'google_sql_database_instance.noLog': ['settings.backup_configuration.binary_log_enabled'],
      'google_sql_database_instance.postgres': ['settings.backup_configuration.point_in_time_recovery_enabled'],
    },
    unknown: [],
  });
});
it('accepts backups with the log that the engine has, having looked at them', () => {
  expect(
    judged(instanceBackups, {
      google_sql_database_instance: {
        mysql: {
          database_version: 'MYSQL_8_4',
          settings: { backup_configuration: { enabled: true, binary_log_enabled: true } },
        },
        postgres: {
          database_version: 'POSTGRES_16',
          settings: { backup_configuration: { enabled: true, point_in_time_recovery_enabled: true } },
        },
      },
    }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it('is not about replicas', () => {
  expect(
    judged(instanceBackups, {
      google_sql_database_instance: { replica: { database_version: 'MYSQL_8_4', master_instance_name: 'primary' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(instanceBackups, {
      google_sql_database_instance: {
        variable: {
          database_version: 'MYSQL_8_4',
          settings: { backup_configuration: { enabled: '${var.backups}', binary_log_enabled: true } },
        },
        engine: { database_version: '${var.engine}' },
      },
    }),
  ).toEqual({
    checked: 0,
    defects: {},
    unknown: ['google_sql_database_instance.variable', 'google_sql_database_instance.engine'],
  });
});
