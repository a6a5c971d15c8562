import { attribute, isTrue } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const secretDeletionProtection: ResourceRule = {
  id: 'secret-deletion-protection',
  title: 'An apply cannot delete a production secret',
  severity: 'medium',
  controls: ['164.308(a)(7)(ii)(C)', '164.312(c)(1)'],
  why: 'Replacing a secret deletes its versions at once, and the pipeline loses access to the database.',
  fix: 'Set deletion_protection, or lifecycle.prevent_destroy, to true.',
  resourceTypes: ['google_secret_manager_secret', 'google_secret_manager_regional_secret'],
  check(secret) {
    if (isBeforeProduction(secret)) return 'not_applicable';
    if (secret.preventDestroy === true) return [];
    return expectValue(attribute(secret.attributes, 'deletion_protection'), isTrue, {
      attribute: 'deletion_protection',
      message: 'deletion_protection is not true',
    });
  },
};
