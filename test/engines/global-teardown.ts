import './global-setup';

/** jest's global teardown of the project `engines`. After a crash or Ctrl-C it does not run; keeper.mjs ends the servers then. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.stopEngines?.();
}
