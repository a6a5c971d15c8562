import { itJudges } from '../../../test/rule-cases';
import { repositoryOwnContent } from './repository-own-content';

itJudges(repositoryOwnContent, {
  reports: {
    'google_artifact_registry_repository.remote': [
      { mode: 'REMOTE_REPOSITORY', remote_repository_config: { docker_repository: {} } },
      'mode',
    ],
  },
  accepts: {
    'google_artifact_registry_repository.default': { format: 'DOCKER', description: 'new' },
    'google_artifact_registry_repository.standard': { mode: 'STANDARD_REPOSITORY' },
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_artifact_registry_repository.variable': { mode: '${var.mode}' } },
});
