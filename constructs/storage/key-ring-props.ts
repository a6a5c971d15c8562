import type { ITerraformDependable } from 'cdktf';
import type { Protection } from '../inputs/protection';

/** Read by the construct, its test and the docs. 90 days is the longest rotation that common HIPAA rule packs accept. */
export const KEY_RING_DEFAULTS = { rotationDays: 90, destroyAfterDays: 30 } as const;

export interface KeyRingProps<Name extends string = string> {
  readonly ringName: string;
  /** Project of the ring. Full names are written with it, so that a plan knows them before anything exists. */
  readonly projectId: string;
  /** Region: a key encrypts resources of its own location only. */
  readonly location: string;
  /** Names of the keys, one per service. */
  readonly keys: readonly Name[];
  readonly protection: Protection;
  /** Whole days, 1 to 90, between new key versions. @default KEY_RING_DEFAULTS.rotationDays */
  readonly rotationDays?: number;
  /** What must exist first: the API. @default nothing */
  readonly dependsOn?: ITerraformDependable[];
}
