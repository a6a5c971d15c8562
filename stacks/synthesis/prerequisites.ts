import { KEYS } from '../../model/names';
import type { Prerequisite } from '../../model/prerequisites';
import { serviceAgents } from '../grants/service-agents';
import type { PeopleGroups } from '../props/environment-props';
import type { EnvironmentSettings } from '../settings/environment-settings';

const memberAddress = (member: string) => member.slice(member.indexOf(':') + 1);

/**
 * What an environment needs and none of its stacks makes.
 * @param analysts groups of the hospitals' own analysts.
 */
export function prerequisites(settings: EnvironmentSettings, analysts: readonly string[]): Prerequisite[] {
  const { props, names, stateBucket, key } = settings;
  const agents = KEYS.flatMap((role) => serviceAgents(role, props.projectNumber, props.loggingKmsAccount));
  const groups = [...groupsOfPeople(props.groups), ...analysts, ...perimeterGroups(settings)];
  const all: Prerequisite[] = [
    ...(stateBucket === undefined ? [] : [{ kind: 'state bucket', name: stateBucket } as const]),
    ...unique(agents.map(memberAddress)).map((name) => ({ kind: 'service agent', name }) as const),
    ...unique(groups).map((name) => ({ kind: 'group', name }) as const),
    ...(props.imageTag === undefined ? [] : [{ kind: 'image', name: `${names.image}:${props.imageTag}` } as const]),
    ...(props.delivery?.kind === 'cloud_build'
      ? [{ kind: 'connection', name: names.connection(props.delivery.connection) } as const]
      : []),
    ...(props.encryption ? KEYS.map((role) => ({ kind: 'key', name: key(role).name }) as const) : []),
    ...ofNetwork(settings),
    ...ofOrganization(settings),
    ...(props.budget
      ? [{ kind: 'billing account', name: `billingAccounts/${props.budget.billingAccount}` } as const]
      : []),
  ];
  return all;
}

function ofNetwork({ placement, props }: EnvironmentSettings): Prerequisite[] {
  if (!props.network) return [];
  return [
    { kind: 'network', name: placement.network },
    { kind: 'subnetwork', name: placement.subnetwork },
  ];
}

function ofOrganization({ props: { perimeter } }: EnvironmentSettings): Prerequisite[] {
  if (!perimeter) return [];
  if ('existing' in perimeter) return [{ kind: 'perimeter', name: perimeter.existing }];
  const policy = `accessPolicies/${perimeter.accessPolicy}`;
  return [
    { kind: 'access policy', name: policy },
    ...(perimeter.accessLevels ?? []).map((level) => ({
      kind: 'access level' as const,
      name: `${policy}/accessLevels/${level}`,
    })),
  ];
}

/** Groups that deploy from outside of the perimeter. */
function perimeterGroups({ props: { perimeter } }: EnvironmentSettings): string[] {
  const deployers = perimeter && 'deployers' in perimeter ? (perimeter.deployers ?? []) : [];
  return deployers.filter((member) => member.startsWith('group:')).map(memberAddress);
}

function groupsOfPeople({ engineers, analysts, hospitalAnalysts, reviewers, breakGlass }: PeopleGroups): string[] {
  return [engineers, analysts, hospitalAnalysts, reviewers, breakGlass].filter((group) => group !== undefined);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
