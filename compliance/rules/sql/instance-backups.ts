import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

export const instanceBackups: ResourceRule = {
  id: 'sql-instance-backups',
  title: 'Databases are backed up and can be restored to a point in time',
  severity: 'high',
  controls: ['164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)'],
  why: 'Without the log of changes, everything since the last backup is lost.',
  fix: 'Set settings.backup_configuration.enabled, and binary_log_enabled (MySQL) or point_in_time_recovery_enabled (other engines), to true.',
  resourceTypes: ['google_sql_database_instance'],
  check({ attributes }) {
    // A replica is a copy itself: Cloud SQL takes backups of its primary.
    if (attributes['master_instance_name'] !== undefined && attributes['master_instance_name'] !== null)
      return 'not_applicable';
    const engine = attributes['database_version'];
    if (isUnknown(engine)) return 'unknown';
    const log = String(engine).startsWith('MYSQL') ? 'binary_log_enabled' : 'point_in_time_recovery_enabled';
    return allOf(
      ...['enabled', log].map((name) =>
        expectValue(attribute(attributes, 'settings', 'backup_configuration', name), isTrue, {
          attribute: `settings.backup_configuration.${name}`,
          message: `backup_configuration.${name} is not true`,
        }),
      ),
    );
  },
};
