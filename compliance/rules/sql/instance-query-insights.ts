import { attribute, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

export const instanceQueryInsights: ResourceRule = {
  id: 'sql-instance-query-insights',
  title: 'Databases record statements and client addresses',
  severity: 'medium',
  controls: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  why: 'The audit log shows who signed in; only the database shows which statements ran.',
  fix: 'Set settings.insights_config.query_insights_enabled and record_client_address to true.',
  resourceTypes: ['google_sql_database_instance'],
  check: ({ attributes }) =>
    allOf(
      ...['query_insights_enabled', 'record_client_address'].map((name) =>
        expectValue(attribute(attributes, 'settings', 'insights_config', name), isTrue, {
          attribute: `settings.insights_config.${name}`,
          message: `insights_config.${name} is not true`,
        }),
      ),
    ),
};
