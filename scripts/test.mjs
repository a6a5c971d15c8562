// `npm test [--fast | --long] [jest arguments]`: packages, engines, build, jest. The last line is `N passed, N failed[, N skipped]`.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { heading } from './progress.mjs';
import { runShown } from './run-command.mjs';
import { runJest } from './tests/jest-run.mjs';
import { limitsOf } from './tests/limits.mjs';
import { filesWithLongRuns } from './tests/long-runs.mjs';
import { countTests, suiteLog } from './tests/suite-log.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What may be skipped under CI=true: it needs the registry of Terraform providers, or programs of another user and disks of its own. */
const MAY_BE_SKIPPED_IN_CI = ['terraform provider', '(as root)'];
const inCi = process.env.CI === 'true';
const fast = process.argv.includes('--fast');
const long = process.argv.includes('--long');
const jestArguments = process.argv.slice(2).filter((argument) => argument !== '--fast' && argument !== '--long');
if (long) process.env.RCM_LONG_TESTS = 'true';
/** Tests that make more runs when they are asked to, unless the arguments choose among them. */
const chosenFiles = long && jestArguments.length === 0 ? filesWithLongRuns(root) : [];

/** How jest runs each project. */
const PROJECTS = {
  // The fast tests share nothing, so every processor may work.
  fast: ['--maxWorkers=100%'],
  // Two files at a time: each has its own databases, buckets, folders and emulator, and one process alone does not keep two processors busy.
  // A new process for each file: what a file leaves behind ends with it.
  engines: ['--maxWorkers=2', '--workerIdleMemoryLimit=0'],
};

/** The last line, then the end. */
function finish({ passed, failed, skipped }, code) {
  process.stderr.write('', () => {
    process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`, () =>
      process.exit(code),
    );
  });
}

async function prepare() {
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
}

/** Runs the tests of one project. @returns their counts, and jest's exit code. */
async function runProject(project) {
  heading(`Tests: ${project}`);
  const args = [...PROJECTS[project], '--passWithNoTests', ...jestArguments, '--selectProjects', project, '--'].concat(
    chosenFiles,
  );
  const run = await runJest({ args, log: suiteLog(root, project), limits: limitsOf(project, long) });
  const counts = countTests(run);
  for (const path of counts.unfinished) process.stderr.write(`\nNOT FINISHED: ${relative(root, path)}\n`);
  if (counts.unrun > 0)
    process.stderr.write(`\n${counts.unrun} test files did not run to their end: each counts as failed.\n`);
  return { ...counts, code: run.code };
}

async function runTests() {
  await prepare();
  const outcomes = [];
  for (const project of fast ? ['fast'] : ['fast', 'engines']) outcomes.push(await runProject(project));
  const sum = (what) => outcomes.reduce((total, outcome) => total + outcome[what], 0);
  const skippedNames = outcomes.flatMap((outcome) => outcome.skippedNames);
  const counts = { passed: sum('passed'), failed: sum('failed'), skipped: skippedNames.length };
  if (counts.passed + counts.failed + counts.skipped === 0) throw new Error('No test has this name.');

  // With -t everything that was not asked for is reported as skipped.
  const chosen = jestArguments.some((argument) => /^(-t|--testNamePattern)/.test(argument));
  const unexpected = chosen
    ? []
    : skippedNames.filter((name) => !MAY_BE_SKIPPED_IN_CI.some((allowed) => name.toLowerCase().includes(allowed)));
  if (inCi && unexpected.length > 0) {
    process.stderr.write(
      `\nCI=true allows no skipped tests but those of ${MAY_BE_SKIPPED_IN_CI.join(' and ')}; skipped:\n`,
    );
    for (const name of unexpected) process.stderr.write(`  ${name}\n`);
  }
  const bad = counts.failed > 0 || (inCi && unexpected.length > 0);
  return { counts, code: bad ? 1 : Math.max(...outcomes.map((outcome) => outcome.code)) };
}

try {
  const { counts, code } = await runTests();
  finish(counts, code);
} catch (error) {
  process.stderr.write(`\nThe tests did not run. ${error.message}\n`);
  finish({ passed: 0, failed: 1, skipped: 0 }, 1);
}
