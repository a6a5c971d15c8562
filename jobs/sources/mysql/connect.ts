import type { Socket } from 'node:net';
import type { Connection } from 'mysql2';
import { isLoopbackHost } from '../../../model/source-host';
import type { MySqlSpec } from '../../../model/spec';
import { JobError } from '../../errors';
import type { SecretStore } from '../../secrets/secret-store';
import { OwedAnswers } from '../database/owed-answers';
import { boundSql } from './bound-sql';
import { type InstanceGate, openInstance } from './cloud-sql';
import { sourceFailure } from './failure';
import { fieldType } from './field-types';
import { verifiedTls } from './tls';

/** How long to wait for a connection, in milliseconds. */
export const CONNECT_TIMEOUT = 10_000;
/** How long a server may take to answer, in milliseconds; adding up a large table takes a while. */
export const READ_TIMEOUT = 900_000;

/** Warnings of a statement that the server keeps; its default is 64, behind which a value that was lost could hide. */
const WARNINGS_KEPT = 65_535;

/** How a connection is opened. */
export interface ConnectOptions {
  /** Where the password and the certificate authority are, which the spec names. */
  readonly secrets: SecretStore;
  /** @default READ_TIMEOUT */
  readonly readTimeout?: number;
  /** The way to a database with `instance`. @default the Cloud SQL connector */
  readonly openInstance?: (spec: MySqlSpec & { readonly instance: string }) => Promise<InstanceGate>;
}

/** One connection whose statements are promises. Rows come as texts exactly as the server sends them. */
export interface SourceConnection {
  readonly connection: Connection;
  /** Rows as arrays of texts; dates and decimals are never touched. @throws JobError `SOURCE_*` */
  query(sql: string, parameters?: readonly (string | number)[]): Promise<(string | null)[][]>;
  /** The columns of a query, by their own names, with the server's data types as `information_schema` has them. @throws JobError `SOURCE_*` */
  fieldsOf(sql: string): Promise<readonly { readonly name: string; readonly dataType: string }[]>;
  /** Says that the server owes an answer, until the function that it returns is called: a server that owes nothing may be silent. */
  awaitAnswer(): () => void;
  /** Bytes that the server has sent so far. */
  bytesRead(): number;
  /** Ends it at once, also in the middle of a result: pending calls fail with `SOURCE_CONNECTION_LOST`. */
  close(): void;
}

/**
 * Connects and makes the session independent of the server's settings: UTC, utf8mb4, zero dates readable.
 * A spec with `instance` is reached through the Cloud SQL connector, without a password by IAM authentication.
 * @throws JobError `SOURCE_UNREACHABLE`, `SOURCE_TLS_REFUSED`, `SOURCE_ACCESS_DENIED`, `SOURCE_DATABASE_MISSING`, `SOURCE_INSTANCE_UNUSABLE`, `SECRET_MISSING`
 */
export async function connect(spec: MySqlSpec, options: ConnectOptions): Promise<SourceConnection> {
  const { host, port, user, database, instance } = spec;
  const where = `database "${database}" at ${instance ?? `${host}:${port}`}`;
  if (instance === undefined && spec.tls === 'none' && !isLoopbackHost(host))
    throw new JobError('SOURCE_TLS_REFUSED', `${where} is not on this machine, so it takes TLS`);
  const password = await passwordOf(spec, options, where);
  const gate = instance === undefined ? null : await (options.openInstance ?? openInstance)({ ...spec, instance });
  const tls = gate === null && spec.tls === 'verify' ? await verifiedTls(spec, options.secrets) : {};
  const { createConnection } = await import('mysql2');
  const connection = createConnection({
    ...{ host, port, user, database, password, ...tls },
    // The token of IAM authentication is in the certificate; the server asks for a password in clear text all the same, inside of TLS.
    ...(gate === null ? {} : { stream: gate.stream, enableCleartextPlugin: true }),
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
  const close = () => {
    // The driver's own way only says goodbye, and a statement that is on its way would wait on.
    socketOf(connection).destroy(Object.assign(new Error('closed'), { code: 'PROTOCOL_CONNECTION_LOST' }));
    gate?.close();
  };
  const answers = new OwedAnswers();
  const awaitAnswer = () => {
    // A reader that was slow at the end of its rows leaves the connection paused, and the driver never begins a statement on a paused one.
    connection.resume();
    return answers.await();
  };

  const fieldsOf: SourceConnection['fieldsOf'] = (sql) =>
    new Promise((resolve, reject) => {
      const answered = awaitAnswer();
      connection.query(sql, (error, _rows, fields) => {
        answered();
        if (error) reject(sourceFailure(error, where));
        else resolve(fields.map((field) => ({ name: field.name, dataType: fieldType(protocolType(field)) })));
      });
    });
  const query: SourceConnection['query'] = (sql, parameters = []) =>
    new Promise((resolve, reject) => {
      const typeCast = (field: { string(): string | null }) => field.string();
      const answered = awaitAnswer();
      connection.query({ sql: boundSql(sql, parameters), typeCast }, (error, rows) => {
        answered();
        if (error) reject(sourceFailure(error, where));
        else resolve(Array.isArray(rows) ? (rows as unknown as (string | null)[][]) : []);
      });
    });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.connect((error) => (error ? reject(sourceFailure(error, where)) : resolve()));
    });
    // The driver waits for ever for a server that has gone without a word. A reader that is slow itself has paused the socket.
    const socket = socketOf(connection);
    socket.setTimeout(options.readTimeout ?? READ_TIMEOUT, () => {
      if (answers.any && !socket.isPaused()) socket.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' }));
    });
    // An empty mode: with NO_ZERO_DATE a server refuses to compare with the zero dates that its tables hold.
    await query(`set session sql_mode = '', time_zone = '+00:00', max_error_count = ${WARNINGS_KEPT}`);
    await query('set session transaction isolation level repeatable read');
    if (spec.limits?.statementSeconds !== undefined) await limitStatements(query, spec.limits.statementSeconds);
  } catch (error) {
    close();
    throw error;
  }
  return { connection, query, fieldsOf, awaitAnswer, bytesRead: () => socketOf(connection).bytesRead, close };
}

/** MySQL and MariaDB call it by different names. @throws JobError where a server knows neither */
async function limitStatements(query: SourceConnection['query'], seconds: number): Promise<void> {
  try {
    await query(`set session max_execution_time = ${seconds * 1_000}`);
  } catch (error) {
    if (!(error instanceof JobError) || error.code !== 'SOURCE_READ_FAILED') throw error;
    await query(`set session max_statement_time = ${seconds}`);
  }
}

/** The driver's types name neither. */
function protocolType(field: object): { readonly type: number; readonly charset: number } {
  const { columnType, characterSet } = field as { readonly columnType: number; readonly characterSet: number };
  return { type: columnType, charset: characterSet };
}

async function passwordOf(spec: MySqlSpec, { secrets }: ConnectOptions, where: string): Promise<string> {
  if (spec.passwordSecret !== undefined) return secrets.read(spec.passwordSecret);
  // An empty one and not none: the driver would send the word "undefined".
  if (spec.instance !== undefined) return '';
  throw new JobError('SECRET_MISSING', `${where} has no passwordSecret, which this connection needs`);
}

/** The driver keeps it to itself, and changes it when TLS begins. */
function socketOf(connection: Connection): Socket {
  return (connection as unknown as { readonly stream: Socket }).stream;
}
