import type { Step } from '../../model/graph';
import type { SourceUse } from '../sources/source';
import type { Context } from './context';
import type { RunStart } from './run-start';

/** What a step did, in numbers and words for people. */
export interface StepReport {
  /** Rows it read; null where a step reads no rows. */
  readonly rowsIn: number | null;
  readonly rowsOut: number | null;
  /** e.g. `3 new, 1 deleted`; no row values. */
  readonly detail: string | null;
  /** What the step asked of a hospital's database. @default nothing */
  readonly source?: SourceUse | null;
}

/** What a step gets besides the context. */
export interface StepInput {
  readonly runId: string;
  readonly attempt: number;
  /** How the run was started, for `begin` to record; null: not said. */
  readonly start: RunStart | null;
  readonly until: string | null;
  /** Extract every row of each database, not only what is new. */
  readonly full: boolean;
  /** Compare every row of each database with the warehouse, and extract those that differ. */
  readonly heal: boolean;
  /** Apply deletes of the sources, however many there are. */
  readonly acceptDeletes: boolean;
  /** Build gold whole, whatever has changed. */
  readonly rebuildGold: boolean;
  /** Steps that must have succeeded for the run to be good; `finish` checks them. */
  readonly expected: readonly string[];
  readonly onProgress: (rows: number) => void;
  /** Aborted when the step's time is over: waiting work must end. */
  readonly signal: AbortSignal;
}

/** What a kind of step does. Throws JobError; the attempt around it writes the audit row. */
export type StepWork = (context: Context, step: Step, input: StepInput) => Promise<StepReport>;
