import { attribute, isFalse } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import { storesNothing } from '../../rule-parts/table-kind';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const tableDeletionProtection: ResourceRule = {
  id: 'bigquery-table-deletion-protection',
  title: 'An apply cannot delete a production table',
  severity: 'medium',
  controls: ['164.308(a)(7)(ii)(C)', '164.312(c)(1)'],
  why: 'When a column changes its type, Terraform replaces the table and deletes its rows.',
  fix: 'Leave deletion_protection at true.',
  resourceTypes: ['google_bigquery_table'],
  check(table) {
    if (isBeforeProduction(table) || storesNothing(table.attributes)) return 'not_applicable';
    // The provider's default is true.
    return expectValue(attribute(table.attributes, 'deletion_protection'), (value) => !isFalse(value), {
      attribute: 'deletion_protection',
      message: 'deletion_protection is false',
    });
  },
};
