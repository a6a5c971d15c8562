import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import { isReplica } from '../../rule-parts/sql-instance';
import type { ResourceRule } from '../../verdicts/rule';

export const instanceBackupsAfterDelete: ResourceRule = {
  id: 'sql-instance-backups-after-delete',
  title: 'Backups of production databases outlive the instance',
  severity: 'medium',
  controls: ['164.308(a)(7)(ii)(A)', '164.312(c)(1)'],
  why: 'By default the backups are deleted together with the instance, just when they are needed.',
  fix: 'Set settings.retain_backups_on_delete to true.',
  resourceTypes: ['google_sql_database_instance'],
  check(instance) {
    if (isBeforeProduction(instance) || isReplica(instance.attributes)) return 'not_applicable';
    const retained = attribute(instance.attributes, 'settings', 'retain_backups_on_delete');
    // Later providers can also take one last backup instead.
    const last = attribute(instance.attributes, 'settings', 'final_backup_config', 'enabled');
    if (isTrue(retained) || isTrue(last)) return [];
    if (isUnknown(retained) || isUnknown(last)) return 'unknown';
    return [{ attribute: 'settings.retain_backups_on_delete', message: 'backups are deleted with the instance' }];
  },
};
