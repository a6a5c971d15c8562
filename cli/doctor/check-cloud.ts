import type { CloudProject } from '../../model/cloud-project';
import type { GoogleApi } from '../google-cloud/google-api';
import { type Finding, unknown } from './finding';
import { keysCheck, serviceAgentsCheck } from './key-checks';
import { prerequisiteChecks } from './prerequisite-checks';
import {
  apisCheck,
  billingCheck,
  credentialsCheck,
  projectCheck,
  quotasCheck,
  stateBucketCheck,
} from './project-checks';
import { composerCheck, groupsCheck, imageCheck, lastRunCheck } from './running-checks';

/** Milliseconds that one check may take, with all its requests. */
const DEADLINE = 12_000;

/** Checks of every environment's cloud project, in the order of setting it up. */
export const CLOUD_CHECKS: readonly (readonly [
  subject: string,
  look: (facts: CloudProject, api: GoogleApi) => Promise<Finding>,
])[] = [
  ['credentials', credentialsCheck],
  ['project', projectCheck],
  ['billing', billingCheck],
  ['apis', apisCheck],
  ['quotas', quotasCheck],
  ['state bucket', stateBucketCheck],
  ['service agents', serviceAgentsCheck],
  ['keys', keysCheck],
  ['image', imageCheck],
  ['composer', composerCheck],
  ['last run', lastRunCheck],
  ['groups', groupsCheck],
];

/** Runs every check of the environment's project at once, read-only. A check that fails to look returns `unknown` with the reason. */
export async function checkCloud(facts: CloudProject, api: GoogleApi, deadline = DEADLINE): Promise<Finding[]> {
  const looks = [
    ...CLOUD_CHECKS.map(([subject, look]) => [subject, look(facts, api)] as const),
    ...prerequisiteChecks(facts).map(([subject, look]) => [subject, look(api)] as const),
  ];
  return Promise.all(looks.map(([subject, look]) => inTime(subject, look, deadline)));
}

async function inTime(subject: string, look: Promise<Finding>, deadline: number): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((done) => {
    timer = setTimeout(() => done(unknown(subject, `no answer in ${deadline / 1000} s`, 'Try again.')), deadline);
  });
  try {
    // A response in another shape than Google documents.
    const odd = () =>
      unknown(subject, 'the response has an unknown shape', 'Try again; a proxy may have answered instead of Google.');
    return await Promise.race([look.catch(odd), late]);
  } finally {
    clearTimeout(timer);
  }
}
