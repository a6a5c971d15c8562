import { JobError, type JobErrorCode } from '../../errors';
import { NETWORK_FAILURES } from '../database/network-failures';

/** A statement was canceled: by a person, or because its time was over. Only the message says which, with the name of the setting in English servers. */
const CANCELED = '57014';
const TIMED_OUT = /statement timeout/;
/** What the SQLSTATE of the server means to a step, beside the network's codes. */
const MEANING: Readonly<Record<string, JobErrorCode>> = {
  ...NETWORK_FAILURES,
  // The server has no room, or is starting or stopping.
  '53300': 'SOURCE_UNREACHABLE',
  '57P03': 'SOURCE_UNREACHABLE',
  [CANCELED]: 'SOURCE_CONNECTION_LOST',
  '57P01': 'SOURCE_CONNECTION_LOST',
  '57P02': 'SOURCE_CONNECTION_LOST',
  '57P05': 'SOURCE_CONNECTION_LOST',
  // A standby gave the row versions up that the snapshot needs.
  '40001': 'SOURCE_CONNECTION_LOST',
  '25P03': 'SOURCE_CONNECTION_LOST',
  '28000': 'SOURCE_ACCESS_DENIED',
  '28P01': 'SOURCE_ACCESS_DENIED',
  '42501': 'SOURCE_READ_DENIED',
  '3D000': 'SOURCE_DATABASE_MISSING',
  '3F000': 'SOURCE_DATABASE_MISSING',
  '42P01': 'SOURCE_TABLE_MISSING',
  '42703': 'SOURCE_COLUMN_MISSING',
  '42702': 'SOURCE_NAME_AMBIGUOUS',
  // A text that is not of the character set that the database says, or that UTF-8 does not have.
  '22021': 'SOURCE_VALUE_LOST',
  '22P05': 'SOURCE_VALUE_LOST',
};
/** Class 08 of SQLSTATE: connection exception. */
const LOST_CLASS = /^08/;
/** How Node.js says that it does not trust a server. */
const TLS = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO$)/;
/** The driver has no codes of its own; these are its messages, which hold no value. */
const DRIVER: readonly (readonly [RegExp, JobErrorCode])[] = [
  [/does not support SSL|establishing an SSL/, 'SOURCE_TLS_REFUSED'],
  [/timeout expired|connection timeout/i, 'SOURCE_UNREACHABLE'],
  [/^Connection terminated|not queryable|was closed/, 'SOURCE_CONNECTION_LOST'],
  [/^SASL|password must be a/, 'SOURCE_ACCESS_DENIED'],
];

/**
 * The coded error for a failure that the driver reported.
 * The failure, its text, detail and context are dropped: the server quotes row values, statements and users in them.
 * @param where database and table, never a value.
 */
export function sourceFailure(error: unknown, where: string): JobError {
  if (error instanceof JobError) return error;
  const { code, message = '' } = (error ?? {}) as { readonly code?: unknown; readonly message?: string };
  const known = typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : null;
  return new JobError(meaning(known, message), `${where}: ${known === null ? 'without a code' : `error ${known}`}`);
}

function meaning(code: string | null, message: string): JobErrorCode {
  if (code === null) return DRIVER.find(([pattern]) => pattern.test(message))?.[1] ?? 'SOURCE_READ_FAILED';
  if (TLS.test(code)) return 'SOURCE_TLS_REFUSED';
  if (code === CANCELED && TIMED_OUT.test(message)) return 'SOURCE_STATEMENT_TOO_LONG';
  return MEANING[code] ?? (LOST_CLASS.test(code) ? 'SOURCE_CONNECTION_LOST' : 'SOURCE_READ_FAILED');
}
