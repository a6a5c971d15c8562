/** Every way in which a command that prepares or changes an environment gives up. `exitCode` 2: what it was given is wrong. */
export const COMMAND_ERRORS = {
  HOSPITAL_EXISTS: {
    exitCode: 2,
    fix: 'Choose another id, or change the new Hospital(…) that is there.',
  },
  ENVIRONMENT_FILE_UNREADABLE: {
    exitCode: 2,
    fix: 'Put the lines above into the environment file yourself, before it returns the environment.',
  },
  DATABASE_EMPTY: {
    exitCode: 2,
    fix: 'Check --database, and that the user may read its tables: GRANT SELECT ON <database>.* TO the user.',
  },
  NO_TABLES_MATCH: {
    exitCode: 2,
    fix: 'Check --database. If it is the right one, write the mapping by hand: docs/adding-a-hospital.md says how.',
  },
  CLOUD_UNREACHABLE: {
    exitCode: 1,
    fix: 'Check that this machine reaches googleapis.com, and its credentials: gcloud auth application-default login.',
  },
  CLOUD_REFUSED: {
    exitCode: 1,
    fix: 'Do what the answer above asks for; rcm doctor says what else is not ready. Then run the command again.',
  },
} as const satisfies Record<string, { exitCode: 1 | 2; fix: string }>;

/** `detail` names tables, files and settings, never a value of a row. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    readonly code: keyof typeof COMMAND_ERRORS,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}. ${COMMAND_ERRORS[code].fix}`);
  }
}
