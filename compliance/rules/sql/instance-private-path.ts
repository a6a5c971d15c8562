import { attribute, isTrue, isUnknown, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

const IP = ['settings', 'ip_configuration'] as const;

export const instancePrivatePath: ResourceRule = {
  id: 'sql-instance-private-path',
  title: 'Databases are reached through a private network, or an endpoint for named projects',
  severity: 'high',
  controls: ['164.312(e)(1)', '164.312(a)(1)'],
  why: 'Without a private path only the public address is left, and sooner or later it gets enabled.',
  fix: 'Set settings.ip_configuration.private_network, or psc_config with psc_enabled and allowed_consumer_projects.',
  resourceTypes: ['google_sql_database_instance'],
  check({ attributes }) {
    const network = attribute(attributes, ...IP, 'private_network');
    const endpoint = attribute(attributes, ...IP, 'psc_config', 'psc_enabled');
    if (isTrue(endpoint)) {
      const projects = strings(attribute(attributes, ...IP, 'psc_config', 'allowed_consumer_projects'));
      if (projects === 'unknown') return projects;
      return projects.some((each) => each !== '')
        ? []
        : [
            {
              attribute: 'settings.ip_configuration.psc_config.allowed_consumer_projects',
              message: 'no project is allowed to create an endpoint',
            },
          ];
    }
    // Any expression is the name of a network: null would make the apply fail, as there is no public address either.
    if (typeof network === 'string' && network !== '') return [];
    if (isUnknown(endpoint)) return 'unknown';
    return [{ attribute: 'settings.ip_configuration.private_network', message: 'there is no private network' }];
  },
};
