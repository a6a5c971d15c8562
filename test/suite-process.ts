import { appendFileSync } from 'node:fs';
import { dirname } from 'node:path';

// Which process runs which test file, for scripts/tests/jest-run.mjs: it ends the process of a file that takes too long.
// A copy of the project whose tests a test runs is not part of the run: its log is that of another project.
const log = process.env['RCM_SUITE_LOG'];
if (log?.startsWith(dirname(__dirname))) {
  const { testPath } = expect.getState();
  appendFileSync(
    log,
    `${JSON.stringify({ event: 'suite_process', path: testPath, pid: process.pid, at: Date.now() })}\n`,
  );
}
