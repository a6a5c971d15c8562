import { App } from 'cdktf';
import { ConstructError } from './constructs/inputs/construct-error';
import { ENVIRONMENTS } from './environments';
import { SpecError } from './model/problems';
import { ReviewError, synthesize } from './stacks';
import { skipTokenTraces } from './stacks/synthesis/token-traces';

/** Exit codes, the command line's: for findings of the compliance review, and for configuration that cannot be used. */
const EXIT_FAILED = 1;
const EXIT_CONFIGURATION = 2;

/**
 * The cdktf app: every environment becomes its stacks and its pipeline spec, under `cdktf.out`. RCM_ENVIRONMENTS, a list of names
 * with commas, limits it to those.
 */
function main(): void {
  const chosen =
    process.env['RCM_ENVIRONMENTS']
      ?.split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '') ?? [];
  const names = chosen.length > 0 ? chosen : Object.keys(ENVIRONMENTS);
  const app = new App();
  const unknown = names.filter((name) => !Object.hasOwn(ENVIRONMENTS, name));
  if (unknown.length > 0) {
    const known = Object.keys(ENVIRONMENTS).join(', ');
    throw new SpecError(
      unknown.map((name) => ({
        code: 'ENVIRONMENT_UNKNOWN',
        path: 'RCM_ENVIRONMENTS',
        message: `there is no environment "${name}"; there are ${known}`,
      })),
    );
  }
  for (const name of names) ENVIRONMENTS[name]?.(app);
  synthesize(app);
}

skipTokenTraces();
try {
  main();
} catch (error) {
  if (!(error instanceof SpecError || error instanceof ConstructError || error instanceof ReviewError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof ReviewError ? EXIT_FAILED : EXIT_CONFIGURATION;
}
