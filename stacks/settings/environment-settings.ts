import type { EncryptionKey } from '../../constructs/inputs/encryption-key';
import type { NetworkPlacement } from '../../constructs/inputs/network-placement';
import type { Protection } from '../../constructs/inputs/protection';
import type { ServiceIdentity } from '../../constructs/inputs/service-identity';
import type { EnvironmentNames, Identity, KeyRole } from '../../model/names';
import type { SpecProblem } from '../../model/problems';
import type { EnvironmentSpec } from '../../model/spec';
import type { RcmEnvironmentProps } from '../props/environment-props';
import type { StageSettings } from '../props/stages';
import type { Weakening } from './stage-settings';

/** A checked environment, as its stacks see it. */
export interface EnvironmentSettings {
  readonly props: RcmEnvironmentProps;
  readonly names: EnvironmentNames;
  /** The environment's own part of the pipeline spec. */
  readonly spec: EnvironmentSpec;
  /** What its stage and its overrides say; `protection` is in the next line, because destroying takes more than a setting. */
  readonly stage: StageSettings;
  readonly protection: Protection;
  /** Choices that guard less than the stage does; the compliance report shows them. */
  readonly weakenings: readonly Weakening[];
  readonly owner: string;
  /** Our own network or the existing one. */
  readonly placement: NetworkPlacement;
  /** Key of a service, by its computed name. */
  readonly key: (role: KeyRole) => EncryptionKey;
  /** A workload's service account, by its computed address. */
  readonly identity: (role: Identity) => ServiceIdentity;
  /** Bucket of the Terraform state; undefined: files on this machine. */
  readonly stateBucket: string | undefined;
  /** What is wrong with the environment or a hospital of it; no stack is written while there is any. */
  readonly problems: SpecProblem[];
}
