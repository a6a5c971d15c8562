import { appendFileSync } from 'node:fs';
import { sep } from 'node:path';

// Which process runs which test file, for scripts/tests/jest-run.mjs: it ends the process of a file that takes too long.
// A copy of the project whose tests a test runs is not part of the run, though it inherits the run's variables.
const { RCM_SUITE_LOG: log, RCM_SUITE_ROOT: root } = process.env;
const { testPath } = expect.getState();
if (log && testPath?.startsWith(`${root}${sep}`)) {
  appendFileSync(
    log,
    `${JSON.stringify({ event: 'suite_process', path: testPath, pid: process.pid, at: Date.now() })}\n`,
  );
}
