import type { CloudProject } from '../../model/cloud-project';
import type { Answer, GoogleApi } from '../google-cloud/google-api';
import { bad, type Finding, good, unknown } from './finding';
import { unknownBecause } from './judged';

const MAY_USE_KEY = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';
const LOOK_AT_KEYS = 'roles/cloudkms.viewer';

interface Policy {
  readonly bindings?: readonly { readonly role: string; readonly members?: readonly string[] }[];
}

/** Every key exists, is enabled and may be used by its service. The owner of another project corrects keys there. */
export async function keysCheck({ keys, environment, neededGrants }: CloudProject, api: GoogleApi): Promise<Finding> {
  const deploy = `npx cdktf deploy ${environment}-foundation`;
  const looks = await Promise.all(
    keys.map(async (key) => {
      const answer = await api.ask('cloudkms', `/v1/${key.name}`);
      const policy = isFound(answer) ? await api.ask('cloudkms', `/v1/${key.name}:getIamPolicy`) : answer;
      return { key, answer, policy };
    }),
  );
  const missing = looks.filter(({ answer }) => answer.kind === 'answer' && answer.status === 404);
  if (missing.length > 0) {
    const names = missing.map(({ key }) => key.role).join(', ');
    const owner = neededGrants.find(({ on }) => missing.some(({ key }) => key.name === on))?.project;
    const next = owner === undefined ? deploy : `ask the owner of ${owner} to create them`;
    return bad('keys', `missing: ${names}`, next);
  }
  const unseen = looks.flatMap(({ answer, policy }) => [answer, policy]).find((answer) => !isFound(answer));
  if (unseen) return unknownBecause('keys', unseen, LOOK_AT_KEYS);
  for (const { key, answer } of looks) {
    const state = (bodyOf(answer) as { primary?: { state?: string } }).primary?.state ?? 'without a version';
    if (state !== 'ENABLED')
      return bad('keys', `${key.role} is ${state}`, `gcloud kms keys versions list --key=${key.name}`);
  }
  const refused = looks.flatMap(({ key, policy }) => {
    const members = membersOf(bodyOf(policy) as Policy, MAY_USE_KEY);
    return key.members.filter((member) => !members.has(member)).map((member) => ({ key, member }));
  });
  if (refused.length === 0) return good('keys', `${keys.length} are enabled, and their services may use them`);
  const commands = neededGrants
    .filter(({ on, member }) => refused.some((each) => each.key.name === on && each.member === member))
    .map(({ command }) => command);
  return bad(
    'keys',
    refused.map(({ key, member }) => `${member} may not use ${key.role}`).join('; '),
    commands.length === 0 ? deploy : commands.join('\n'),
  );
}

/**
 * Google's service agents can be created but not looked up: one that holds a role exists, one without a role may be missing.
 * A policy lists a deleted one as `deleted:…`, which does not count.
 */
export async function serviceAgentsCheck(facts: CloudProject, api: GoogleApi): Promise<Finding> {
  const { project, serviceAgents, keys, environment } = facts;
  const policies = await Promise.all([
    api.ask('cloudresourcemanager', `/v3/projects/${project}:getIamPolicy`, { method: 'POST', body: {} }),
    ...keys.map(({ name }) => api.ask('cloudkms', `/v1/${name}:getIamPolicy`)),
  ]);
  const seen = policies.filter(isFound);
  const [first] = policies;
  if (seen.length === 0 && first) return unknownBecause('service agents', first, 'roles/iam.securityReviewer');
  const members = new Set(seen.flatMap((policy) => [...membersOf(bodyOf(policy) as Policy)]));
  const unseen = serviceAgents.filter(({ address }) => !members.has(`serviceAccount:${address}`));
  if (unseen.length === 0) return good('service agents', `all ${serviceAgents.length} are there`);
  const names = unseen.map(({ service }) => service.replace('.googleapis.com', '')).join(', ');
  return unknown(
    'service agents',
    `those of ${names} hold no role yet, so they may be missing`,
    `rcm bootstrap --env ${environment} creates them`,
  );
}

function isFound(answer: Answer): boolean {
  return answer.kind === 'answer' && answer.status === 200;
}

function bodyOf(answer: Answer): unknown {
  return answer.kind === 'answer' ? answer.body : null;
}

/** @param role @default any */
function membersOf(policy: Policy, role?: string): Set<string> {
  const bindings = (policy.bindings ?? []).filter((binding) => role === undefined || binding.role === role);
  return new Set(bindings.flatMap(({ members = [] }) => members));
}
