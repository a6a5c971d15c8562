import { attribute, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const environmentPlugins: ResourceRule = {
  id: 'composer-environment-plugins',
  title: 'The Airflow web server runs no plugins',
  severity: 'low',
  controls: ['164.312(a)(1)', '164.312(c)(1)'],
  why: 'A file in the plugins folder of the bucket runs inside the page, with the session of the signed-in user.',
  fix: 'Composer 3: set config.software_config.web_server_plugins_mode to DISABLED.',
  resourceTypes: ['google_composer_environment'],
  check({ attributes }) {
    const version = attribute(attributes, 'config', 'software_config', 'image_version');
    // Composer 2 has no such argument.
    if (!isUnknown(version) && String(version).startsWith('composer-2')) return 'not_applicable';
    return expectValue(
      attribute(attributes, 'config', 'software_config', 'web_server_plugins_mode'),
      (value) => value === 'DISABLED',
      { attribute: 'config.software_config.web_server_plugins_mode', message: 'plugins run in the page' },
    );
  },
};
