import { attribute, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const repositoryOwnContent: ResourceRule = {
  id: 'registry-repository-own-content',
  title: 'Repositories hold pushed images only, not remote ones',
  severity: 'low',
  controls: ['164.312(c)(1)'],
  why: 'A remote repository serves whatever others publish later.',
  fix: 'Use mode STANDARD_REPOSITORY, and push what was reviewed.',
  resourceTypes: ['google_artifact_registry_repository'],
  check({ attributes }) {
    const mode = attribute(attributes, 'mode');
    if (isUnknown(mode)) return 'unknown';
    return mode === 'REMOTE_REPOSITORY' ? [{ attribute: 'mode', message: 'it is a proxy of a remote repository' }] : [];
  },
};
