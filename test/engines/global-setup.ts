import { startSharedEngines } from './shared-engines';

declare global {
  /** Set by the global setup, used by the global teardown; both run in jest's own process. */
  var stopEngines: (() => Promise<void>) | undefined;
}

/** jest's global setup of the project `engines`: one server of each kind for all test files. */
export default async function globalSetup(): Promise<void> {
  // The tests have no business with real Google Cloud: the clients neither find a credential file
  // nor spend seconds looking for a metadata server before each request.
  delete process.env['GOOGLE_APPLICATION_CREDENTIALS'];
  process.env['METADATA_SERVER_DETECTION'] = 'none';
  const engines = await startSharedEngines();
  globalThis.stopEngines = async () => {
    await Promise.all(engines.map((engine) => engine.stop()));
  };
}
