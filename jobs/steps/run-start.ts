import { z } from 'zod';

const runStart = z.object({
  /** `step`: the run was opened by `rcm step begin`, as an orchestrator does. `dev`: it read the databases of `rcm dev`. */
  command: z.enum(['run', 'dev', 'replay', 'reconcile', 'step']),
  /** Id of the engines. */
  engines: z.string(),
  /** Absolute path or `gs://` folder of the spec. @default the environment's own */
  spec: z.string().optional(),
  /** The hospitals' MySQL databases were read. */
  mysql: z.literal(true).optional(),
  /** Absolute path of the folder with extracts. @default those of `rcm sample` */
  extracts: z.string().optional(),
  /** Only the steps of this hospital and of the environment. */
  hospital: z.string().optional(),
  /** With `reconcile`: only this table was compared. */
  table: z.string().optional(),
  /** `<hospital>.<table>`: only the steps of these and of the environment. @default all */
  tables: z.array(z.string()).readonly().optional(),
  /** As it was typed, e.g. `2025-12-31`. */
  until: z.string().optional(),
  full: z.literal(true).optional(),
  heal: z.literal(true).optional(),
  acceptDeletes: z.literal(true).optional(),
  rebuildGold: z.literal(true).optional(),
});

/**
 * How a run was started: the command, where its spec and its rows come from, and the options that decide what it reads. A resumed run repeats
 * it. It has ids, paths and dates; no value of a row and no secret.
 */
export type RunStart = Readonly<z.output<typeof runStart>>;

/** For `ops.runs`: JSON, in the order in which the fields are listed here. */
export function startText(start: RunStart): string {
  return JSON.stringify(runStart.parse(start));
}

/** What `ops.runs` holds; null: nothing, or what no version of this program writes. */
export function startOfText(text: unknown): RunStart | null {
  if (typeof text !== 'string') return null;
  try {
    return runStart.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
