import { JobError } from '../../errors';
import { engineLimit } from '../../lake/disk-failure';

/** Names of the model, which may be quoted from DuckDB's message. The rest of a message can quote a row. */
const NAMES = [
  /Table with name (\w+) does not exist/,
  /schema "(\w+)"/i,
  /Referenced column "(\w+)" not found/,
  /NOT NULL constraint failed: ([\w.]+)/,
  /does not have a column with name "(\w+)"/,
];
const LOCKED = /Could not set lock on file|Unique file handle conflict/;
const ABSENT = /database does not exist/;

// Not `instanceof Error`: the engine's library makes its errors in a context of its own when a test runner makes several.
const messageOf = (error: unknown) => String((error as { message?: unknown } | null)?.message ?? '');

/**
 * A statement's failure in DuckDB as a coded error: its class, the line and names of the model. Its message and `cause` are dropped,
 * because messages quote values (`Could not convert string '...' to INT32`).
 */
export function statementFailure(statementName: string, error: unknown): JobError {
  if (error instanceof JobError) return error;
  const message = messageOf(error);
  const kind = /^([A-Za-z]+(?: [A-Za-z]+)* Error)\b/.exec(message)?.[1] ?? 'error';
  const line = /^LINE (\d+):/m.exec(message)?.[1];
  const name = NAMES.map((pattern) => pattern.exec(message)?.[1]).find((found) => found !== undefined);
  const place = [name, line === undefined ? undefined : `line ${line} of its SQL`].filter(Boolean).join(', ');
  return new JobError(
    engineLimit(message) ?? 'WAREHOUSE_STATEMENT_FAILED',
    `${statementName}: DuckDB ${kind}${place === '' ? '' : ` (${place})`}`,
  );
}

/** The failure to open a database file as a coded error. */
export function openFailure(path: string, error: unknown): JobError {
  const message = messageOf(error);
  if (LOCKED.test(message)) return new JobError('WAREHOUSE_LOCKED', `${path} is open in another process`);
  if (ABSENT.test(message)) return new JobError('WAREHOUSE_MISSING', `${path} is not there`);
  return new JobError(engineLimit(message) ?? 'WAREHOUSE_UNREADABLE', `${path} cannot be opened`);
}
