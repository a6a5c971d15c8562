import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const repositoryImmutableTags: ResourceRule = {
  id: 'registry-repository-immutable-tags',
  title: 'Image tags are immutable',
  severity: 'medium',
  controls: ['164.312(c)(1)', '164.312(c)(2)'],
  why: 'If a tag can move, the image that runs may not be the one that was reviewed.',
  fix: 'Set docker_config.immutable_tags to true.',
  resourceTypes: ['google_artifact_registry_repository'],
  check({ attributes }) {
    const format = attribute(attributes, 'format');
    if (isUnknown(format)) return 'unknown';
    const mode = attribute(attributes, 'mode') ?? 'STANDARD_REPOSITORY';
    if (format !== 'DOCKER' || mode !== 'STANDARD_REPOSITORY') return 'not_applicable';
    return expectValue(attribute(attributes, 'docker_config', 'immutable_tags'), isTrue, {
      attribute: 'docker_config.immutable_tags',
      message: 'tags can be moved to another image',
    });
  },
};
