import { attribute, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const repositoryOwnContent: ResourceRule = {
  id: 'registry-repository-own-content',
  title: 'Repositories hold what we pushed, not what others publish',
  severity: 'low',
  controls: ['164.312(c)(1)'],
  why: 'A repository that passes on a public one serves whatever is published there tomorrow.',
  fix: 'Use mode STANDARD_REPOSITORY, and push what was reviewed.',
  resourceTypes: ['google_artifact_registry_repository'],
  check({ attributes }) {
    const mode = attribute(attributes, 'mode');
    if (isUnknown(mode)) return 'unknown';
    return mode === 'REMOTE_REPOSITORY' ? [{ attribute: 'mode', message: 'it passes on a repository of others' }] : [];
  },
};
