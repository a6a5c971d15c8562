import type { EncryptionKey } from './encryption-key';
import type { NetworkPlacement } from './network-placement';
import type { Protection } from './protection';
import type { ServiceIdentity } from './service-identity';

/** Read by the construct, its test and the docs. */
export const CONTAINER_JOB_DEFAULTS = { cpu: '2', memory: '4Gi', timeoutSeconds: 3600 } as const;

export interface ContainerJobProps {
  /** Also the network tag by which firewall rules tell it from the other jobs. */
  readonly jobName: string;
  readonly region: string;
  /** Image with its tag. */
  readonly image: string;
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
  /** Seconds a step may take. @default CONTAINER_JOB_DEFAULTS.timeoutSeconds */
  readonly timeoutSeconds?: number;
}
