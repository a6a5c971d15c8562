import { attribute, isUnknown, numberOf } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

const PATH = ['config', 'data_retention_config', 'airflow_metadata_retention_config'];
/** The longest that Google offers. */
const LONGEST_DAYS = 730;

export const environmentDataRetention: ResourceRule = {
  id: 'composer-environment-data-retention',
  title: 'Airflow deletes old runs',
  severity: 'low',
  controls: ['164.310(d)(2)(i)', '164.502(b)'],
  why: 'Parameters and values between tasks otherwise stay in its database forever, and a growing database is slow to restore.',
  fix: 'Composer 3: set retention_mode to RETENTION_MODE_ENABLED in airflow_metadata_retention_config, and the days.',
  resourceTypes: ['google_composer_environment'],
  check({ attributes }) {
    const version = attribute(attributes, 'config', 'software_config', 'image_version');
    if (!isUnknown(version) && String(version).startsWith('composer-2')) return 'not_applicable';
    const mode = attribute(attributes, ...PATH, 'retention_mode');
    const days = attribute(attributes, ...PATH, 'retention_days');
    if (isUnknown(mode)) return 'unknown';
    const path = PATH.join('.');
    if (mode !== 'RETENTION_MODE_ENABLED') {
      return [{ attribute: `${path}.retention_mode`, message: 'old runs are kept forever' }];
    }
    if (isUnknown(days)) return 'unknown';
    if (days === undefined || numberOf(days) <= LONGEST_DAYS) return [];
    return [{ attribute: `${path}.retention_days`, message: `old runs are kept for more than ${LONGEST_DAYS} days` }];
  },
};
