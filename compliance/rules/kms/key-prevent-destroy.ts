import { isBeforeProduction } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';

export const keyPreventDestroy: ResourceRule = {
  id: 'kms-key-prevent-destroy',
  title: 'An apply cannot destroy a production key',
  severity: 'high',
  controls: ['164.308(a)(7)(ii)(B)', '164.312(c)(1)', '164.312(a)(2)(iv)'],
  why: 'Without the key, all data it encrypted is lost, backups included.',
  fix: 'Set lifecycle.prevent_destroy to true.',
  resourceTypes: ['google_kms_crypto_key'],
  check(key) {
    if (isBeforeProduction(key)) return 'not_applicable';
    if (key.preventDestroy === undefined) return 'unknown';
    return key.preventDestroy
      ? []
      : [{ attribute: 'lifecycle.prevent_destroy', message: 'lifecycle.prevent_destroy is not true' }];
  },
};
