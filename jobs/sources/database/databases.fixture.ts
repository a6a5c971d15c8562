import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import type { EmrSpec } from '../../../model/spec';
import type { EngineName } from '../../../test/engines/available';
import { sharedMariaDb, sharedPostgres } from '../../../test/engines/shared-engines';
import { EnvironmentSecrets } from '../../secrets/environment';
import { quoted as quotedInMySql } from '../mysql/mysql-dialect';
import { MySqlSource } from '../mysql/mysql-source';
import { quoted as quotedInPostgres } from '../postgres/postgres-dialect';
import { PostgresSource } from '../postgres/postgres-source';
import type { TableSource } from '../source';
import type { ReadHospital } from './describe';

/** A column type by what it holds, as each engine calls it. */
export type Held =
  | 'moment'
  | 'micro'
  | 'instant'
  | 'day'
  | 'bytes'
  | 'double'
  | 'real'
  | 'whole'
  | 'exact'
  | 'wide'
  | 'text';

/** A connection of the hospital's own application, which stays open. */
interface OwnConnection {
  execute(sql: string): Promise<void>;
  end(): Promise<void>;
}

/** One engine of the registry, as the contract suite of table sources sets it up. `Kind` of the spec without a member here does not compile. */
export interface TestDatabase<Kind extends EmrSpec['kind']> {
  readonly engine: EngineName;
  readonly types: Readonly<Record<Held, string>>;
  /** A cursor that says nothing about time, which the engine has beside NULL. */
  readonly noMoment: string;
  readonly quoted: (name: string) => string;
  /** Bytes, from hexadecimal digits. */
  readonly bytes: (digits: string) => string;
  /** Table with a column `seq` of all whole numbers from one to another. */
  readonly numbers: (from: number, to: number) => string;
  /** SQL of the clock in UTC, hours ahead. */
  readonly clock: (hours: number) => string;
  server(): { readonly host: string; readonly port: number; readonly user: string; readonly password: string };
  /** Where a database is, for the reader of the pipeline. */
  emr(database: string): Extract<EmrSpec, { kind: Kind }>;
  createDatabase(): Promise<string>;
  execute(sql: string, database: string): Promise<Record<string, unknown>[]>;
  connection(database: string): Promise<OwnConnection>;
  source(
    hospital: ReadHospital & { readonly emr: Extract<EmrSpec, { kind: Kind }> },
    readTimeout?: number,
  ): TableSource;
  /** Ends the reader's connections to a database, as an administrator does. */
  kill(database: string): Promise<void>;
}

/** The reader's password under the name of the secret, and a wrong one. */
const secretsOf = (password: string) =>
  new EnvironmentSecrets({ RCM_SECRET_EMR: password, RCM_SECRET_WRONG: 'wr0ng-p4ss' });
const timeout = (readTimeout: number | undefined) => (readTimeout === undefined ? {} : { readTimeout });

const mysql: TestDatabase<'mysql'> = {
  engine: 'mariadb',
  types: {
    ...{
      moment: 'DATETIME',
      micro: 'DATETIME(6)',
      instant: 'TIMESTAMP NULL',
      day: 'DATE',
      bytes: 'VARBINARY(20)',
      double: 'DOUBLE',
    },
    ...{ real: 'FLOAT', whole: 'BIGINT', exact: 'DECIMAL(20,9)', wide: 'DECIMAL(40,2)', text: 'VARCHAR(60)' },
  },
  noMoment: '0000-00-00',
  quoted: quotedInMySql,
  bytes: (digits) => `x'${digits}'`,
  numbers: (from, to) => `seq_${from}_to_${to}`,
  clock: (hours) => `utc_timestamp() + interval ${hours} hour`,
  server: () => sharedMariaDb(),
  emr: (database) => {
    const { host, port, reader } = sharedMariaDb();
    return { kind: 'mysql', host, port, database, user: reader.user, passwordSecret: 'emr', tls: 'none' };
  },
  createDatabase: () => sharedMariaDb().createDatabase(),
  execute: (sql, database) => sharedMariaDb().execute(`SET sql_mode = ''; ${sql}`, database),
  async connection(database) {
    const { host, port, user, password } = sharedMariaDb();
    const connection = await createConnection({ host, port, user, password, database });
    return { execute: async (sql) => void (await connection.query(sql)), end: () => connection.end() };
  },
  source: (hospital, readTimeout) =>
    new MySqlSource(hospital, { secrets: secretsOf(sharedMariaDb().reader.password), ...timeout(readTimeout) }),
  async kill(database) {
    const { user } = sharedMariaDb().reader;
    const found = await sharedMariaDb().execute(
      `SELECT id FROM information_schema.processlist WHERE db = '${database}' AND user = '${user}'`,
    );
    for (const { id } of found) await sharedMariaDb().execute(`KILL ${Number(id)}`);
  },
};

const postgres: TestDatabase<'postgres'> = {
  engine: 'postgres',
  types: {
    ...{
      moment: 'TIMESTAMP',
      micro: 'TIMESTAMP(6)',
      instant: 'TIMESTAMPTZ',
      day: 'DATE',
      bytes: 'BYTEA',
      double: 'DOUBLE PRECISION',
    },
    ...{ real: 'REAL', whole: 'BIGINT', exact: 'NUMERIC(20,9)', wide: 'NUMERIC(40,2)', text: 'VARCHAR(60)' },
  },
  noMoment: 'infinity',
  quoted: quotedInPostgres,
  bytes: (digits) => `'\\x${digits}'::bytea`,
  numbers: (from, to) => `generate_series(${from}, ${to}) as numbers(seq)`,
  clock: (hours) => `date_trunc('second', now() at time zone 'UTC') + interval '${hours} hours'`,
  server: () => sharedPostgres(),
  emr: (database) => {
    const { host, port, reader } = sharedPostgres();
    const place = { host, port, database, schema: 'public', user: reader.user };
    return { kind: 'postgres', ...place, passwordSecret: 'emr', tls: 'none' };
  },
  createDatabase: () => sharedPostgres().createDatabase(),
  execute: (sql, database) => sharedPostgres().execute(sql, database),
  async connection(database) {
    const { host, port, user, password } = sharedPostgres();
    const client = new Client({ host, port, user, password, database, ssl: false });
    client.on('error', () => {});
    await client.connect();
    return { execute: async (sql) => void (await client.query(sql)), end: () => client.end() };
  },
  source: (hospital, readTimeout) =>
    new PostgresSource(hospital, { secrets: secretsOf(sharedPostgres().reader.password), ...timeout(readTimeout) }),
  async kill(database) {
    const { user } = sharedPostgres().reader;
    await sharedPostgres().execute(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND usename = '${user}'`,
    );
  },
};

/** Every engine of the registry. */
export const DATABASES: { readonly [Kind in EmrSpec['kind']]: TestDatabase<Kind> } = { mysql, postgres };

export const KINDS = Object.keys(DATABASES) as (keyof typeof DATABASES)[];
