import type { Socket } from 'node:net';
import type { Client, ClientConfig, QueryArrayResult } from 'pg';
import { isLoopbackHost } from '../../../model/source-host';
import type { PostgresSpec } from '../../../model/spec';
import { JobError } from '../../errors';
import type { SecretStore } from '../../secrets/secret-store';
import { OwedAnswers } from '../database/owed-answers';
import { postgresDriver } from './driver';
import { sourceFailure } from './failure';

/** How long to wait for a connection, in milliseconds. */
const CONNECT_TIMEOUT = 10_000;
/** How long a server may take to answer, in milliseconds; adding up a large table takes a while. */
const READ_TIMEOUT = 900_000;

export interface ConnectOptions {
  /** Where the password and the certificate authority are, which the spec names. */
  readonly secrets: SecretStore;
  /** @default READ_TIMEOUT */
  readonly readTimeout?: number;
}

/** One connection. Values come as texts exactly as the server sends them. */
export interface PostgresConnection {
  readonly client: Client;
  /** Rows of the last statement. @throws JobError `SOURCE_*` */
  query(sql: string): Promise<(string | null)[][]>;
  /** One statement and no more, with the columns of its result, by name and the number of their type. @throws JobError `SOURCE_*` */
  statement(sql: string): Promise<QueryArrayResult<(string | null)[]>>;
  /** Says that the server owes an answer, until the function that it returns is called: a server that owes nothing may be silent. */
  awaitAnswer(): () => void;
  /** The driver's socket, which waits when its reader does. */
  socket(): Socket;
  /** Ends it at once, also in the middle of a result: pending calls fail with `SOURCE_CONNECTION_LOST`. */
  close(): void;
}

/** Values as the server sends them: the driver makes numbers and dates of them, which lose digits. */
const AS_TEXT = { getTypeParser: () => (value: string) => value } as never;

/**
 * Connects with TLS, and sends the password after the check of the certificate.
 * @throws JobError `SOURCE_UNREACHABLE`, `SOURCE_TLS_REFUSED`, `SOURCE_ACCESS_DENIED`, `SOURCE_DATABASE_MISSING`, `SOURCE_DRIVER_MISSING`,
 * `SECRET_MISSING`
 */
export async function connect(spec: PostgresSpec, options: ConnectOptions): Promise<PostgresConnection> {
  const { host, port, user, database, passwordSecret } = spec;
  const where = `database "${database}" at ${host}:${port}`;
  if (spec.tls === 'none' && !isLoopbackHost(host))
    throw new JobError('SOURCE_TLS_REFUSED', `${where} is not on this machine, so it takes TLS`);
  const driver = await postgresDriver();
  const password = await options.secrets.read(passwordSecret);
  const client = new driver.Client({
    ...{ host, port, user, database, password, connectionTimeoutMillis: CONNECT_TIMEOUT, keepAlive: true },
    // Said in full: the driver takes what is missing from variables of the environment.
    ...{ ssl: await tlsOf(spec, options.secrets), sslnegotiation: 'postgres', client_encoding: 'UTF8' },
    application_name: 'rcm-platform',
  } as ClientConfig);
  // To the driver an empty setting counts as missing, so these are removed afterwards.
  Object.assign((client as unknown as { readonly connectionParameters: object }).connectionParameters, {
    ...{ options: undefined, replication: undefined },
  });
  // Without a listener the end of an idle connection would end the process; the next statement reports it.
  client.on('error', () => {});
  // The driver puts another socket there when TLS begins.
  const socket = () => (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream;
  // Pending calls fail with what the socket says.
  const end = (code: string) => socket().destroy(Object.assign(new Error(code), { code }));
  const close = () => void end('ECONNRESET');
  const answers = new OwedAnswers();
  const awaitAnswer = () => {
    // A reader that was slow at the end of its rows leaves the socket paused, and nobody else would ever read the answer.
    socket().resume();
    return answers.await();
  };
  const ask = async <Result>(asked: () => Promise<Result>): Promise<Result> => {
    const answered = awaitAnswer();
    try {
      return await asked();
    } catch (error) {
      throw sourceFailure(error, where);
    } finally {
      answered();
    }
  };
  const query: PostgresConnection['query'] = async (text) => {
    const results = await ask(() => client.query({ text, rowMode: 'array', types: AS_TEXT }));
    // Several statements have a list of results.
    const last = [results].flat().at(-1) as QueryArrayResult | undefined;
    return last?.rows ?? [];
  };
  const statement: PostgresConnection['statement'] = (text) =>
    ask(() => client.query({ text, rowMode: 'array', types: AS_TEXT, queryMode: 'extended' } as never));
  try {
    await client.connect();
  } catch (error) {
    close();
    throw sourceFailure(error, where);
  }
  // The driver waits for ever for a server that has gone without a word. A reader that is slow itself has paused the socket.
  socket().setTimeout(options.readTimeout ?? READ_TIMEOUT, () => {
    if (answers.any && !socket().isPaused()) end('ETIMEDOUT');
  });
  return { client, query, statement, awaitAnswer, socket, close };
}

/** TLS of 1.2 or newer with a server whose certificate a trusted authority signed and which names `host`, a name or an address. */
async function tlsOf({ tls, host, certificateAuthoritySecret }: PostgresSpec, secrets: SecretStore) {
  if (tls === 'none') return false;
  const ca = certificateAuthoritySecret === undefined ? undefined : await secrets.read(certificateAuthoritySecret);
  return { rejectUnauthorized: true, minVersion: 'TLSv1.2', host, ...(ca === undefined ? {} : { ca }) } as const;
}
