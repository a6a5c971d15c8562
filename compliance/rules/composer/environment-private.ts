import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const environmentPrivate: ResourceRule = {
  id: 'composer-environment-private',
  title: 'Composer environments have no public addresses',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: 'Airflow can start every step that reads data.',
  fix: 'Composer 3: set config.enable_private_environment. Composer 2: config.private_environment_config.enable_private_endpoint.',
  resourceTypes: ['google_composer_environment'],
  check({ attributes }) {
    const three = attribute(attributes, 'config', 'enable_private_environment');
    const two = attribute(attributes, 'config', 'private_environment_config', 'enable_private_endpoint');
    if (isTrue(three) || isTrue(two)) return [];
    if (isUnknown(three) || isUnknown(two)) return 'unknown';
    return [{ attribute: 'config.enable_private_environment', message: 'the environment is not private' }];
  },
};
