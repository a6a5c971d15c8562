import { type ErrorEntry, failed, misused, needsNewRun, retried } from './error-entry';

/** Every way a step can fail. The key is what the log line, the audit row, the Airflow task and the runbook show. */
export const JOB_ERRORS = {
  SOURCE_UNREACHABLE: retried(
    'Check that the database is running and that this machine can reach its host and port. A step of a run is retried.',
  ),
  SOURCE_TLS_REFUSED: failed(
    "Check that the server offers TLS 1.2 or newer, and that its certificate names this host (for an address: among its IP addresses), has not expired and is signed by a trusted authority. certificateAuthoritySecret names the secret that holds the authority's PEM.",
  ),
  SOURCE_ACCESS_DENIED: failed(
    'Check the user and the secret that holds its password (the environment file names the secret). With IAM authentication, check that the service account of this step has the roles cloudsql.client and cloudsql.instanceUser.',
  ),
  SOURCE_READ_DENIED: failed(
    'The user may sign in, but not read this database, table or column, or the name of the database is wrong. Ask the owner of the database to GRANT SELECT to it, and in PostgreSQL USAGE on the schema.',
  ),
  SOURCE_DRIVER_MISSING: failed(
    'Install it beside rcm-platform with npm install pg@8; npm leaves it out with --omit=optional. Then resume the run.',
  ),
  SOURCE_INSTANCE_UNUSABLE: failed(
    'Check emr.instance (project:region:instance), and that the instance exists and has a private address.',
  ),
  SOURCE_DATABASE_MISSING: failed('Check the database name in the environment file.'),
  SOURCE_TABLE_MISSING: failed(
    'Check the table in the source, or set its name as mapping.<table>.from.table in the environment file. A hospital that was added after the sample was written gets its data with rcm sample --force.',
  ),
  SOURCE_COLUMN_MISSING: failed('Compare the source with the mapping in the environment file and correct one of them.'),
  SOURCE_NAME_AMBIGUOUS: failed(
    'Give the mapping a query that names the columns apart (select "Id" as visit_id ...), or read a view in which each name occurs once.',
  ),
  SOURCE_SQL_INVALID: failed(
    'Run the query or the condition of the mapping in the database by hand, and correct it in the environment file.',
  ),
  SOURCE_UNSUITED: failed(
    'Start a run on the database, with rcm run --mysql: extracts are files, which can neither carry out a query nor a condition.',
  ),
  SOURCE_CURSOR_TYPE: failed(
    'Map the cursor to a column of type DATE, DATETIME or TIMESTAMP: only these can be compared with a watermark.',
  ),
  SOURCE_VALUE_LOST: failed(
    "Raise the server's max_allowed_packet above twice the length of its longest binary value, or map the column to one that holds the text. Nothing of the table was landed.",
  ),
  SOURCE_READ_FAILED: retried(
    "Look up the error number in the database's manual. The step is retried from its beginning.",
  ),
  SOURCE_CONNECTION_LOST: retried('Wait: the step is retried from its beginning. Rows read so far are discarded.'),
  SOURCE_STATEMENT_TOO_LONG: failed(
    'Raise emr.limits.statementSeconds in the environment file, or map the table to a query or a condition that reads less. Reading a whole table is one statement: with emr.limits.rowsPerSecond it takes its rows divided by that.',
  ),
  FILE_FORMAT_UNKNOWN: failed('Correct the format of the feed in the environment file.'),
  FILE_EMPTY: needsNewRun('Ask the sender for the file again. This one stays in the inbox until it is replaced.'),
  FILE_HEADER_BROKEN: needsNewRun(
    'Ask the sender for a file whose header line names each column without a line break inside the name.',
  ),
  FILE_WITHOUT_ROWS: needsNewRun(
    'Ask the sender whether there was nothing to deliver. If so, delete the file from the inbox; otherwise ask for it again.',
  ),
  FILE_ENCODING_DIFFERS: needsNewRun(
    'Set the encoding of the feed to that of its files (rcm feed try proposes it), or have the file saved in the encoding of the feed.',
  ),
  FILE_FORMAT_DIFFERS: needsNewRun(
    'Ask the sender for a file of the format of the feed, with the ending that says so: .gz and .zip for packed files.',
  ),
  FILE_ARCHIVE_INVALID: needsNewRun('Ask the sender to pack the file again, without a password, and to send it whole.'),
  FILE_WORKBOOK_INVALID: needsNewRun(
    'Ask the sender to save the workbook again as .xlsx, without a password, or to send the sheet as text.',
  ),
  FILE_SHEET_MISSING: needsNewRun('Set the sheet of the feed to the name that the workbook has.'),
  FILE_LIMIT_EXCEEDED: needsNewRun(
    'Ask the sender for smaller files. A file that unpacks to far more than its size is built to exhaust the machine: find out who sent it.',
  ),
  FILE_FOOTER_MISSING: needsNewRun(
    'Ask the sender for the whole file: it ends before the footer that its feed declares. If the files have none, remove footer from the feed.',
  ),
  FILE_COLUMN_MISSING: needsNewRun(
    'Compare the header line of the file with the mapping in the environment file. rcm feed try shows how a file is written and what its columns are.',
  ),
  FILE_TOO_MANY_BAD_LINES: needsNewRun(
    'Ask the sender for a corrected file. The first bad lines and their reasons are listed above.',
  ),
  FILE_COLUMN_REPEATED: needsNewRun('Ask the sender for a file whose header names each column once.'),
  API_UNREACHABLE: retried(
    'Check that this machine can reach the address, or try again later. Nothing was written; the last good copy stays in use.',
  ),
  API_REFUSED: failed(
    'Check the address (RCM_NPPES_URL, RCM_ICD10_URL) and the firewall. Nothing was written; the last good copy stays in use.',
  ),
  API_ANSWER_INVALID: failed(
    "Try again later. If the error persists, compare the answer with the API's documentation. Nothing was written; the last good copy stays in use.",
  ),
  LANDING_FAILED: retried('Check free disk space and memory. The step is retried from its beginning.'),
  LANDING_ROW_TOO_LONG: failed(
    'Leave the long column out of the mapping, or correct the file: an unclosed quote may join many lines into one.',
  ),
  LOAD_SUPERSEDED: needsNewRun(
    'Start a new run: the warehouse has a later snapshot of this table, and its landing, which would have to be loaded again after this one, is gone.',
  ),
  LANDING_INCOMPLETE: retried('Run the extract step of this table again.'),
  DELIVERY_UNEXPLAINED: needsNewRun(
    'Nothing of the table has reached history. Load the named run again from its landing, rcm step load.HOSPITAL.TABLE --run-id RUN, then start a new run; in the cloud clear the load task of that run, then trigger the DAG. If the error persists, report it with the rows of ops.deliveries.',
  ),
  LANDING_DIFFERENCE: needsNewRun(
    'The step is retried. If the error persists, a file in the landing folder was changed after it was written: start a new run.',
    { retryable: true },
  ),
  LANDING_PRESENT: needsNewRun(
    'Start a new run to read everything again, rcm run --full, or to compare every row, rcm run --heal; in the cloud trigger the DAG with {"full": true} or {"heal": true}. Each run lands a table only once.',
  ),
  OBJECT_KEY_INVALID: failed('Rename the file: use letters, digits, ".", "_", "-", and "/" between folders.'),
  LAKE_UNREACHABLE: retried('Check the network and the credentials. The step is retried.'),
  LAKE_ACCESS_DENIED: failed(
    "Grant this step's service account the role on the bucket that stacks/iam.ts lists for it.",
  ),
  OBJECT_MISSING: retried('Run the step that writes the object again.'),
  WAREHOUSE_LOCKED: retried('Wait until the other run that uses the local warehouse ends.'),
  WAREHOUSE_READER_LOST: retried(
    'Run the command again: a run began or ended while its result was being read, or the result was not taken for a minute.',
  ),
  WAREHOUSE_STATEMENT_FAILED: failed(
    'Open test/golden/sql/<engine>/<name>.sql, and run its select part with rcm query to see why it fails.',
  ),
  KPI_HOSPITAL_UNKNOWN: failed(
    'Correct the SQL of the KPI in the extension: hospital_id comes from a table that it reads, as it is there. Then deploy and resume the run.',
  ),
  MEMORY_EXHAUSTED: failed(
    'Set RCM_MEMORY_LIMIT to more, e.g. 8GB, or use a machine with more memory, then resume the run. By default the warehouse takes half of the memory and writes what does not fit to disk.',
  ),
  DISK_FULL: retried(
    'Free space in the state folder (.rcm) and in the folder for temporary files (TMPDIR, otherwise /tmp), then resume the run. Unfinished files have been removed.',
  ),
  DISK_READ_ONLY: failed(
    'Mount the disk of the state folder (.rcm) for writing, or set TMPDIR to a folder that can be written, then resume the run.',
  ),
  FILE_ACCESS_DENIED: failed(
    'Run the command as the user who owns the state folder (.rcm), or let this user read and write it (chown -R), then run it again.',
  ),
  PATH_TOO_LONG: failed('Rename the file, or move the project to a shorter path, then run the command again.'),
  MEMORY_LIMIT_INVALID: misused('Set RCM_MEMORY_LIMIT to a number and MB, GB or TB, e.g. 4GB, or unset it.'),
  WAREHOUSE_MISSING: misused('Run the pipeline first: rcm run.'),
  WAREHOUSE_OUTDATED: misused(
    'An older version of the program made this warehouse; the next run of this one brings it up to date: rcm run.',
  ),
  WAREHOUSE_UNREADABLE: failed(
    'Check that the path is a DuckDB file that this user may write, that the disk has free space, and that no other program closed the file.',
  ),
  WAREHOUSE_ACCESS_DENIED: failed(
    "Grant this step's service account the BigQuery roles that stacks/iam.ts lists for it.",
  ),
  WAREHOUSE_CONFLICT: retried(
    'Wait: another job changed the same table at the same moment. Nothing was written, and the step is retried.',
  ),
  WAREHOUSE_BYTES_EXCEEDED: failed(
    'A query would read more than one job may bill: nothing was written. Compare with rcm cost, which estimates the largest step. If the tables have grown to that size, raise overrides.maximumGibibytesBilled of the environment (warehouse.maximumGibibytesBilled of a spec), deploy and resume the run.',
  ),
  WAREHOUSE_UNREACHABLE: retried('Check the network and the credentials. The step is retried.'),
  DELETED_SHARE_EXCEEDED: needsNewRun(
    'If the source is being reloaded, wait until it finishes, then start a new run. A full export that was cut: remove it from the inbox. If the rows are gone for good, resume the run with --accept-deletes, or raise quality.maximumDeletedShare.',
    { resumeWith: '--accept-deletes' },
  ),
  QUARANTINE_SHARE_EXCEEDED: needsNewRun(
    'Look at the rows with rcm quarantine list. Deliver them corrected, correct the mapping, decide about them, or raise maximumQuarantinedShare of the feed or of quality, then start a new run.',
  ),
  QUARANTINE_ROW_UNKNOWN: misused(
    'List the rows with rcm quarantine list; an id is <hospital>.<table>.<run>.<number>, as the list shows it.',
  ),
  QUARANTINE_ROW_UNRELEASABLE: misused(
    'Have the source send the row again, corrected: its next version mends this one. If it is never to come, rcm quarantine discard takes it out of what is open.',
  ),
  QUARANTINE_CONFLICT_DECIDED: misused(
    'Release only the one row that is right: that discards the others. To change your mind, discard the released row first.',
  ),
  QUARANTINE_REASON_UNSAFE: misused(
    'Say why in at most 300 characters, without dates, long numbers or addresses: the reason is kept where no patient data may be.',
  ),
  HISTORY_INVALID: failed(
    "Rebuild the table from bronze with rcm replay. If the error persists, look at the table's events in bronze.",
  ),
  RECONCILIATION_DIFFERENCE: needsNewRun(
    'If a source differs, find and read the rows that differ with rcm reconcile --prove, or read all of it again with rcm run --full; in the cloud trigger the DAG with {"heal": true} or {"full": true}. A row changed while its cursor stood still or moved back, or two rows share a key. Otherwise start a new run, which builds gold whole; if a total differs again, compare the two in ops.reconciliations: a fact has one row per source row.',
    { newRunWith: '--heal' },
  ),
  SECRET_MISSING: failed('Set the environment variable, or grant the service account access to the secret.'),
  SECRET_UNREACHABLE: retried('Check that this machine can reach Secret Manager. The step is retried.'),
  STEP_TIMED_OUT: retried(
    'Check what else keeps the source or the warehouse busy. The step is retried from its beginning.',
  ),
  RUN_INTERRUPTED: failed(
    'Resume the run with the command that it printed when it ended, which rcm status prints again. Steps that succeeded are not repeated.',
  ),
  RUN_INCOMPLETE: failed(
    'Follow the advice of the failed steps, then type the command that the run printed when it ended: it resumes the run, or starts a new one where a resumed run would fail again.',
  ),
  UNEXPECTED: failed('Run the step again with RCM_DEBUG=1 to see where it fails, and report it.'),
  STEP_UNKNOWN: misused('List the steps with rcm graph.'),
  RUN_UNKNOWN: misused('List the runs with rcm status.'),
} as const satisfies Record<string, ErrorEntry>;

export type JobErrorCode = keyof typeof JOB_ERRORS;
