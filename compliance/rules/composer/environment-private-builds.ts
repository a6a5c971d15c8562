import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const environmentPrivateBuilds: ResourceRule = {
  id: 'composer-environment-private-builds',
  title: 'Airflow images are built without internet access',
  severity: 'low',
  controls: ['164.312(e)(1)', '164.312(c)(1)'],
  why: 'A build with internet access runs packages that anyone can publish.',
  fix: 'Composer 3: set config.enable_private_builds_only to true.',
  resourceTypes: ['google_composer_environment'],
  check({ attributes }) {
    const version = attribute(attributes, 'config', 'software_config', 'image_version');
    // Composer 2 has no such argument.
    if (!isUnknown(version) && String(version).startsWith('composer-2')) return 'not_applicable';
    return expectValue(attribute(attributes, 'config', 'enable_private_builds_only'), isTrue, {
      attribute: 'config.enable_private_builds_only',
      message: 'builds may fetch from the internet',
    });
  },
};
