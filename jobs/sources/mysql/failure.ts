import { JobError, type JobErrorCode } from '../../errors';
import { NETWORK_FAILURES } from '../database/network-failures';

/** The driver has names for the errors of MySQL only. */
const MARIADB_STATEMENT_TIMEOUT = 1969;

/** What the errors of the driver and of the server mean to a step. */
const MEANING: Readonly<Record<string, JobErrorCode>> = {
  ...NETWORK_FAILURES,
  HANDSHAKE_SSL_ERROR: 'SOURCE_TLS_REFUSED',
  HANDSHAKE_NO_SSL_SUPPORT: 'SOURCE_TLS_REFUSED',
  ER_CON_COUNT_ERROR: 'SOURCE_UNREACHABLE',
  ER_TOO_MANY_USER_CONNECTIONS: 'SOURCE_UNREACHABLE',
  ER_HOST_IS_BLOCKED: 'SOURCE_UNREACHABLE',
  ER_ACCESS_DENIED_ERROR: 'SOURCE_ACCESS_DENIED',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'SOURCE_ACCESS_DENIED',
  ER_DBACCESS_DENIED_ERROR: 'SOURCE_READ_DENIED',
  ER_TABLEACCESS_DENIED_ERROR: 'SOURCE_READ_DENIED',
  ER_COLUMNACCESS_DENIED_ERROR: 'SOURCE_READ_DENIED',
  ER_MUST_CHANGE_PASSWORD_LOGIN: 'SOURCE_ACCESS_DENIED',
  ER_ACCOUNT_HAS_BEEN_LOCKED: 'SOURCE_ACCESS_DENIED',
  ER_BAD_DB_ERROR: 'SOURCE_DATABASE_MISSING',
  ER_NO_SUCH_TABLE: 'SOURCE_TABLE_MISSING',
  ER_BAD_FIELD_ERROR: 'SOURCE_COLUMN_MISSING',
  PROTOCOL_CONNECTION_LOST: 'SOURCE_CONNECTION_LOST',
  ER_CONNECTION_KILLED: 'SOURCE_CONNECTION_LOST',
  ER_SERVER_SHUTDOWN: 'SOURCE_CONNECTION_LOST',
  ER_QUERY_INTERRUPTED: 'SOURCE_CONNECTION_LOST',
  ER_QUERY_TIMEOUT: 'SOURCE_STATEMENT_TOO_LONG',
  ER_NET_READ_ERROR: 'SOURCE_CONNECTION_LOST',
  ER_NET_ERROR_ON_WRITE: 'SOURCE_CONNECTION_LOST',
};

/**
 * The coded error for a failure that the driver reported.
 * The failure and its text are dropped: the server's messages quote row values and users.
 * @param where database and table, never a value.
 */
export function sourceFailure(error: unknown, where: string): JobError {
  if (error instanceof JobError) return error;
  const { code = 'without a code', errno, fatal } = error as { code?: string; errno?: number; fatal?: boolean };
  const number = errno !== undefined && errno > 0 ? ` (error ${errno})` : '';
  // The driver marks the end of a connection as fatal, by whatever code it comes.
  const meaning =
    MEANING[code] ??
    (errno === MARIADB_STATEMENT_TIMEOUT ? 'SOURCE_STATEMENT_TOO_LONG' : undefined) ??
    (fatal === true ? 'SOURCE_CONNECTION_LOST' : 'SOURCE_READ_FAILED');
  return new JobError(meaning, `${where}: ${code}${number}`);
}
