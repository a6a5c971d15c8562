import { engineAvailable } from './available';
import { type BigQueryAddress, type BigQueryEngine, startBigQuery } from './bigquery';
import type { ServerAddress } from './database-server';
import { type Gcs, type GcsAddress, gcsAt, startGcs } from './gcs';
import { type MariaDb, mariaDbAt, startMariaDb } from './mariadb';
import { type Postgres, postgresAt, startPostgres } from './postgres';

/** Carries the addresses from jest's global setup to its workers. */
const SHARED_VARIABLE = 'RCM_TEST_ENGINES';
/** Carries the address of a test file's own emulator from its setup to its tests. */
const BIGQUERY_VARIABLE = 'RCM_TEST_BIGQUERY';

interface Addresses {
  readonly mariadb?: ServerAddress;
  readonly postgres?: ServerAddress;
  readonly gcs?: GcsAddress;
}

interface Stoppable {
  stop(): Promise<void>;
}

/**
 * Starts the servers that all test files share, MariaDB, PostgreSQL and Cloud Storage, if they are installed, and publishes their addresses.
 * @returns what to stop at the end.
 * @throws Error if one of them does not start; the others are stopped.
 */
export async function startSharedEngines(): Promise<Stoppable[]> {
  const outcomes = await Promise.allSettled([
    engineAvailable('mariadb') ? startMariaDb() : undefined,
    engineAvailable('gcs') ? startGcs() : undefined,
    engineAvailable('postgres') ? startPostgres() : undefined,
  ]);
  const [mariadb, gcs, postgres] = outcomes.map((outcome) =>
    outcome.status === 'fulfilled' ? outcome.value : undefined,
  );
  const started = [mariadb, gcs, postgres].filter((engine) => engine !== undefined);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) {
    await Promise.all(started.map((engine) => engine.stop()));
    throw failure.reason;
  }
  process.env[SHARED_VARIABLE] = JSON.stringify({ mariadb, gcs, postgres });
  return started;
}

/**
 * Starts the emulator of one test file, if it is installed, and publishes its address to the tests of that file.
 * One per file, because it answers one query at a time: a query that a test gave up would hold up the files after it.
 */
export async function startFileBigQuery(): Promise<Stoppable | undefined> {
  if (!engineAvailable('bigquery')) return undefined;
  const { gcs } = addresses();
  const bigquery = await startBigQuery(gcs ? { gcs } : {});
  process.env[BIGQUERY_VARIABLE] = JSON.stringify(bigquery);
  return bigquery;
}

function addresses(): Addresses {
  const published = process.env[SHARED_VARIABLE];
  if (published === undefined) throw new Error('no engines were started: name the test file *.engine.test.ts');
  return JSON.parse(published) as Addresses;
}

function present<A>(address: A | undefined, name: string): A {
  if (address === undefined) throw new Error(`${name} is missing: put the tests into describeEngine('${name}', ...)`);
  return address;
}

/** The MariaDB server that all test files share. Work in a database of your own: `createDatabase()`. */
export function sharedMariaDb(): MariaDb {
  return mariaDbAt(present(addresses().mariadb, 'mariadb'));
}

/** The PostgreSQL server that all test files share. Work in a database of your own: `createDatabase()`. */
export function sharedPostgres(): Postgres {
  return postgresAt(present(addresses().postgres, 'postgres'));
}

/** The Cloud Storage server that all test files share. Work in a bucket of your own: `createBucket()`. */
export function sharedGcs(): Gcs {
  return gcsAt(present(addresses().gcs, 'gcs'));
}

/** The BigQuery emulator that the tests of one file share; it reads `gs://` from `sharedGcs()`. It starts before the file's first `beforeAll`. */
export function sharedBigQuery(): BigQueryEngine {
  const published = process.env[BIGQUERY_VARIABLE];
  const address = published === undefined ? undefined : (JSON.parse(published) as BigQueryAddress);
  return { ...present(address, 'bigquery'), stop: async () => {} };
}
