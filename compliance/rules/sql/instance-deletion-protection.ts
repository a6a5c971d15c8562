import { attribute, isFalse, isTrue } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

export const instanceDeletionProtection: ResourceRule = {
  id: 'sql-instance-deletion-protection',
  title: 'Production databases are protected against deletion in Terraform and in Cloud SQL',
  severity: 'high',
  controls: ['164.308(a)(7)(ii)(C)', '164.312(c)(1)'],
  why: 'The Terraform setting only stops Terraform; the setting of Cloud SQL stops every other way.',
  fix: 'Leave deletion_protection at true and set settings.deletion_protection_enabled to true.',
  resourceTypes: ['google_sql_database_instance'],
  check(instance) {
    if (isBeforeProduction(instance)) return 'not_applicable';
    return allOf(
      // The provider's default is true.
      expectValue(attribute(instance.attributes, 'deletion_protection'), (value) => !isFalse(value), {
        attribute: 'deletion_protection',
        message: 'deletion_protection is false',
      }),
      expectValue(attribute(instance.attributes, 'settings', 'deletion_protection_enabled'), isTrue, {
        attribute: 'settings.deletion_protection_enabled',
        message: 'settings.deletion_protection_enabled is not true',
      }),
    );
  },
};
