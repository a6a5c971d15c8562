import { type ErrorEntry, failed, misused, retried } from './error-entry';

/** Every way a command can fail beside the codes of the steps, environments and reviews that it works on. */
export const COMMAND_ERRORS = {
  USAGE: misused('Follow the line after `->`; `rcm COMMAND --help` shows options and examples.'),
  RUN_STARTED_OTHERWISE: misused(
    'Resume the run with its --run-id alone: its sources and options are on record. For others start a new run, without --run-id.',
  ),
  SPEC_INVALID: misused('Correct each problem listed with it, as the advice for its own code says.'),
  PROJECT_FILE_EXISTS: misused('Name a folder that does not have these files yet: rcm init FOLDER.'),
  HOSPITAL_EXISTS: misused('Choose another id, or edit the existing new Hospital(…) in the environment file.'),
  ENVIRONMENT_FILE_UNREADABLE: misused(
    'Paste the lines above into the environment file yourself, before it returns the environment.',
  ),
  GOLDEN_DIFFERS: failed(
    'Write the files again with rcm model golden --update and the --env and --folder of this command, read the change with git diff, and commit it with what caused it.',
  ),
  DATABASE_EMPTY: misused(
    'Check --database, and that the user may read its tables: GRANT SELECT ON <database>.* TO the user.',
  ),
  NO_TABLES_MATCH: misused(
    'Check --database. If it is the right one, write the mapping by hand as docs/adding-a-hospital.md shows.',
  ),
  PRESET_UNSUITED: misused('Check --database and --preset; --preset none proposes a mapping by names alone.'),
  DEV_SERVER_MISSING: misused(
    'Install MariaDB 10.5 or newer: sudo apt-get install --no-install-recommends mariadb-server-core mariadb-client-core (Debian, Ubuntu), or brew install mariadb (macOS). The service need not run.',
  ),
  DEV_SERVER_FAILED: retried(
    'Read the log that the message names. If the data folder is damaged, delete the folder dev/ in the state folder: the next rcm dev fills the databases again from the sample.',
  ),
  CLOUD_UNREACHABLE: retried(
    'Check that this machine can reach googleapis.com, and its credentials: gcloud auth application-default login.',
  ),
  CLOUD_REFUSED: retried(
    'Do what the answer above asks for, and see rcm doctor for what else is missing. Then run the command again.',
  ),
  UNCODED: retried('Run it again with RCM_DEBUG=1 to see where it fails, and report it.'),
} as const satisfies Record<string, ErrorEntry>;

export type CommandErrorCode = keyof typeof COMMAND_ERRORS;
