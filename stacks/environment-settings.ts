import type { Protection } from '../constructs/protection';
import type { EnvironmentNames } from '../model/names';
import type { SpecProblem } from '../model/problems';
import type { EnvironmentSpec } from '../model/spec';
import type { RcmEnvironmentProps } from './environment-props';

/** A checked environment, as its stacks see it. */
export interface EnvironmentSettings {
  readonly props: RcmEnvironmentProps;
  readonly names: EnvironmentNames;
  /** The environment's own part of the pipeline spec. */
  readonly spec: EnvironmentSpec;
  readonly protection: Protection;
  readonly owner: string;
  /** Full resource names, of our own network or of the existing one. */
  readonly network: string;
  readonly subnetwork: string;
  /** Bucket of the Terraform state; undefined: files on this machine. */
  readonly stateBucket: string | undefined;
  /** What is wrong with the environment or a hospital of it; no stack is written while there is any. */
  readonly problems: SpecProblem[];
}

/** Email of a workload's service account. */
export function identityEmail(
  settings: EnvironmentSettings,
  identity: Parameters<EnvironmentNames['serviceAccount']>[0],
): string {
  return settings.names.email(settings.names.serviceAccount(identity));
}
