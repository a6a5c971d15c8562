import { itJudges } from '../../../test/rule-cases';
import { repositoryImmutableTags } from './repository-immutable-tags';

const TAGS = 'docker_config.immutable_tags';

itJudges(repositoryImmutableTags, {
  reports: {
    'google_artifact_registry_repository.silent': [{ format: 'DOCKER' }, TAGS],
    'google_artifact_registry_repository.off': [{ format: 'DOCKER', docker_config: { immutable_tags: false } }, TAGS],
  },
  accepts: {
    'google_artifact_registry_repository.object': { format: 'DOCKER', docker_config: { immutable_tags: true } },
    'google_artifact_registry_repository.list': {
      format: 'DOCKER',
      docker_config: [{ immutable_tags: 'true' }],
      labels: { a: 'b' },
    },
  },
  ignores: {
    'google_artifact_registry_repository.python': { format: 'PYTHON' },
    'google_artifact_registry_repository.remote': { format: 'DOCKER', mode: 'REMOTE_REPOSITORY' },
  },
  unknown: {
    'google_artifact_registry_repository.variable': {
      format: 'DOCKER',
      docker_config: { immutable_tags: '${var.on}' },
    },
  },
});
