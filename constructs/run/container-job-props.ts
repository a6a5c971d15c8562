import { STEP_TIMEOUT_SECONDS } from '../../model/graph';
import type { EncryptionKey } from '../inputs/encryption-key';
import type { NetworkPlacement } from '../inputs/network-placement';
import type { Protection } from '../inputs/protection';
import type { ServiceIdentity } from '../inputs/service-identity';

/** Read by the construct, its test and the docs. */
export const CONTAINER_JOB_DEFAULTS = { cpu: '2', memory: '4Gi', timeoutSeconds: STEP_TIMEOUT_SECONDS } as const;

/** A job without an image runs Google's public sample with a command that does not exist, so that each execution fails and says why. */
export const NO_IMAGE_YET = {
  image: 'us-docker.pkg.dev/cloudrun/container/job',
  command: ['/no-image-yet/push-the-image-and-set-imageTag'],
} as const;

export interface ContainerJobProps {
  /** Also its network tag, by which firewall rules identify it. */
  readonly jobName: string;
  readonly region: string;
  /** With its tag. @default none yet: every execution fails and says so, so that the job can be made before the first image */
  readonly image?: string;
  /** What it runs as; never the project's default account. */
  readonly identity: ServiceIdentity;
  /** In `region`. */
  readonly encryptionKey: EncryptionKey;
  readonly placement: NetworkPlacement;
  /** Plain settings; secrets are read from Secret Manager at run time. */
  readonly environment: Readonly<Record<string, string>>;
  readonly protection: Protection;
  /** @default CONTAINER_JOB_DEFAULTS.cpu */
  readonly cpu?: string;
  /** @default CONTAINER_JOB_DEFAULTS.memory */
  readonly memory?: string;
  /**
   * Seconds an execution may take that is started without a limit of its own. Our stacks always set it: the longest time limit of the
   * workload's steps.
   * @default CONTAINER_JOB_DEFAULTS.timeoutSeconds
   */
  readonly timeoutSeconds?: number;
}
