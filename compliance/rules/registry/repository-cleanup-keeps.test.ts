import { itJudges } from '../../../test/rule-cases';
import { repositoryCleanupKeeps } from './repository-cleanup-keeps';

const DELETE = { id: 'd', action: 'DELETE' };
const KEEP = { id: 'k', action: 'KEEP' };

itJudges(repositoryCleanupKeeps, {
  reports: {
    'google_artifact_registry_repository.deletes': [{ cleanup_policies: [DELETE] }, 'cleanup_policies'],
    'google_artifact_registry_repository.object': [{ cleanup_policies: DELETE }, 'cleanup_policies'],
  },
  accepts: {
    'google_artifact_registry_repository.both': { cleanup_policies: [DELETE, KEEP], labels: { a: 'b' } },
    'google_artifact_registry_repository.none': { format: 'DOCKER' },
    'google_artifact_registry_repository.dry': { cleanup_policies: [DELETE], cleanup_policy_dry_run: true },
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_artifact_registry_repository.variable': { cleanup_policies: '${var.policies}' } },
});
