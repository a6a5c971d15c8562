// `npm test [--fast] [jest arguments]`: packages, engines, build, jest. The last line is `N passed, N failed[, N skipped]`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { heading } from './progress.mjs';
import { runShown } from './run-command.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(root, '.engines/jest-results.json');
/** The one kind of test that may be skipped under CI=true: it needs the registry of Terraform providers. */
const MAY_BE_SKIPPED_IN_CI = 'terraform provider';
const inCi = process.env.CI === 'true';
const fast = process.argv.includes('--fast');
const jestArguments = process.argv.slice(2).filter((argument) => argument !== '--fast');

/** The last line, then the end. */
function finish({ passed, failed, skipped }, code) {
  process.stderr.write('', () => {
    process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`, () =>
      process.exit(code),
    );
  });
}

/** Reads jest's report; undefined if jest ended before it wrote one. */
function readResults() {
  try {
    return JSON.parse(readFileSync(RESULTS, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Counts tests; a file that could not be run at all counts as one failed test. */
function count(results) {
  const tests = results.testResults.flatMap((file) => file.assertionResults);
  const having = (...statuses) => tests.filter(({ status }) => statuses.includes(status));
  const skippedTests = having('pending', 'skipped', 'todo', 'disabled');
  return {
    passed: having('passed').length,
    failed: having('failed').length + results.numRuntimeErrorTestSuites,
    skipped: skippedTests.length,
    skippedNames: skippedTests.map(({ fullName }) => fullName),
  };
}

async function runTests() {
  await install();
  if (!fast) {
    heading('Engines');
    const { prepareEngines } = await import('./engines.mjs');
    const missing = await prepareEngines();
    if (missing.length > 0 && inCi) throw new Error(`CI=true and no ${missing.join(', ')}.`);
    if (missing.length > 0) process.stderr.write(`\nWARNING: tests that need ${missing.join(', ')} will be skipped.\n`);
  }
  heading('Build');
  if ((await runShown(process.execPath, ['scripts/build.mjs'], { cwd: root })) !== 0)
    throw new Error('The build failed.');

  heading(fast ? 'Fast tests' : 'All tests');
  mkdirSync(join(root, '.engines'), { recursive: true });
  rmSync(RESULTS, { force: true });
  // The fast tests share nothing, so every processor may work; the engines need one for themselves.
  const projects = fast ? ['--maxWorkers=100%', '--selectProjects', 'fast', '--'] : [];
  const jest = ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${RESULTS}`];
  const code = await runShown(process.execPath, [...jest, ...jestArguments, ...projects], { cwd: root });
  const results = readResults();
  if (!results) throw new Error(`jest ended with exit code ${code} before it could report.`);

  const counts = count(results);
  // With -t everything that was not asked for is reported as skipped.
  const chosen = jestArguments.some((argument) => /^(-t|--testNamePattern)/.test(argument));
  const unexpected = chosen
    ? []
    : counts.skippedNames.filter((name) => !name.toLowerCase().includes(MAY_BE_SKIPPED_IN_CI));
  if (inCi && unexpected.length > 0) {
    process.stderr.write(`\nCI=true allows no skipped tests but those of the ${MAY_BE_SKIPPED_IN_CI}; skipped:\n`);
    for (const name of unexpected) process.stderr.write(`  ${name}\n`);
  }
  const bad = counts.failed > 0 || (inCi && unexpected.length > 0);
  return { counts, code: bad ? 1 : code };
}

try {
  const { counts, code } = await runTests();
  finish(counts, code);
} catch (error) {
  process.stderr.write(`\nThe tests did not run. ${error.message}\n`);
  finish({ passed: 0, failed: 1, skipped: 0 }, 1);
}
