import { engineAvailable } from './available';
import { type BigQueryAddress, type BigQueryEngine, startBigQuery } from './bigquery';
import { type Gcs, type GcsAddress, gcsAt, startGcs } from './gcs';
import { type MariaDb, type MariaDbAddress, mariaDbAt, startMariaDb } from './mariadb';

/** Carries the addresses from jest's global setup to its workers. */
const VARIABLE = 'RCM_TEST_ENGINES';

interface Addresses {
  readonly mariadb?: MariaDbAddress;
  readonly gcs?: GcsAddress;
  readonly bigquery?: BigQueryAddress;
}

interface Stoppable {
  stop(): Promise<void>;
}

/**
 * Starts one server of each kind that is installed, side by side, and publishes their addresses to the test files.
 * @returns what to stop at the end.
 * @throws Error if one of them does not start; the others are stopped.
 */
export async function startSharedEngines(): Promise<Stoppable[]> {
  const startWarehouse = async () => {
    const gcs = engineAvailable('gcs') ? await startGcs() : undefined;
    const bigquery = engineAvailable('bigquery') ? await startBigQuery(gcs ? { gcs } : {}) : undefined;
    return { gcs, bigquery };
  };
  const [database, warehouse] = await Promise.allSettled([
    engineAvailable('mariadb') ? startMariaDb() : undefined,
    startWarehouse(),
  ]);
  const mariadb = database.status === 'fulfilled' ? database.value : undefined;
  const { gcs, bigquery } = warehouse.status === 'fulfilled' ? warehouse.value : {};
  const started = [mariadb, bigquery, gcs].filter((engine) => engine !== undefined);
  const failure = [database, warehouse].find((outcome) => outcome.status === 'rejected');
  if (failure) {
    await Promise.all(started.map((engine) => engine.stop()));
    throw failure.reason;
  }
  process.env[VARIABLE] = JSON.stringify({ mariadb, gcs, bigquery });
  return started;
}

function addresses(): Addresses {
  const published = process.env[VARIABLE];
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

/** The Cloud Storage server that all test files share. Work in a bucket of your own: `createBucket()`. */
export function sharedGcs(): Gcs {
  return gcsAt(present(addresses().gcs, 'gcs'));
}

/** The BigQuery emulator that all test files share; it reads `gs://` from `sharedGcs()`. Work in datasets named by `uniqueName`. */
export function sharedBigQuery(): BigQueryEngine {
  return { ...present(addresses().bigquery, 'bigquery'), stop: async () => {} };
}
