/** Google's agreement for protected health information (BAA), 45 CFR 164.314(a): accepted in the console by somebody who may. */
export interface AcceptedAgreement {
  /** The day, YYYY-MM-DD. */
  readonly acceptedOn: string;
  /** Address of the group that answers for it. */
  readonly by: string;
}

/**
 * A key ring of another project, whose owner makes and rotates the keys and decides who uses them. It has a key for each name of
 * `KEYS` (model/names.ts), called so.
 */
export interface ExistingKeyRing {
  /** Id of the project. */
  readonly keyProject: string;
  readonly keyRing: string;
  /** Where the ring is: a key encrypts in its own location only. @default the environment's region */
  readonly location?: string;
}
