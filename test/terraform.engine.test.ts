import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { ENVIRONMENTS } from '../environments';
import { synthesize } from '../stacks';

/**
 * `terraform init`, `validate` and `plan` of every stack with the real provider. It comes from the Terraform registry, or from a
 * mirror that TF_CLI_CONFIG_FILE names; where neither can be reached the tests skip, also under CI=true: the one skip that is allowed.
 */
const PROBE_MILLISECONDS = 60_000;
const STACK_MILLISECONDS = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'terraform-'));
mkdirSync(join(folder, 'plugins'));
const environment = {
  ...process.env,
  // A plan of new resources asks Google nothing, so any token will do.
  GOOGLE_OAUTH_ACCESS_TOKEN: 'fake',
  TF_PLUGIN_CACHE_DIR: join(folder, 'plugins'),
  TF_IN_AUTOMATION: '1',
  CHECKPOINT_DISABLE: '1',
};
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function terraform(cwd: string, timeout: number, ...parameters: string[]) {
  return spawnSync('terraform', [...parameters, '-no-color'], { cwd, env: environment, encoding: 'utf8', timeout });
}

/** Whether the provider can be installed here; asked once, in a folder that needs nothing but it. */
function providerCanBeInstalled(): boolean {
  const probe = join(folder, 'probe');
  mkdirSync(probe);
  const required = { terraform: { required_providers: { google: { source: 'hashicorp/google', version: '6.50.0' } } } };
  writeFileSync(join(probe, 'main.tf.json'), JSON.stringify(required));
  return terraform(probe, PROBE_MILLISECONDS, 'init', '-input=false').status === 0;
}

const available = providerCanBeInstalled();
if (!available) {
  process.stderr.write(
    'SKIPPED: the terraform provider hashicorp/google 6.50.0 cannot be installed here, so no stack was planned\n',
  );
}

const app = new App({ outdir: join(folder, 'out') });
for (const build of Object.values(ENVIRONMENTS)) build(app);
synthesize(app);
const stacks = readdirSync(join(folder, 'out', 'stacks'));

(available ? describe : describe.skip)('terraform provider', () => {
  it.each(stacks)(
    'terraform provider accepts %s: init, validate, plan',
    (stack) => {
      const work = join(folder, stack);
      mkdirSync(work);
      copyFileSync(join(folder, 'out', 'stacks', stack, 'cdk.tf.json'), join(work, 'cdk.tf.json'));
      // The state bucket is not ours to ask.
      writeFileSync(
        join(work, 'backend_override.tf.json'),
        JSON.stringify({ terraform: { backend: { local: { path: 'state' } } } }),
      );
      for (const parameters of [['init', '-input=false'], ['validate'], ['plan', '-input=false', '-lock=false']]) {
        const { status, stdout, stderr } = terraform(work, STACK_MILLISECONDS, ...parameters);
        expect({ command: parameters[0], status, output: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({
          command: parameters[0],
          status: 0,
          output: '',
        });
        expect(stdout).not.toMatch(/Warning:.*[Dd]eprecated/);
      }
    },
    3 * STACK_MILLISECONDS,
  );
});
