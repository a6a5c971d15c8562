import { attribute, isFalse } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const instanceDiskGrowth: ResourceRule = {
  id: 'sql-instance-disk-growth',
  title: 'The disk of a database grows before it is full',
  severity: 'low',
  controls: ['164.308(a)(7)(ii)(C)'],
  why: 'A database whose disk is full takes no writes, and its log of changes ends.',
  fix: 'Leave settings.disk_autoresize at true.',
  resourceTypes: ['google_sql_database_instance'],
  check: ({ attributes }) =>
    // The provider's default is true.
    expectValue(attribute(attributes, 'settings', 'disk_autoresize'), (value) => !isFalse(value), {
      attribute: 'settings.disk_autoresize',
      message: 'disk_autoresize is false',
    }),
};
