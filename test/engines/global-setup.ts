import { startSharedEngines } from './shared-engines';

declare global {
  /** Set by the global setup, used by the global teardown; both run in jest's own process. */
  var stopEngines: (() => Promise<void>) | undefined;
}

/** jest's global setup of the project `engines`: one server of each kind for all test files. */
export default async function globalSetup(): Promise<void> {
  const engines = await startSharedEngines();
  globalThis.stopEngines = async () => {
    await Promise.all(engines.map((engine) => engine.stop()));
  };
}
