import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { keepStateIn } from './local-state';
import { MADE_UP_BY_GOOGLE } from './made-up-by-google';
import { synthesizeEverything } from './synthesized-environments';
import { unknownInPlan } from './unknown-in-plan';

/**
 * `terraform init`, `validate` and `plan` of every stack with the real provider. It comes from the Terraform registry, or from a
 * mirror that TF_CLI_CONFIG_FILE names; where neither can be reached the tests skip, also under CI=true: the one skip that is allowed.
 */
const PROBE_MILLISECONDS = 60_000;
const STACK_MILLISECONDS = 120_000;
const ROOT = join(__dirname, '..');
const FRONT_DOOR_STACK = 'sunrise-dev-network';

const folder = mkdtempSync(join(tmpdir(), 'terraform-'));
const probe = join(folder, 'probe');
const LOCK_FILE = '.terraform.lock.hcl';
for (const name of ['plugins', 'probe', 'front-door']) mkdirSync(join(folder, name));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mirrors = process.env['TF_CLI_CONFIG_FILE'];
/** This machine's own credentials and Terraform options stay out of it, and a configuration that is not there. */
const environment = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(GOOGLE_|GCLOUD_|CLOUDSDK_|TF_VAR_|TF_CLI_ARGS|TF_LOG)/.test(name),
    ),
  ),
  // A plan of new resources asks Google nothing, so any token will do.
  GOOGLE_OAUTH_ACCESS_TOKEN: 'fake',
  TF_PLUGIN_CACHE_DIR: join(folder, 'plugins'),
  ...(mirrors !== undefined && !existsSync(mirrors) ? { TF_CLI_CONFIG_FILE: undefined } : {}),
  TF_IN_AUTOMATION: '1',
  TF_INPUT: '0',
  CHECKPOINT_DISABLE: '1',
};

function run(command: string, parameters: readonly string[], cwd: string, timeout: number) {
  const options = { cwd, env: environment, encoding: 'utf8', timeout, maxBuffer: 64 * 1024 * 1024 } as const;
  const { status, stdout, stderr } = spawnSync(command, parameters, options);
  return { status, stdout: stdout ?? '', output: `${stdout}${stderr}` };
}

/** Runs Terraform in a stack's folder; fails the test on an error and on a warning, with its whole text. Returns what it printed. */
function terraform(work: string, command: string, ...parameters: string[]): string {
  const { status, stdout, output } = run('terraform', [command, '-no-color', ...parameters], work, STACK_MILLISECONDS);
  const warned = status !== 0 || /^\W*(Warning|Error):/m.test(output);
  expect({ command, status, warned: warned ? output : '' }).toEqual({
    command,
    status: 0,
    warned: '',
  });
  return stdout;
}

/** Whether the provider can be installed here; asked once, in a folder that needs only the provider. */
function providerCanBeInstalled(): boolean {
  const required = { terraform: { required_providers: { google: { source: 'hashicorp/google', version: '6.50.0' } } } };
  writeFileSync(join(probe, 'main.tf.json'), JSON.stringify(required));
  return run('terraform', ['init', '-no-color'], probe, PROBE_MILLISECONDS).status === 0;
}

const available = providerCanBeInstalled();
if (!available) {
  process.stderr.write(
    'SKIPPED: the terraform provider hashicorp/google 6.50.0 cannot be installed here, so no stack was planned\n',
  );
}
const { stacks } = synthesizeEverything();

(available ? describe : describe.skip)('terraform provider', () => {
  it.each(stacks.map((stack) => [stack.name, stack] as const))(
    'terraform provider accepts %s: init, validate and plan without a warning, and the plan knows all that can be known',
    (name, stack) => {
      const work = join(folder, name);
      mkdirSync(work);
      writeFileSync(join(work, 'cdk.tf.json'), stack.text);
      copyFileSync(join(probe, LOCK_FILE), join(work, LOCK_FILE));
      keepStateIn(work);
      terraform(work, 'init');
      terraform(work, 'validate');
      terraform(work, 'plan', '-out=plan');
      const plan = JSON.parse(terraform(work, 'show', '-json', 'plan'));
      const created = (plan.resource_changes ?? []).filter(
        ({ change }: { change: { actions: string[] } }) => change.actions.join() === 'create',
      );
      expect(created).toHaveLength(stack.resources().length);
      expect(unknownInPlan(plan, stack, Object.keys(MADE_UP_BY_GOOGLE))).toEqual([]);
    },
    4 * STACK_MILLISECONDS,
  );

  it(
    `terraform provider through the front door: cdktf diff ${FRONT_DOOR_STACK} shows only what would be created`,
    () => {
      // Below a folder of its own: the state file of a development stack lies beside the output folder.
      const output = join(folder, 'front-door', 'out');
      const parameters = [join(ROOT, 'node_modules/cdktf-cli/bundle/bin/cdktf.js'), 'diff', FRONT_DOOR_STACK];
      // A lock of every platform needs the registry; the provider may come from a mirror that has one.
      const options = ['--output', output, '--skip-provider-lock'];
      const shown = run(process.execPath, [...parameters, ...options], ROOT, STACK_MILLISECONDS);
      const size = stacks.find(({ name }) => name === FRONT_DOOR_STACK)?.resources().length;
      expect(shown.status).toBe(0);
      const text = stripVTControlCharacters(shown.output);
      expect(text).toContain(`Plan: ${size} to add, 0 to change, 0 to destroy.`);
      expect(text).not.toMatch(/(Warning|Error):/);
    },
    2 * STACK_MILLISECONDS,
  );
});
