import { appendFileSync } from 'node:fs';

// Which process runs which test file, for scripts/tests/jest-run.mjs: it ends the process of a file that takes too long.
const log = process.env['RCM_SUITE_LOG'];
if (log) {
  const { testPath } = expect.getState();
  appendFileSync(
    log,
    `${JSON.stringify({ event: 'suite_process', path: testPath, pid: process.pid, at: Date.now() })}\n`,
  );
}
