import { z } from 'zod';
import { PREREQUISITE_KINDS } from './prerequisites';

/**
 * What an environment expects of its Google Cloud project, as synth writes it beside the pipeline spec: all that `rcm bootstrap` creates and
 * `rcm doctor` checks. It has names only, and no secret.
 */
export const cloudProjectSchema = z.strictObject({
  version: z.literal(1),
  environment: z.string(),
  project: z.string(),
  /** Digits. */
  projectNumber: z.string(),
  region: z.string(),
  labels: z.record(z.string(), z.string()),
  /** Bucket of the Terraform state; null: files on the machine that deploys. */
  stateBucket: z.string().nullable(),
  /** APIs, e.g. `storage.googleapis.com`. */
  services: z.array(z.string()),
  /** Google's service agents, which must exist before they are granted a key, and the API of each. */
  serviceAgents: z.array(z.strictObject({ service: z.string(), address: z.string() })),
  /** Account with which Cloud Logging uses its key; Google creates it with the project. */
  loggingAccount: z.string(),
  /** Full resource names of the keys, and the members that encrypt with each, e.g. `serviceAccount:…`. */
  keys: z.array(z.strictObject({ role: z.string(), name: z.string(), members: z.array(z.string()) })),
  /** Grants on an existing key ring or network that their owners make before a deployment, each with the command. */
  neededGrants: z.array(
    z.strictObject({
      project: z.string(),
      member: z.string(),
      role: z.string(),
      /** Full resource name. */
      on: z.string(),
      why: z.string(),
      command: z.string(),
    }),
  ),
  /** Container image without its tag, and the tag; null: the jobs have none yet. */
  image: z.strictObject({ name: z.string(), tag: z.string().nullable() }),
  /** Full resource name of the Composer environment. */
  composer: z.string(),
  /** What no stack makes and a deployment needs. */
  prerequisites: z.array(z.strictObject({ kind: z.enum(PREREQUISITE_KINDS), name: z.string() })),
});
export type CloudProject = z.output<typeof cloudProjectSchema>;
