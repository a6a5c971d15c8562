import { itJudges, OfType } from '../../../test/rule-cases';
import { instancePrivatePath } from './instance-private-path';

const ip = (ip_configuration: Record<string, string | boolean | object>) =>
  ({ settings: { ip_configuration, user_labels: { a: 'b' } } }) as never;

itJudges(instancePrivatePath, {
  type: 'google_sql_database_instance',
  reports: {
    'an instance that says nothing': [{}, 'settings.ip_configuration.private_network'],
    'an emptied network': [ip({ private_network: '' }), 'settings.ip_configuration.private_network'],
    'an endpoint for nobody named': [
      ip({ psc_config: [{ psc_enabled: true }] }),
      'settings.ip_configuration.psc_config.allowed_consumer_projects',
    ],
  },
  accepts: {
    'a network by name': ip({ private_network: 'projects/p/global/networks/n' }),
    'a network by reference': ip({ private_network: '${google_compute_network.n.id}' }),
    'an endpoint': ip({ psc_config: { psc_enabled: true, allowed_consumer_projects: ['p'] } }),
  },
  ignores: { 'another type': new OfType('google_sql_user', {}) },
  unknown: {
    'a computed endpoint': ip({ psc_config: { psc_enabled: '${var.psc}' } }),
    'computed projects': ip({ psc_config: { psc_enabled: true, allowed_consumer_projects: '${var.projects}' } }),
  },
});
