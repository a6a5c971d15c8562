/**
 * What to type after an error, once its advice was followed.
 * `resume`: the same again; a run is resumed by its id and goes on where it failed.
 * `new run`: a resumed run would end in the same way, since it does not read, load or judge again what the error is about.
 * `other command`: another command line or environment file is needed, and no run was begun.
 */
export type NextAfterError = 'resume' | 'new run' | 'other command';

/** What holds for every error with one code, wherever it is thrown. */
export interface ErrorEntry {
  /** Whether the same step or command may succeed when it is run again unchanged. Airflow and `rcm run` retry only these. */
  readonly retryable: boolean;
  /** Which command the terminal prints after the advice (cli/run/next-command.ts). */
  readonly next: NextAfterError;
  /** An option that the new run needs. @default none */
  readonly newRunWith?: '--heal';
  /** An option with which the run can be resumed all the same, where somebody decides so. @default none */
  readonly resumeWith?: '--accept-deletes';
  /** Exit code of the command that ends with it: 1 failed, 2 wrong usage or configuration. */
  readonly exitCode: 1 | 2;
  /** What the reader does next: an instruction with the command or the setting. */
  readonly fix: string;
}

/** A passing failure, e.g. of the network: the same attempt may succeed later. */
export function retried(fix: string): ErrorEntry {
  return { retryable: true, next: 'resume', exitCode: 1, fix };
}

/** A lasting failure: somebody has to change data, access or the source first. Then the run is resumed. */
export function failed(fix: string): ErrorEntry {
  return { retryable: false, next: 'resume', exitCode: 1, fix };
}

/** A lasting failure of what this run has read: once it is corrected, a new run reads it. */
export function needsNewRun(
  fix: string,
  options: Partial<Pick<ErrorEntry, 'retryable' | 'newRunWith' | 'resumeWith'>> = {},
): ErrorEntry {
  return { retryable: false, next: 'new run', exitCode: 1, fix, ...options };
}

/** Wrong usage or configuration: a different command line or environment file is needed. */
export function misused(fix: string): ErrorEntry {
  return { retryable: false, next: 'other command', exitCode: 2, fix };
}
