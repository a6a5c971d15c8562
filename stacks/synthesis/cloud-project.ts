import type { CloudProject } from '../../model/cloud-project';
import { KEYS } from '../../model/names';
import { neededKeyGrants, neededNetworkGrants } from '../grants/needed-grants';
import { SERVICE_AGENTS, serviceAgents } from '../grants/service-agents';
import type { EnvironmentSettings } from '../settings/environment-settings';
import { enabledServices } from '../settings/google-services';
import { prerequisites } from './prerequisites';

/**
 * What the environment expects of its project: the same facts that its stacks are built from.
 * @param analysts groups of the hospitals' own analysts.
 */
export function cloudProject(settings: EnvironmentSettings, analysts: readonly string[]): CloudProject {
  const { props, names, spec, owner, stateBucket, key } = settings;
  const { projectNumber, loggingKmsAccount } = props;
  const agents = new Map(
    Object.values(SERVICE_AGENTS)
      .flat()
      .map(({ service, address }) => [address.replace('N@', `${projectNumber}@`), `${service}.googleapis.com`]),
  );
  const [loggingMember = ''] = serviceAgents('logging', projectNumber, loggingKmsAccount);
  return {
    version: 1,
    environment: names.environment,
    project: props.projectId,
    projectNumber,
    region: props.region,
    labels: { group: spec.group, stage: spec.stage, owner },
    stateBucket: stateBucket ?? null,
    services: enabledServices(props).map((service) => `${service}.googleapis.com`),
    serviceAgents: [...agents].map(([address, service]) => ({ service, address })),
    loggingAccount: loggingMember.replace(/^serviceAccount:/, ''),
    keys: KEYS.map((role) => ({
      role,
      name: key(role).name,
      members: serviceAgents(role, projectNumber, loggingKmsAccount),
    })),
    neededGrants: [...neededKeyGrants(settings), ...neededNetworkGrants(settings)],
    image: { name: names.image, tag: props.imageTag ?? null },
    composer: `projects/${props.projectId}/locations/${props.region}/environments/${names.resource('airflow')}`,
    prerequisites: prerequisites(settings, analysts),
  };
}
