/** What holds for every error with one code, wherever it is thrown. */
export interface ErrorEntry {
  /** Whether the same step or command may succeed when it is run again unchanged. Airflow and `rcm run` retry only these. */
  readonly retryable: boolean;
  /** Exit code of the command that ends with it: 1 failed, 2 wrong usage or configuration. */
  readonly exitCode: 1 | 2;
  /** What the reader does next: an instruction with the command or the setting. */
  readonly fix: string;
}

/** A passing failure, e.g. of the network: the same attempt may succeed later. */
export function retried(fix: string): ErrorEntry {
  return { retryable: true, exitCode: 1, fix };
}

/** A lasting failure: somebody has to change data, access or the source first. */
export function failed(fix: string): ErrorEntry {
  return { retryable: false, exitCode: 1, fix };
}

/** Wrong usage or configuration: a different command line or environment file is needed. */
export function misused(fix: string): ErrorEntry {
  return { retryable: false, exitCode: 2, fix };
}
