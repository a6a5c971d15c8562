import { attribute } from '../../arguments/attribute';
import { customerManagedKey } from '../../rule-parts/customer-managed-key';
import type { ResourceRule } from '../../verdicts/rule';

/** The buckets that every project has; their key is set for the project or organization as a whole. */
const BUILT_IN = new Set(['_Default', '_Required']);

export const logBucketCmek: ResourceRule = {
  id: 'logging-log-bucket-cmek',
  title: 'Log buckets are encrypted with a customer-managed key in their location',
  severity: 'medium',
  controls: ['164.312(a)(2)(iv)', '164.312(b)'],
  why: 'Logs of data access name tables, files and people. The key cannot be added later.',
  fix: 'Set cmek_settings.kms_key_name to a key in the location of the log bucket.',
  resourceTypes: ['google_logging_project_bucket_config'],
  check({ attributes }) {
    if (BUILT_IN.has(String(attributes['bucket_id']))) return 'not_applicable';
    return customerManagedKey(
      attribute(attributes, 'cmek_settings', 'kms_key_name'),
      'cmek_settings.kms_key_name',
      attributes['location'],
    );
  },
};
