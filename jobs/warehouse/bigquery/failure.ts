import { JobError, type JobErrorCode } from '../../errors';

/** Reasons of BigQuery's errors that a retry can cure: https://cloud.google.com/bigquery/docs/error-messages */
const PASSING = new Set([
  'backendError',
  'internalError',
  'jobBackendError',
  'jobRateLimitExceeded',
  'rateLimitExceeded',
  'quotaExceeded',
  'tableUnavailable',
]);
/** The query would bill more than the job may: https://cloud.google.com/bigquery/docs/best-practices-costs#limit_query_costs_by_restricting_the_number_of_bytes_billed */
const TOO_MANY_BYTES = 'bytesBilledLimitExceeded';
const REFUSED = new Set(['accessDenied', 'authError', 'required', 'forbidden']);
/** Its figures are bytes, so they may be repeated: they say how far the limit is off. */
const BYTES_LIMIT = /Query exceeded limit for bytes billed: (\d+)\. (\d+) or higher required/;
/** Names of the model, which may be quoted from BigQuery's message. The rest of a message can be a row value. */
const NAMES = [
  /Not found: (?:Table|Dataset) ([\w:.-]+)/,
  /Table not found: ([\w.]+)/,
  /Unrecognized name: (\w+)/,
  /Required (?:column|field) (\w+) cannot be null/i,
  /Column (\w+) is not present/,
];

/** What the client throws: an HTTP answer, a job's result, or a socket's error. */
interface ClientError {
  readonly code?: number | string;
  readonly message?: string;
  readonly errors?: readonly { readonly reason?: string; readonly message?: string }[];
}

function codeOf({ code, errors, message = '' }: ClientError): JobErrorCode {
  const reason = errors?.[0]?.reason ?? '';
  // Two transactions that change one table at a time: BigQuery aborts one of them.
  if (/aborted due to concurrent update/i.test(message)) return 'WAREHOUSE_CONFLICT';
  // Before the classes of HTTP: some answers carry this reason with a 500, which would be tried again.
  if (reason === TOO_MANY_BYTES || BYTES_LIMIT.test(message)) return 'WAREHOUSE_BYTES_EXCEEDED';
  // ECONNREFUSED, ETIMEDOUT, ENOTFOUND...: no answer at all.
  if (typeof code === 'string' && /^(E[A-Z]+|UND_ERR_\w+)$/.test(code)) return 'WAREHOUSE_UNREACHABLE';
  if (PASSING.has(reason) || code === 429 || (typeof code === 'number' && code >= 500)) return 'WAREHOUSE_UNREACHABLE';
  if (REFUSED.has(reason) || code === 401 || code === 403) return 'WAREHOUSE_ACCESS_DENIED';
  return 'WAREHOUSE_STATEMENT_FAILED';
}

/**
 * A failure of BigQuery as a coded error: its reason, the position in the SQL and names of the model. Its message and `cause` are dropped,
 * because messages quote values (`Bad int64 value: ...`).
 */
export function bigqueryFailure(name: string, error: unknown): JobError {
  if (error instanceof JobError) return error;
  const failure = (error ?? {}) as ClientError;
  const message = failure.message ?? '';
  const reason = failure.errors?.[0]?.reason ?? (failure.code === undefined ? 'error' : String(failure.code));
  const subject = NAMES.map((pattern) => pattern.exec(message)?.[1]).find((found) => found !== undefined);
  const position = /\[at (\d+:\d+)\]/.exec(message)?.[1] ?? /at \[(\d+:\d+)\]/.exec(message)?.[1];
  const [, limit, needed] = BYTES_LIMIT.exec(message) ?? [];
  const bytes = needed && `${needed} bytes needed, ${limit} allowed`;
  const place = [bytes, subject, position && `at ${position} of its SQL`].filter(Boolean).join(', ');
  return new JobError(codeOf(failure), `${name}: BigQuery ${reason}${place === '' ? '' : ` (${place})`}`);
}
