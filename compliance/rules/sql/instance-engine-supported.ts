import { attribute } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

/** Major versions without security fixes at the end of 2026. An unlisted version counts as newer. */
const ENDED = /^(MYSQL_5_\d|MYSQL_8_0(_\d+)?|POSTGRES_(9_6|1[0-3])|SQLSERVER_20(17|16|14|12)_\w+)$/;

export const instanceEngineSupported: ResourceRule = {
  id: 'sql-instance-engine-supported',
  title: 'Databases run a version that still gets security fixes',
  severity: 'medium',
  controls: ['164.308(a)(5)(ii)(B)', '164.312(c)(1)'],
  why: 'A vulnerability found after the end of support stays open.',
  fix: 'Upgrade database_version to a supported major version.',
  resourceTypes: ['google_sql_database_instance'],
  check: ({ attributes }) =>
    expectValue(
      attribute(attributes, 'database_version'),
      (version) => typeof version === 'string' && version !== '' && !ENDED.test(version),
      { attribute: 'database_version', message: 'this version gets no security fixes' },
    ),
};
