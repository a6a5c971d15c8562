import { z } from 'zod';
import { type PropsOf, typed } from './props-of';

const AGREEMENT = {
  /** The day, YYYY-MM-DD. */
  acceptedOn: z.string(),
  /** Address of the group that answers for it. */
  by: z.string(),
};
/** Google's agreement for protected health information (BAA), 45 CFR 164.314(a): accepted in the console by an authorized person. */
export interface AcceptedAgreement extends PropsOf<typeof AGREEMENT> {}
export const agreementShape: z.ZodType<AcceptedAgreement> = typed(z.strictObject(AGREEMENT));

const EXISTING_KEY_RING = {
  /** Id of the project. */
  keyProject: z.string(),
  /** Name of the ring. */
  keyRing: z.string(),
  /** Where the ring is: a key encrypts in its own location only. @default the environment's region */
  location: z.string().optional(),
};
/**
 * A key ring of another project, whose owner makes and rotates the keys and decides who uses them. Its keys have the names in
 * `KEYS` (model/names.ts).
 */
export interface ExistingKeyRing extends PropsOf<typeof EXISTING_KEY_RING> {}
export const existingKeyRingShape: z.ZodType<ExistingKeyRing> = typed(z.strictObject(EXISTING_KEY_RING));
