import { attribute, isTrue, isUnknown, numberOf } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const bucketVersioning: ResourceRule = {
  id: 'storage-bucket-versioning',
  title: 'Buckets keep overwritten and deleted objects',
  severity: 'medium',
  controls: ['164.308(a)(7)(ii)(A)', '164.312(c)(1)'],
  why: 'Without it, one wrong write or delete destroys the only copy.',
  fix: 'Set versioning.enabled to true. A retention policy, which prevents overwriting, is accepted instead.',
  resourceTypes: ['google_storage_bucket'],
  check({ attributes }) {
    const enabled = attribute(attributes, 'versioning', 'enabled');
    const retention = attribute(attributes, 'retention_policy', 'retention_period');
    // Under a retention policy no object can be overwritten or deleted before its time, so there is no older version to keep.
    if (isTrue(enabled) || numberOf(retention) > 0) return [];
    if (isUnknown(enabled) || isUnknown(retention)) return 'unknown';
    return [
      { attribute: 'versioning.enabled', message: 'versioning.enabled is not true and there is no retention policy' },
    ];
  },
};
