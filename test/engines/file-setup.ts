import { engineIsAsked } from './available';
import { startFileBigQuery } from './shared-engines';

/** Engines are slower than jest's 5 seconds allow for when other work shares the machine's cores. */
const TEST_TIMEOUT_MILLISECONDS = 60_000;

// jest's setup of each test file of the project `engines`: these hooks come before those of the file itself.
jest.setTimeout(TEST_TIMEOUT_MILLISECONDS);
let bigquery: Awaited<ReturnType<typeof startFileBigQuery>>;
beforeAll(async () => {
  if (engineIsAsked('bigquery')) bigquery = await startFileBigQuery();
});
afterAll(() => bigquery?.stop());
