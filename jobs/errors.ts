/** Every way a step can fail. The key is what the log line, the audit row, the Airflow task and the runbook show. */
export const JOB_ERRORS = {
  SOURCE_UNREACHABLE: {
    retryable: true,
    fix: 'Check that the database runs and that this machine may reach its host and port; the step is retried.',
  },
  SOURCE_TLS_REFUSED: {
    retryable: false,
    fix: "Check that the server offers TLS 1.2 or newer and that its certificate is its own, in date, and signed by an authority that is trusted here: certificateAuthoritySecret names the secret with the authority's PEM.",
  },
  SOURCE_ACCESS_DENIED: {
    retryable: false,
    fix: 'Check the user and the secret that holds its password (the secret is named in the environment file); with IAM authentication, the account of this step and its roles cloudsql.client and cloudsql.instanceUser.',
  },
  SOURCE_INSTANCE_UNUSABLE: {
    retryable: false,
    fix: 'Check emr.instance (project:region:instance), and that the instance is there and has a private address.',
  },
  SOURCE_DATABASE_MISSING: { retryable: false, fix: 'Check the database name in the environment file.' },
  SOURCE_TABLE_MISSING: {
    retryable: false,
    fix: 'Check the table in the source, or name it with mapping.<table>.table in the environment file.',
  },
  SOURCE_COLUMN_MISSING: {
    retryable: false,
    fix: 'Compare the source with the mapping in the environment file and correct one of them.',
  },
  SOURCE_CURSOR_TYPE: {
    retryable: false,
    fix: 'Map the cursor to a column of type DATE, DATETIME or TIMESTAMP: only those can be compared with a watermark.',
  },
  SOURCE_READ_FAILED: {
    retryable: true,
    fix: 'Look the number of the database error up in its manual; the step is retried from its beginning.',
  },
  SOURCE_CONNECTION_LOST: {
    retryable: true,
    fix: 'The step is retried from its beginning; nothing half-read is kept.',
  },
  FILE_EMPTY: {
    retryable: false,
    fix: 'Ask the sender for the file again; it stays in the inbox until it is replaced.',
  },
  FILE_COLUMN_MISSING: {
    retryable: false,
    fix: 'Compare the header line of the file with the mapping in the environment file.',
  },
  FILE_TOO_MANY_BAD_LINES: {
    retryable: false,
    fix: 'Ask the sender for a corrected file; the first bad lines and their reasons are named above.',
  },
  FILE_COLUMN_REPEATED: {
    retryable: false,
    fix: 'Ask the sender for a file whose header names each column once.',
  },
  API_UNREACHABLE: {
    retryable: true,
    fix: 'Nothing was written and the last good copy stays in use. Check that this machine may reach the address, or try again later.',
  },
  API_REFUSED: {
    retryable: false,
    fix: 'Nothing was written and the last good copy stays in use. Check the address (RCM_NPPES_URL, RCM_ICD10_URL) and what the network lets through.',
  },
  API_ANSWER_INVALID: {
    retryable: false,
    fix: "Nothing was written and the last good copy stays in use. Try again later; if it stays, compare the answer with the API's documentation.",
  },
  LANDING_FAILED: {
    retryable: true,
    fix: 'Check free disk space and memory; the step is retried from its beginning.',
  },
  LANDING_ROW_TOO_LONG: {
    retryable: false,
    fix: 'Leave the long column out of the mapping, or correct the file: a quote may be open over many lines.',
  },
  LANDING_INCOMPLETE: { retryable: true, fix: 'Run the extract step of this table again.' },
  LANDING_DIFFERENCE: {
    retryable: true,
    fix: 'The step is retried; if it stays, a file of the landing folder was changed after it was written: start a new run.',
  },
  LANDING_PRESENT: {
    retryable: false,
    fix: 'A run lands a table once: read everything again in a new run, with rcm run --full.',
  },
  OBJECT_KEY_INVALID: {
    retryable: false,
    fix: 'Rename the file: letters, digits, ".", "_", "-" and folders with "/".',
  },
  LAKE_UNREACHABLE: { retryable: true, fix: 'Check the network and the credentials; the step is retried.' },
  LAKE_ACCESS_DENIED: {
    retryable: false,
    fix: 'Grant the account of this step the role on the bucket that stacks/iam.ts lists for it.',
  },
  OBJECT_MISSING: { retryable: true, fix: 'Run the step that writes the object again.' },
  WAREHOUSE_LOCKED: { retryable: true, fix: 'Another run is using the local warehouse; wait for it to end.' },
  WAREHOUSE_STATEMENT_FAILED: {
    retryable: false,
    fix: 'The statement is in the golden files under its name; run it with rcm query to see why.',
  },
  WAREHOUSE_MISSING: { retryable: false, fix: 'Run the pipeline first: npx rcm run.' },
  WAREHOUSE_UNREADABLE: {
    retryable: false,
    fix: 'Check that the path is a DuckDB file this user may write, that the disk has room and that nothing closed it.',
  },
  WAREHOUSE_ACCESS_DENIED: {
    retryable: false,
    fix: 'Grant the account of this step the BigQuery roles that stacks/iam.ts lists for it.',
  },
  WAREHOUSE_CONFLICT: {
    retryable: true,
    fix: 'Another job changed the same table at the same moment; nothing was written and the step is retried.',
  },
  WAREHOUSE_UNREACHABLE: { retryable: true, fix: 'Check the network and the credentials; the step is retried.' },
  DELETED_SHARE_EXCEEDED: {
    retryable: false,
    fix: 'If the source is being loaded anew, wait for the end of that and start a new run. If the rows are gone for good, run again with --accept-deletes, or raise quality.maximumDeletedShare.',
  },
  QUARANTINE_SHARE_EXCEEDED: {
    retryable: false,
    fix: 'Look at the quarantine table; correct the source, or raise quality.maximumQuarantinedShare, then run again.',
  },
  HISTORY_INVALID: {
    retryable: false,
    fix: 'Rebuild the table from bronze with rcm replay; if it stays, the events in bronze say why.',
  },
  RECONCILIATION_DIFFERENCE: {
    retryable: false,
    fix: 'Where a source differs, read all of it again with rcm run --full: a row was changed without its cursor moving on, moved back or was committed later than the lookback, or two rows have one key. Elsewhere compare the two totals in ops.reconciliations: a fact has one row per source row.',
  },
  SECRET_MISSING: {
    retryable: false,
    fix: 'Set the environment variable, or grant the service account access to the secret.',
  },
  SECRET_UNREACHABLE: { retryable: true, fix: 'Check the way to Secret Manager; the step is retried.' },
  STEP_TIMED_OUT: {
    retryable: true,
    fix: 'See what the source or the warehouse was busy with; the step is retried from its beginning.',
  },
  RUN_INCOMPLETE: {
    retryable: false,
    fix: 'Mend what the failed steps say, then run again with the same --run-id: what succeeded is not repeated.',
  },
  UNEXPECTED: {
    retryable: false,
    fix: 'Run the step again with RCM_DEBUG=1 to see where it comes from, and report it.',
  },
  STEP_UNKNOWN: { retryable: false, fix: 'List the steps with rcm graph.' },
  RUN_UNKNOWN: { retryable: false, fix: 'List the runs with rcm status.' },
  ENVIRONMENT_UNKNOWN: { retryable: false, fix: 'Use the name of a file in environments/, or synthesize it first.' },
} as const satisfies Record<string, { retryable: boolean; fix: string }>;

export type JobErrorCode = keyof typeof JOB_ERRORS;

/** The only error a step throws. `detail` names tables, columns and counts, never row values or secrets. */
export class JobError extends Error {
  override readonly name = 'JobError';
  /** Whether the same step may succeed when it is simply run again; orchestrators read it. */
  readonly retryable: boolean;
  /** What to do next. */
  readonly fix: string;

  constructor(
    readonly code: JobErrorCode,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}. ${JOB_ERRORS[code].fix}`, options);
    this.retryable = JOB_ERRORS[code].retryable;
    this.fix = JOB_ERRORS[code].fix;
  }
}
