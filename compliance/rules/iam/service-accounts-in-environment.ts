import { isUnknown } from '../../arguments/attribute';
import { isUnknownPrincipal, principalKind } from '../../grants/grant';
import { IAM_TYPES, judgeGrants } from '../../grants/grants-of';
import { isServiceAgent, projectOfAccount } from '../../rule-parts/principals';
import { projectsOf } from '../../rule-parts/projects';
import type { ResourceRule } from '../../verdicts/rule';

/** A reference to a service account that the same configuration makes. */
const OWN_ACCOUNT = /\$\{google_service_account\.[\w-]+(\[[^\]]*\])?\.(member|email)\}$/;

/** Whether it is, or may be, a service account whose project only the apply knows; one that the estate makes is ours. */
function isComputedAccount(principal: string): boolean {
  if (!isUnknownPrincipal(principal) && principalKind(principal) !== 'serviceAccount') return false;
  return isUnknown(principal) && !OWN_ACCOUNT.test(principal) && !isServiceAgent(principal);
}

export const serviceAccountsInEnvironment: ResourceRule = {
  id: 'iam-service-accounts-in-environment',
  title: 'Only service accounts of the environment have access',
  severity: 'high',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(a)(2)(i)'],
  why: 'The other project decides who can act as its accounts, and no list here shows it.',
  fix: 'Create a service account in this environment, and let the other side use it by federation.',
  resourceTypes: IAM_TYPES,
  check(resource, estate) {
    return judgeGrants(resource, estate, ({ principal, role, argument }) => {
      if (isComputedAccount(principal)) return 'unknown';
      const project = projectOfAccount(principal);
      if (project === undefined || projectsOf(estate).has(project)) return [];
      // Nothing says which projects are ours where no resource and no provider names one.
      if (projectsOf(estate).has(undefined)) return 'unknown';
      return [{ attribute: argument, message: `${principal}, of another project, gets ${role}` }];
    });
  },
};
