import { engineProgram } from './available';
import { engineFolder, freePorts, startEngineProcess } from './engine-process';
import type { GcsAddress } from './gcs';

/** How to reach an emulator; plain data, so that jest can hand it to its workers. */
export interface BigQueryAddress {
  /** For `new BigQuery({ apiEndpoint: endpoint, projectId })`. */
  readonly endpoint: string;
  /** The only project the emulator knows. */
  readonly projectId: string;
}

/** A BigQuery emulator of the tests. It checks no permissions. Take dataset names from `uniqueName('bronze_')`. */
export interface BigQueryEngine extends BigQueryAddress {
  /** Ends the emulator; does nothing on the shared one, which ends with its test file. */
  stop(): Promise<void>;
}

const PROJECT = 'rcm-test';

/**
 * Starts an emulator of your own, without datasets. Tests that need nothing special take the shared one, `sharedBigQuery()` of shared-engines.
 * @param options.gcs the server from which load jobs read `gs://` addresses; without it they fail.
 */
export async function startBigQuery(options: { readonly gcs?: GcsAddress } = {}): Promise<BigQueryEngine> {
  const [port = 0, grpcPort = 0] = await freePorts(2);
  const endpoint = `http://127.0.0.1:${port}`;
  const server = await startEngineProcess({
    title: 'BigQuery emulator',
    folder: engineFolder('bigquery'),
    command: engineProgram('bigquery', 'server'),
    args: [
      ...['--project', PROJECT, '--host', '127.0.0.1', '--port', String(port), '--grpc-port', String(grpcPort)],
      ...['--log-level', 'error'],
    ],
    // For this process only: the Node client takes the same variable to mean something else.
    env: options.gcs ? { STORAGE_EMULATOR_HOST: options.gcs.endpoint } : {},
    ready: async () => (await fetch(`${endpoint}/bigquery/v2/projects/${PROJECT}/datasets`)).ok,
  });
  return { endpoint, projectId: PROJECT, stop: () => server.stop() };
}
