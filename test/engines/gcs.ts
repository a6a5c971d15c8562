import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { engineProgram } from './available';
import { engineFolder, freePorts, startEngineProcess, uniqueName } from './engine-process';

/** How to reach a server; plain data, so that jest can hand it to its workers. */
export interface GcsAddress {
  /** For `new Storage({ apiEndpoint: endpoint, projectId })`. */
  readonly endpoint: string;
}

/** A Cloud Storage server of the tests. It checks no permissions. */
export interface Gcs extends GcsAddress {
  /** Creates a bucket that no other test file uses and returns its name: `prefix`, then a random part. */
  createBucket(prefix?: string): Promise<string>;
  /** Ends the server; does nothing on the shared one, which outlives a test file. */
  stop(): Promise<void>;
}

/** The handle for a server that somebody else started. */
export function gcsAt(address: GcsAddress, stop: () => Promise<void> = async () => {}): Gcs {
  return {
    ...address,
    createBucket: async (prefix = 'rcm-') => {
      const name = uniqueName(prefix);
      const response = await fetch(`${address.endpoint}/storage/v1/b?project=rcm-test`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      });
      if (!response.ok) throw new Error(`creating bucket ${name}: HTTP ${response.status}`);
      return name;
    },
    stop,
  };
}

/**
 * Starts a server of your own, without buckets. Tests that need nothing special take the shared one, `sharedGcs()` of shared-engines.
 * @param options.backend `memory` knows versions of objects; `filesystem` refuses a bucket with them. @default filesystem
 */
export async function startGcs(options: { readonly backend?: 'filesystem' | 'memory' } = {}): Promise<Gcs> {
  const folder = engineFolder('gcs');
  const objects = join(folder, 'objects');
  mkdirSync(objects);
  const [port = 0] = await freePorts(1);
  const endpoint = `http://127.0.0.1:${port}`;
  const server = await startEngineProcess({
    title: 'Cloud Storage server',
    folder,
    command: engineProgram('gcs', 'server'),
    args: [
      ...['-scheme', 'http', '-host', '127.0.0.1', '-port', String(port), '-public-host', `127.0.0.1:${port}`],
      ...['-backend', options.backend ?? 'filesystem', '-filesystem-root', objects, '-log-level', 'error'],
    ],
    ready: async () => (await fetch(`${endpoint}/storage/v1/b?project=rcm-test`)).ok,
  });
  return gcsAt({ endpoint }, () => server.stop());
}
