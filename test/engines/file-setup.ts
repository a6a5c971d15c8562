import { startFileBigQuery } from './shared-engines';

/** Engines are slower than jest's 5 seconds allow for when other work shares the machine's cores. */
const TEST_TIMEOUT_MILLISECONDS = 60_000;

/** jest's setup of each test file of the project `engines`. jest awaits a function only if it is the whole module. */
export = async function setUpFile(): Promise<void> {
  jest.setTimeout(TEST_TIMEOUT_MILLISECONDS);
  const bigquery = await startFileBigQuery();
  afterAll(() => bigquery?.stop());
};
