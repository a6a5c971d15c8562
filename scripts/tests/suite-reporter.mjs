// jest's reporter for scripts/test.mjs: writes down each test file as it starts and ends, so that a run that is cut short is counted too.
import { appendFileSync } from 'node:fs';

export default class SuiteReporter {
  write(event) {
    appendFileSync(process.env.RCM_SUITE_LOG, `${JSON.stringify({ ...event, at: Date.now() })}\n`);
  }

  onRunStart({ numTotalTestSuites }) {
    this.write({ event: 'run_started', suites: numTotalTestSuites });
  }

  onTestFileStart({ path }) {
    this.write({ event: 'suite_started', path });
  }

  onTestFileResult({ path }, { testResults, testExecError }) {
    const named = (...statuses) =>
      testResults.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => fullName);
    const passed = named('passed').length;
    // A file that cannot be run at all counts as one failed test.
    const failed = testExecError ? 1 : named('failed').length;
    const skipped = named('pending', 'skipped', 'todo', 'disabled');
    this.write({ event: 'suite_ended', path, passed, failed, skipped });
  }

  onRunComplete() {
    this.write({ event: 'run_ended' });
  }
}
