import { attribute, numberOf } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import { isReplica } from '../../rule-parts/sql-instance';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

/** A month, so that errors found at month end can still be restored. The regulation names no number. */
export const LEAST_BACKUPS = 30;
/** A week, the most that the edition Enterprise has and its default. */
export const LEAST_LOG_DAYS = 7;

const BACKUPS = 'settings.backup_configuration.backup_retention_settings.retained_backups';
const LOG = 'settings.backup_configuration.transaction_log_retention_days';

export const instanceBackupRetention: ResourceRule = {
  id: 'sql-instance-backup-retention',
  title: `Production databases keep ${LEAST_BACKUPS} daily backups, and ${LEAST_LOG_DAYS} days of changes`,
  severity: 'medium',
  controls: ['164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)'],
  why: 'With the default of a week, an error that is noticed later cannot be restored.',
  fix: `Set ${BACKUPS} to ${LEAST_BACKUPS} or more; leave transaction_log_retention_days at ${LEAST_LOG_DAYS} or more.`,
  resourceTypes: ['google_sql_database_instance'],
  check(instance) {
    if (isBeforeProduction(instance) || isReplica(instance.attributes)) return 'not_applicable';
    const backups = ['settings', 'backup_configuration'];
    return allOf(
      expectValue(
        attribute(instance.attributes, ...backups, 'backup_retention_settings', 'retained_backups'),
        (count) => numberOf(count) >= LEAST_BACKUPS,
        { attribute: BACKUPS, message: `fewer than ${LEAST_BACKUPS} backups are kept` },
      ),
      expectValue(
        attribute(instance.attributes, ...backups, 'transaction_log_retention_days'),
        (days) => days === undefined || numberOf(days) >= LEAST_LOG_DAYS,
        { attribute: LOG, message: `the log of changes is kept for fewer than ${LEAST_LOG_DAYS} days` },
      ),
    );
  },
};
