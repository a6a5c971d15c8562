import { App } from 'cdktf';
import { SpecError } from 'rcm-platform/model';
import { synthesize } from 'rcm-platform/stacks';
import { sunriseDev } from './environments/sunrise-dev';

/** The cdktf app: every environment becomes its stacks and its pipeline spec, under `cdktf.out`. */
const app = new App();
sunriseDev(app);
try {
  const stacks = synthesize(app);
  console.error(`${stacks.length} stacks in cdktf.out`);
} catch (error) {
  // What is wrong with an environment has a list of its own; a stack trace would hide it.
  if (!(error instanceof SpecError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
