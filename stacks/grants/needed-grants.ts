import { serviceAccountMember } from '../../constructs/inputs/service-identity';
import { KEYS } from '../../model/names';
import type { EnvironmentSettings } from '../settings/environment-settings';
import { KEY_ENCRYPTER, serviceAgents } from './service-agents';

/** A grant on something that belongs to somebody else: its owner makes it, before the stacks that need it. */
export interface NeededGrant {
  /** Project whose owner is asked. */
  readonly project: string;
  readonly member: string;
  readonly role: string;
  /** Full resource name of a key or subnetwork, or `projects/<id>`. */
  readonly on: string;
  /** One sentence for the owner. */
  readonly why: string;
  /** What the owner runs. */
  readonly command: string;
}

const NETWORK_USER = 'roles/compute.networkUser';

/** On an existing key ring: who encrypts and decrypts with its keys. Empty where the environment has a ring of its own. */
export function neededKeyGrants({ names, props }: EnvironmentSettings): NeededGrant[] {
  const { encryption } = props;
  if (!encryption) return [];
  const { keyProject, keyRing } = encryption;
  return KEYS.flatMap((key) =>
    serviceAgents(key, props.projectNumber, props.loggingKmsAccount).map((member) => ({
      project: keyProject,
      member,
      role: KEY_ENCRYPTER,
      on: names.key(key),
      why: `Google's service encrypts and decrypts with the ${key} key`,
      command: `gcloud kms keys add-iam-policy-binding ${key} --keyring=${keyRing} --location=${props.region} --project=${keyProject} --member=${member} --role=${KEY_ENCRYPTER}`,
    })),
  );
}

/**
 * On an existing network: whose machines and attachments may be in it. Empty where the environment has a network of its own.
 * @see https://cloud.google.com/run/docs/configuring/shared-vpc-direct-vpc
 * @see https://cloud.google.com/composer/docs/composer-3/configure-shared-vpc
 */
export function neededNetworkGrants({ identity, placement, props }: EnvironmentSettings): NeededGrant[] {
  const { network, projectNumber, region } = props;
  // In the environment's own project its agents may use what is there.
  if (!network || network.projectId === props.projectId) return [];
  const project = network.projectId;
  const subnetworkUser = (member: string, why: string): NeededGrant => ({
    project,
    member,
    role: NETWORK_USER,
    on: placement.subnetwork,
    why,
    command: `gcloud compute networks subnets add-iam-policy-binding ${network.subnetwork} --region=${region} --project=${project} --member=${member} --role=${NETWORK_USER}`,
  });
  const agent = (account: string) => serviceAccountMember({ email: `${account}.iam.gserviceaccount.com` });
  const airflow = agent(`service-${projectNumber}@cloudcomposer-accounts`);
  const airflowRole = 'roles/composer.sharedVpcAgent';
  return [
    subnetworkUser(
      agent(`service-${projectNumber}@serverless-robot-prod`),
      'Cloud Run connects its tasks to the subnet',
    ),
    subnetworkUser(agent(`service-${projectNumber}@dataproc-accounts`), 'Dataproc puts Spark machines into the subnet'),
    subnetworkUser(
      serviceAccountMember({ email: `${projectNumber}@cloudservices.gserviceaccount.com` }),
      'Google makes the machines of a Spark cluster in the subnet',
    ),
    {
      project,
      member: airflow,
      role: airflowRole,
      on: `projects/${project}`,
      why: 'Composer attaches Airflow to the network',
      command: `gcloud projects add-iam-policy-binding ${project} --member=${airflow} --role=${airflowRole} --condition=None`,
    },
    ...(props.delivery
      ? [
          subnetworkUser(
            serviceAccountMember(identity('build-apply')),
            'the delivery names the subnet in what it applies',
          ),
        ]
      : []),
  ];
}
