import type { CloudProject } from '../../model/cloud-project';
import type { GoogleApi } from '../google-cloud/google-api';
import { type Finding, unknown } from './finding';
import { keysCheck, serviceAgentsCheck } from './key-checks';
import {
  apisCheck,
  billingCheck,
  credentialsCheck,
  projectCheck,
  quotasCheck,
  stateBucketCheck,
} from './project-checks';
import { composerCheck, groupsCheck, imageCheck, lastRunCheck } from './running-checks';

/** Milliseconds that one check may take, all its questions together. */
const DEADLINE = 12_000;

/** Every check of the cloud, in the order in which things come into being. */
const CLOUD_CHECKS: readonly (readonly [
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

/** Looks at the environment's project, all at once; it changes nothing. What cannot be looked at says why. */
export async function checkCloud(facts: CloudProject, api: GoogleApi, deadline = DEADLINE): Promise<Finding[]> {
  return Promise.all(CLOUD_CHECKS.map(([subject, look]) => inTime(subject, look(facts, api), deadline)));
}

async function inTime(subject: string, look: Promise<Finding>, deadline: number): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((done) => {
    timer = setTimeout(() => done(unknown(subject, `no answer in ${deadline / 1000} s`, 'Try again.')), deadline);
  });
  try {
    // What is no error of ours to find: an answer in another shape than Google documents.
    const odd = () =>
      unknown(
        subject,
        'the answer has a shape that is not known',
        'Try again; a proxy may have answered in place of Google.',
      );
    return await Promise.race([look.catch(odd), late]);
  } finally {
    clearTimeout(timer);
  }
}
