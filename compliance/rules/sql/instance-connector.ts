import { attribute } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const instanceConnector: ResourceRule = {
  id: 'sql-instance-connector',
  title: 'Every database connection needs an IAM permission',
  severity: 'low',
  controls: ['164.312(a)(1)', '164.312(d)', '164.312(b)'],
  why: 'A copied client certificate works until it is revoked. The connectors check IAM on each connection, and the audit log records it.',
  fix: 'Set settings.connector_enforcement to REQUIRED.',
  resourceTypes: ['google_sql_database_instance'],
  check: ({ attributes }) =>
    expectValue(attribute(attributes, 'settings', 'connector_enforcement'), (value) => value === 'REQUIRED', {
      attribute: 'settings.connector_enforcement',
      message: 'connections without a Cloud SQL connector are accepted',
    }),
};
