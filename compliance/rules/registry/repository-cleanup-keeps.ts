import { attribute, blocks, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const repositoryCleanupKeeps: ResourceRule = {
  id: 'registry-repository-cleanup-keeps',
  title: 'Image cleanup keeps the images that a recovery needs',
  severity: 'low',
  controls: ['164.308(a)(7)(ii)(B)'],
  why: 'A deleted image can neither be run again nor examined.',
  fix: 'Beside a cleanup policy with action DELETE, add one with action KEEP.',
  resourceTypes: ['google_artifact_registry_repository'],
  check({ attributes }) {
    const policies = blocks(attributes, 'cleanup_policies');
    if (policies === 'unknown') return policies;
    const actions = policies.map((policy) => attribute(policy, 'action'));
    if (!actions.includes('DELETE') || isTrue(attribute(attributes, 'cleanup_policy_dry_run'))) return [];
    return actions.includes('KEEP') ? [] : [{ attribute: 'cleanup_policies', message: 'no policy keeps images' }];
  },
};
