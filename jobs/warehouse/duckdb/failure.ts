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
/** Kinds of error that the engine finds before it reads a row: their words come from the statement and from the names of tables and columns. */
const BEFORE_ROWS = /^(?:Parser|Binder|Catalog|Syntax) Error$/;
const LONGEST_WORDS = 400;
const LOCKED = /Could not set lock on file|Unique file handle conflict/;
const ABSENT = /database does not exist/;

// Not `instanceof Error`: the engine's library makes its errors in a context of its own when a test runner makes several.
const messageOf = (error: unknown) =>
  String((error as { message?: unknown } | null)?.message ?? '').replace(/^Failed to extract statements: /, '');

/**
 * A statement's failure in DuckDB as a coded error: its class, the line, and the engine's own words where it has read no row yet. Other words and
 * the `cause` are dropped, because they quote values (`Could not convert string '...' to INT32`).
 */
export function statementFailure(statementName: string, error: unknown): JobError {
  if (error instanceof JobError) return error;
  const message = messageOf(error);
  const kind = /^([A-Za-z]+(?: [A-Za-z]+)* Error)\b/.exec(message)?.[1] ?? 'error';
  const line = /^LINE (\d+):/m.exec(message)?.[1];
  const name = NAMES.map((pattern) => pattern.exec(message)?.[1]).find((found) => found !== undefined);
  const words = BEFORE_ROWS.test(kind) ? wordsOf(message) : name;
  const place = [words, line === undefined ? undefined : `line ${line} of its SQL`].filter(Boolean).join(', ');
  return new JobError(
    engineLimit(message) ?? 'WAREHOUSE_STATEMENT_FAILED',
    `${statementName}: DuckDB ${kind}${place === '' ? '' : ` (${place})`}`,
  );
}

/** The engine's own words, on one line, without the statement that follows them and without its quoted texts. */
function wordsOf(message: string): string {
  const [words = ''] = message.replace(/^[A-Za-z ]+ Error: /, '').split(/\n\n|\nLINE \d+:/);
  const shown = words
    .replace(/'(?:[^']|'')*'/g, "'...'")
    .replace(/\s+/g, ' ')
    .trim();
  return shown.length > LONGEST_WORDS ? `${shown.slice(0, LONGEST_WORDS)}...` : shown;
}

/** The failure to open a database file as a coded error. */
export function openFailure(path: string, error: unknown): JobError {
  const message = messageOf(error);
  if (LOCKED.test(message)) return new JobError('WAREHOUSE_LOCKED', `${path} is open in another process`);
  if (ABSENT.test(message)) return new JobError('WAREHOUSE_MISSING', `${path} is not there`);
  return new JobError(engineLimit(message) ?? 'WAREHOUSE_UNREADABLE', `${path} cannot be opened`);
}
