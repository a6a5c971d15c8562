import { relative } from 'node:path';
import { App } from 'cdktf';
import { ENVIRONMENTS } from './environments';
import { CodedError } from './model/errors/coded-error';
import { SpecError } from './model/problems';
import { synthesize } from './stacks';
import { skipTokenTraces } from './stacks/synthesis/token-traces';

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
  const stacks = synthesize(app);
  process.stderr.write(`${names.join(', ')}: ${stacks.length} stacks in ${relative('', app.outdir) || '.'}\n`);
}

skipTokenTraces();
try {
  main();
} catch (error) {
  if (!(error instanceof CodedError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
