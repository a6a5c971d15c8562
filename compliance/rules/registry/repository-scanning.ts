import { attribute } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const repositoryScanning: ResourceRule = {
  id: 'registry-repository-scanning',
  title: 'Images are scanned for vulnerabilities',
  severity: 'low',
  controls: ['164.308(a)(5)(ii)(B)'],
  why: 'Vulnerabilities in an image often become known after it was built.',
  fix: 'Leave vulnerability_scanning_config.enablement_config out, or set it to INHERITED, and enable the scanning API.',
  resourceTypes: ['google_artifact_registry_repository'],
  check: ({ attributes }) =>
    expectValue(
      attribute(attributes, 'vulnerability_scanning_config', 'enablement_config'),
      (value) => value !== 'DISABLED',
      { attribute: 'vulnerability_scanning_config.enablement_config', message: 'scanning is disabled' },
    ),
};
