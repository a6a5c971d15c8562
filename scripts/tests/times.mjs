// `node scripts/tests/times.mjs`: where the time of the last run of the tests went, as tables for docs/testing.md.
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSuiteLog, suiteLog } from './suite-log.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Files that take less are counted together. */
const LISTED_FROM_SECONDS = { fast: 3, engines: 20 };

const seconds = ({ startedAt, endedAt }) => (endedAt - startedAt) / 1000;

function table(project) {
  const files = [...readSuiteLog(suiteLog(root, project)).files]
    .filter(([, { endedAt }]) => endedAt !== undefined)
    .map(([path, times]) => ({ path: relative(root, path), seconds: seconds(times) }))
    .sort((one, other) => other.seconds - one.seconds);
  const listed = files.filter((file) => file.seconds >= LISTED_FROM_SECONDS[project]);
  const rest = files.slice(listed.length);
  const sum = (of) => of.reduce((total, file) => total + file.seconds, 0);
  const rows = [
    ...listed.map((file) => [`\`${file.path}\``, file.seconds]),
    [`${rest.length} other files`, sum(rest)],
    [`${files.length} files of ${project}, one after the other`, sum(files)],
  ];
  return rows.map(([name, value]) => `| ${name} | ${value.toFixed(0)} |`).join('\n');
}

for (const project of Object.keys(LISTED_FROM_SECONDS)) {
  if (existsSync(suiteLog(root, project)))
    process.stdout.write(`| file | seconds |\n| --- | --- |\n${table(project)}\n\n`);
}
