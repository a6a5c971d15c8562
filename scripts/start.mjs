// `npm start`: from a fresh checkout to a pipeline that has run, with its compliance report. Needs no cloud and no credentials.
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { heading, note } from './progress.mjs';
import { runShown } from './run-command.mjs';

const ENVIRONMENT = 'sunrise-dev';
const root = fileURLToPath(new URL('..', import.meta.url));
const rcm = (command) => ['dist/cli/rcm.js', command, '--env', ENVIRONMENT];

/** In order; each reads what the earlier ones wrote. `failure` is printed when it fails. */
const STEPS = [
  { title: 'Build', args: ['scripts/build.mjs'], failure: 'The TypeScript sources do not compile.' },
  {
    title: `Synthesize the infrastructure of ${ENVIRONMENT}`,
    args: ['dist/main.js'],
    env: { RCM_ENVIRONMENTS: ENVIRONMENT },
    failure: `The environment ${ENVIRONMENT} could not be turned into Terraform JSON.`,
  },
  {
    title: 'Compliance report',
    args: rcm('compliance'),
    failure: 'The infrastructure breaks a rule, or the report could not be written.',
  },
  { title: 'Sample data', args: rcm('sample'), failure: 'The sample extracts could not be written.' },
  {
    title: 'Pipeline',
    args: rcm('run'),
    failure: 'A step of the pipeline failed; its error code and what to do are above.',
  },
  { title: 'Summary', args: rcm('summary'), failure: 'The summary of the run could not be shown.' },
];

try {
  await install();
} catch (error) {
  process.stderr.write(`The packages could not be installed. ${error.message}\n`);
  process.exit(1);
}
for (const { title, args, env, failure } of STEPS) {
  heading(title);
  const since = Date.now();
  // Advice names the command line of this checkout.
  const code = await runShown(process.execPath, args, { cwd: root, env: { RCM_PROGRAM: './rcm', ...env } });
  const seconds = ((Date.now() - since) / 1000).toFixed(1);
  if (code !== 0) {
    process.stderr.write(`\n${title}: stopped after ${seconds} s with exit code ${code}. ${failure}\n`);
    process.exit(code);
  }
  note(`${title}: ${seconds} s`);
}
