import { attribute } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const instanceConnector: ResourceRule = {
  id: 'sql-instance-connector',
  title: 'Every connection to a database needs a right in IAM',
  severity: 'low',
  controls: ['164.312(a)(1)', '164.312(d)', '164.312(b)'],
  why: 'A client certificate that was copied works until somebody takes it back. The connectors ask IAM each time, and the audit log records it.',
  fix: 'Set settings.connector_enforcement to REQUIRED.',
  resourceTypes: ['google_sql_database_instance'],
  check: ({ attributes }) =>
    expectValue(attribute(attributes, 'settings', 'connector_enforcement'), (value) => value === 'REQUIRED', {
      attribute: 'settings.connector_enforcement',
      message: 'connections that do not go through a Cloud SQL connector are accepted',
    }),
};
