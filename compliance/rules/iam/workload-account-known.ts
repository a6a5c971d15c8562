import { projectsOf } from '../../rule-parts/projects';
import { WORKLOAD_TYPES, workloadAccount } from '../../rule-parts/workload-accounts';
import type { ResourceRule } from '../../verdicts/rule';

export const workloadAccountKnown: ResourceRule = {
  id: 'iam-workload-account-known',
  title: 'Workloads run under service accounts of the environment',
  severity: 'medium',
  controls: ['164.312(a)(2)(i)', '164.308(a)(4)(ii)(B)'],
  why: 'No list here shows the grants of an account of another project, and others can act as it.',
  fix: 'Create a google_service_account in this environment, and name it.',
  resourceTypes: WORKLOAD_TYPES,
  check(workload, estate) {
    const { email, computed, argument } = workloadAccount(estate, workload);
    // Another rule judges whether one is named at all.
    if (email === undefined) return computed ? 'unknown' : 'not_applicable';
    const project = /@([a-z0-9.:-]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1];
    const projects = projectsOf(estate);
    if (project === undefined || projects.has(undefined) || projects.has(project)) return [];
    if (!estate.complete) return 'unknown';
    return [{ attribute: argument, message: `it runs under ${email}, of another project` }];
  },
};
