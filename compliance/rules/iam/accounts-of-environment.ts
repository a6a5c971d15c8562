import { IAM_TYPES, judgeGrants } from '../../grants/grants-of';
import type { Estate } from '../../resource';
import type { ResourceRule } from '../../rule';
import { projectOfAccount } from './principals';

const REMEMBERED = new WeakMap<Estate, ReadonlySet<string | undefined>>();

/** Projects in which the estate has resources. */
export function projectsOf(estate: Estate): ReadonlySet<string | undefined> {
  const remembered = REMEMBERED.get(estate);
  if (remembered) return remembered;
  const projects = new Set(estate.resources.map(({ project }) => project));
  REMEMBERED.set(estate, projects);
  return projects;
}

export const accountsOfEnvironment: ResourceRule = {
  id: 'iam-accounts-of-environment',
  title: 'No service account of another project has access',
  severity: 'high',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(a)(2)(i)'],
  why: 'Who may act as an account of another project is decided there, and stands in no list here.',
  fix: 'Make a service account in this environment, and let the other side use it by federation.',
  resourceTypes: IAM_TYPES,
  check(resource, estate) {
    return judgeGrants(resource, estate, ({ principal, role, argument }) => {
      const project = projectOfAccount(principal);
      // Nothing says which projects are ours where no resource and no provider names one.
      if (project === undefined || projectsOf(estate).has(project) || projectsOf(estate).has(undefined)) return [];
      return [{ attribute: argument, message: `${principal}, of another project, gets ${role}` }];
    });
  },
};
