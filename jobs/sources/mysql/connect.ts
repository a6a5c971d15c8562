import { isIP } from 'node:net';
import type { Connection, ConnectionOptions } from 'mysql2';
import type { MySqlSpec } from '../../../model/spec';
import { JobError } from '../../errors';
import type { SecretStore } from '../../secrets';
import { sourceFailure } from './failure';

/** How long to wait for a connection, in milliseconds. */
export const CONNECT_TIMEOUT = 10_000;

export interface ConnectOptions {
  readonly secrets: SecretStore;
  /** PEM of the authority that signed the server's certificate, for `tls: verify`. @default the authorities Node.js trusts */
  readonly certificateAuthority?: string;
}

/** One connection whose statements are promises. Rows come as texts exactly as the server sends them. */
export interface SourceConnection {
  readonly connection: Connection;
  /** Rows as arrays of texts; dates and decimals are never touched. @throws JobError `SOURCE_*` */
  query(sql: string, parameters?: readonly (string | number)[]): Promise<(string | null)[][]>;
  /** Ends it at once, also in the middle of a result. */
  close(): void;
}

/**
 * Connects and makes the session independent of the server's settings: UTC, utf8mb4, zero dates readable.
 * @throws JobError `SOURCE_UNREACHABLE`, `SOURCE_ACCESS_DENIED`, `SOURCE_DATABASE_MISSING`, `SECRET_MISSING`
 */
export async function connect(spec: MySqlSpec, options: ConnectOptions): Promise<SourceConnection> {
  const { host, port, user, database, passwordSecret } = spec;
  const where = `database "${database}" at ${host}:${port}`;
  if (passwordSecret === undefined) {
    throw new JobError('SECRET_MISSING', `${where} has no passwordSecret, which this connection needs`);
  }
  const password = await options.secrets.read(passwordSecret);
  const { createConnection } = await import('mysql2');
  const connection = createConnection({
    ...{ host, port, user, database, password },
    ...(spec.tls === 'verify' ? { ssl: verifiedTls(host, options.certificateAuthority) } : {}),
    charset: 'utf8mb4',
    connectTimeout: CONNECT_TIMEOUT,
    // The server must not be able to ask for files of this machine.
    flags: ['-LOCAL_FILES'],
    rowsAsArray: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
  });
  // Without a listener the end of an idle connection would end the process; the next statement reports it.
  connection.on('error', () => {});

  const query: SourceConnection['query'] = (sql, parameters = []) =>
    new Promise((resolve, reject) => {
      const typeCast = (field: { string(): string | null }) => field.string();
      connection.query({ sql, values: [...parameters], typeCast }, (error, rows) => {
        if (error) reject(sourceFailure(error, where));
        else resolve(Array.isArray(rows) ? (rows as unknown as (string | null)[][]) : []);
      });
    });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.connect((error) => (error ? reject(sourceFailure(error, where)) : resolve()));
    });
    // An empty mode: with NO_ZERO_DATE a server refuses to compare with the zero dates that its tables hold.
    await query(`set session sql_mode = '', time_zone = '+00:00'`);
    await query('set session transaction isolation level repeatable read');
  } catch (error) {
    connection.destroy();
    throw error;
  }
  return { connection, query, close: () => connection.destroy() };
}

function verifiedTls(host: string, ca: string | undefined): Exclude<ConnectionOptions['ssl'], string | undefined> {
  return {
    rejectUnauthorized: true,
    // The driver checks the certificate's chain only, unless it is asked for the name too. For an address it cannot:
    // it would look for "localhost". Cloud SQL's certificates name the instance, and its authority vouches for that instance alone.
    verifyIdentity: isIP(host) === 0,
    minVersion: 'TLSv1.2',
    ...(ca === undefined ? {} : { ca }),
  };
}
