import { attribute, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

const ARGUMENT = 'settings.ip_configuration.enable_private_path_for_google_cloud_services';

export const instanceGoogleServicesPath: ResourceRule = {
  id: 'sql-instance-google-services-path',
  title: 'Databases have no direct path for other Google services',
  severity: 'low',
  controls: ['164.312(a)(1)', '164.502(b)'],
  why: 'On this path a BigQuery query reads the database directly, without the workload that masks and logs.',
  fix: `Leave ${ARGUMENT} at false.`,
  resourceTypes: ['google_sql_database_instance'],
  check: ({ attributes }) =>
    expectValue(attribute(attributes, ...ARGUMENT.split('.')), (value) => !isTrue(value), {
      attribute: ARGUMENT,
      message: 'other Google services can reach the database',
    }),
};
