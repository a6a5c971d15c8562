// What scripts/tests/suite-reporter.mjs and test/suite-process.ts have written down about a run of jest.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the last run of a jest project is written down: apart from the engines, which several checkouts may share. */
export const suiteLog = (root, project) => join(root, `node_modules/.cache/rcm-tests/${project}.jsonl`);

/**
 * Reads the log of a run, which may still be going on.
 * @returns `suites`: how many test files jest found, undefined before it has looked; `endedAt`: when the last was through.
 *   `files`: by path `{ startedAt, pid, endedAt, passed, failed, skipped }`; what has not happened yet is undefined.
 */
export function readSuiteLog(file) {
  const run = { suites: undefined, endedAt: undefined, files: new Map() };
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [''];
  // The last line is empty, or is being written this instant.
  for (const line of lines.slice(0, -1)) take(run, JSON.parse(line));
  return run;
}

function take(run, { event, path, at, ...facts }) {
  const known = run.files.get(path);
  if (event === 'run_started') run.suites = facts.suites;
  if (event === 'run_ended') run.endedAt = at;
  if (event === 'suite_started') run.files.set(path, { startedAt: at });
  if (event === 'suite_process') run.files.set(path, { ...known, ...facts });
  if (event === 'suite_ended') run.files.set(path, { startedAt: at, ...known, ...facts, endedAt: at });
}

/** Counts the tests of a run that is over; a test file that did not start, or did not end, is one failed test. */
export function countTests({ code, suites, files }) {
  const ended = [...files.values()].filter(({ endedAt }) => endedAt !== undefined);
  const sum = (what) => ended.reduce((total, file) => total + file[what], 0);
  const unfinished = [...files].filter(([, { endedAt }]) => endedAt === undefined).map(([path]) => path);
  // jest found no test file, which may be allowed, or failed before it looked for any.
  const unrun = suites === undefined ? Number(code !== 0) : suites - ended.length;
  return {
    passed: sum('passed'),
    failed: sum('failed') + unrun,
    skippedNames: ended.flatMap(({ skipped }) => skipped),
    unfinished,
    unrun,
  };
}
