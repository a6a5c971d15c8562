import { z } from 'zod';
import { type PropsOf, typed } from './props-of';

const REASON = {
  /** What the logs of the dry run showed. */
  reason: z.string(),
};
interface Enforcement extends PropsOf<typeof REASON> {}
const enforcement: z.ZodType<Enforcement> = typed(z.strictObject(REASON));

const ENFORCEMENT = {
  /**
   * Enforces the perimeter: calls from outside are refused instead of logged.
   * @default dry run
   */
  enforce: enforcement.optional(),
};
const texts = z.array(z.string()).readonly();

const OWN_PERIMETER = {
  /** Number of the organization's access policy. */
  accessPolicy: z.string(),
  /** Numbers of further projects inside: that of a shared VPC, that of the keys. @default this project alone */
  projectNumbers: texts.optional(),
  /** Names of access levels from which people, and hospitals that deliver files, may call. @default none */
  accessLevels: texts.optional(),
  /** `serviceAccount:…` or `group:…` that deploy from outside; the delivery's identities are let in anyway. @default nobody */
  deployers: texts.optional(),
  ...ENFORCEMENT,
};
/** A perimeter of VPC Service Controls around this project. */
export interface OwnPerimeter extends PropsOf<typeof OWN_PERIMETER> {}

const EXISTING_PERIMETER = {
  /** `accessPolicies/<number>/servicePerimeters/<name>` */
  existing: z.string(),
  ...ENFORCEMENT,
};
/** A perimeter with another owner, who decides who gets in; this project joins it. */
export interface ExistingPerimeter extends PropsOf<typeof EXISTING_PERIMETER> {}

export type PerimeterChoice = OwnPerimeter | ExistingPerimeter;
export const perimeterShape: z.ZodType<PerimeterChoice> = typed(
  z.union([z.strictObject(EXISTING_PERIMETER), z.strictObject(OWN_PERIMETER)]),
);
