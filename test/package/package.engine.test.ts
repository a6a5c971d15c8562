import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { keepStateIn } from '../local-state';
import { checkAgainstSchema } from '../schema/provider-schema';
import { SynthesizedStack } from '../synthesized-stack';
import { Consumer } from './consumer';
import { shownProperties } from './shown-comments';

/**
 * The package as somebody gets it who installs it in an empty folder: what is in it, that its types resolve, that what the
 * documentation shows runs. It takes no engine, but two minutes.
 */
const MINUTES = 60_000;
const ROOT = join(__dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs/using-as-a-package.md'), 'utf8');
/** The page's programs: a hospital group, one construct alone. */
const [GROUP = '', CONSTRUCT = ''] = [...PAGE.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1]);

/** What the page installs to write Terraform JSON, without versions. */
const TOOLS = (/^npm install --save-dev (.*)$/m.exec(PAGE)?.[1] ?? '')
  .split(' ')
  .map((each) => each.replace(/(?<=.)@.*$/, ''));

const consumer = new Consumer();
const stackFolder = join(consumer.folder, 'cdktf.out/stacks');
const synthesized = (stack: string) =>
  new SynthesizedStack(stack, readFileSync(join(stackFolder, stack, 'cdk.tf.json'), 'utf8'));
const compile = (...parameters: string[]) =>
  consumer.run(
    process.execPath,
    join(ROOT, 'node_modules/typescript/bin/tsc'),
    ...['--strict', '--exactOptionalPropertyTypes', '--target', 'es2022'],
    ...parameters,
  );

beforeAll(() => consumer.installPackage(), 5 * MINUTES);
afterAll(() => consumer.remove());

describe('the tarball', () => {
  it('holds the compiled code with its types, and what is read at run time', () => {
    expect(consumer.packedFiles).toEqual(
      expect.arrayContaining([
        'package.json',
        'README.md',
        'LICENSE',
        'dist/cli/rcm.js',
        'dist/jobs/reports/client/dashboard.js',
        'dist/jobs/reports/client/dashboard.css',
        'jobs/airflow/rcm_dag.py',
        ...['constructs', 'stacks', 'jobs', 'compliance', 'model'].flatMap((room) => [
          `dist/${room}/index.js`,
          `dist/${room}/index.d.ts`,
        ]),
      ]),
    );
  });

  it('leads every link of its pages to a page that it holds', () => {
    const pages = consumer.packedFiles.filter((path) => path.endsWith('.md'));
    expect(pages.length).toBeGreaterThan(30);
    const links = pages.flatMap((page) =>
      [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, target = '']) => ({
        page,
        target: normalize(join(dirname(page), target)),
      })),
    );
    expect(links.length).toBeGreaterThan(100);
    const held = consumer.packedFiles;
    const isHeld = (target: string) => held.some((path) => path === target || path.startsWith(`${target}/`));
    expect(links.filter(({ target }) => !isHeld(target))).toEqual([]);
  });

  it('holds no test, no example, no test data, no environment of the sample group', () => {
    // Pages are for readers, the inventory that the README shows is of the sample group, and so is the project that `rcm init` writes.
    const programs = consumer.packedFiles.filter((path) => !/^(docs|test\/inventory|template)\//.test(path));
    expect(
      programs.filter((path) =>
        /(^|[./_-])(test|fixture|example|golden|sunrise)([./_-]|$)|\.failing\.|^(dist\/)?(test|bench|docs|environments)\/|\.ts$/.test(
          path.replace(/\.d\.ts$/, ''),
        ),
      ),
    ).toEqual([]);
  });

  it('is a package as npm, Node and TypeScript expect it', () => {
    const cli = join(ROOT, 'node_modules/publint/src/cli.js');
    const { status, stdout } = consumer.run(process.execPath, cli, 'run', consumer.tarball, '--strict');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('All good!') });
  });
});

describe('without the peers', () => {
  it('are not installed', () => {
    expect(consumer.isInstalled('cdktf')).toBe(false);
  });

  it('rcm says what it can', () => {
    expect(consumer.rcm('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('compliance') });
  });
});

describe('with the peers', () => {
  beforeAll(() => {
    consumer.install(TOOLS);
    for (const ending of ['mts', 'cts', 'ts']) {
      consumer.write(`main.${ending}`, GROUP);
      consumer.write(`construct.${ending}`, CONSTRUCT);
    }
    consumer.write('cdktf.json', /^```json\n(.*?)^```$/ms.exec(PAGE)?.[1] ?? '');
  }, 5 * MINUTES);

  it('has a hospital group in 25 lines', () => {
    expect(GROUP.trim().split('\n').length).toBeLessThanOrEqual(25);
  });

  it.each([
    ['node16', 'node16', ['main.mts', 'main.cts', 'construct.mts', 'construct.cts']],
    ['bundler', 'esnext', ['main.ts', 'construct.ts']],
  ])(
    'types resolve with moduleResolution %s',
    (moduleResolution, module, files) => {
      const compiled = compile('--module', module, '--moduleResolution', moduleResolution, ...files);
      expect(compiled).toMatchObject({ status: 0, stdout: '' });
    },
    3 * MINUTES,
  );

  it(
    'an editor shows what each property of an environment and a hospital is, nested ones too',
    () => {
      const types = join(consumer.folder, 'node_modules/rcm-platform/dist/stacks/index.d.ts');
      // Inside these the model and the constructs name the fields.
      const leaves = ['quality', 'workloads', 'model', 'claims', 'references', 'mapping', 'readers', 'reasons'];
      const shown = shownProperties(types, ['RcmEnvironmentProps', 'HospitalProps'], leaves);
      expect(shown.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['region', 'groups.breakGlass', 'delivery.repositoryId', 'emr.tier', 'publicApis.why']),
      );
      expect(shown.filter(({ comment }) => comment === '').map(({ path }) => path)).toEqual([]);
      expect(shown.find(({ path }) => path === 'emr.user')?.comment).toContain('@default HOSPITAL_DEFAULTS.user');
    },
    3 * MINUTES,
  );

  it.each(['construct.mjs', 'construct.cjs', 'main.cjs', 'main.mjs'])('%s synthesizes', (program) => {
    expect(consumer.run(process.execPath, program)).toMatchObject({ status: 0, stderr: '' });
  });

  it('writes every stack, and nothing that the provider does not take', () => {
    const stacks = readdirSync(stackFolder);
    expect(stacks).toEqual(
      expect.arrayContaining(
        ['foundation', 'network', 'data-lake', 'iam', 'processing', 'composer', 'hospital-a', 'observability'].map(
          (concern) => `sunrise-dev-${concern}`,
        ),
      ),
    );
    const resources = stacks.flatMap((stack) => synthesized(stack).resources());
    expect(resources.length).toBeGreaterThan(100);
    expect(resources.flatMap(checkAgainstSchema)).toEqual([]);
  });

  it('uploads the DAG out of the package', () => {
    const dag = synthesized('sunrise-dev-composer').named('google_storage_bucket_object', 'dags/rcm_dag.py');
    const content = String(dag['content']).replaceAll('$${', '${').replaceAll('%%{', '%{');
    expect(content).toBe(readFileSync(join(ROOT, 'jobs/airflow/rcm_dag.py'), 'utf8'));
  });

  it(
    'cdktf synthesizes with what the page installs and writes, and finds nothing else missing',
    () => {
      rmSync(join(consumer.folder, 'cdktf.out'), { recursive: true });
      const { status, stdout, stderr } = consumer.run('npx', '--no', 'cdktf', 'synth');
      expect({ status, output: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ status: 0, output: '' });
      expect(readdirSync(stackFolder)).toContain('sunrise-dev-foundation');
      const specs = join(consumer.folder, 'cdktf.out/specs');
      expect(readdirSync(specs)).toEqual(['sunrise-dev.json']);
    },
    3 * MINUTES,
  );

  it('has a command of its own name, and one for short', () => {
    for (const name of ['rcm', 'rcm-platform'])
      expect(consumer.run('npx', '--no', name, '--help')).toMatchObject({ status: 0 });
  });

  it("rcm finds the consumer's own environment, and reviews it", () => {
    const spec = consumer.rcm('spec');
    expect(JSON.parse(spec.stdout)).toMatchObject({ environment: 'sunrise-dev', hospitals: [{ id: 'hospital-a' }] });
    expect(consumer.rcm('compliance')).toMatchObject({ status: 0 });
  });

  it('writes a sample for the pipeline', () => {
    const size = ['--patients', '50', '--encounters', '100', '--months', '2'];
    expect(consumer.rcm('sample', ...size)).toMatchObject({ status: 0 });
  });

  describePlans();
});

describe('with the peers gone again, as in the container', () => {
  beforeAll(() => {
    consumer.uninstall(TOOLS);
    // What docs/using-as-a-package.md leaves out of the image.
    consumer.removeUnused();
  });

  it('has no generator of samples and no source maps, and says so', () => {
    expect(consumer.isInstalled('@faker-js/faker')).toBe(false);
    expect(consumer.isInstalled('rcm-platform/dist/cli/rcm.js.map')).toBe(false);
    const { status, stderr } = consumer.rcm('sample', '--day', '2');
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('generator of samples') });
  });

  it(
    'runs the whole pipeline, and writes the dashboard with its program',
    () => {
      const run = consumer.rcm('run');
      expect({ status: run.status, stderr: run.status === 0 ? '' : run.stderr }).toEqual({ status: 0, stderr: '' });
      const dashboard = readFileSync(join(consumer.folder, '.rcm/sunrise-dev/reports/dashboard.html'), 'utf8');
      const client = readFileSync(
        join(consumer.folder, 'node_modules/rcm-platform/dist/jobs/reports/client/dashboard.css'),
        'utf8',
      );
      expect(dashboard).toContain(client.trim().slice(0, 200));
    },
    5 * MINUTES,
  );
});

/** Plans of the consumer's stacks, where the provider can be installed: the skip that is allowed, as in terraform.engine.test.ts. */
function describePlans(): void {
  const work = join(consumer.folder, 'terraform');
  mkdirSync(join(work, 'plugins'), { recursive: true });
  const settings = [
    // A plan of new resources asks Google nothing, so any token will do.
    'GOOGLE_OAUTH_ACCESS_TOKEN=fake',
    `TF_PLUGIN_CACHE_DIR=${join(work, 'plugins')}`,
    'CHECKPOINT_DISABLE=1',
  ];
  const terraform = (folder: string, ...parameters: string[]) =>
    consumer.run('env', ...settings, 'terraform', `-chdir=${folder}`, ...parameters, '-no-color');
  const probe = join(work, 'probe');
  mkdirSync(probe);
  const provider = { source: 'hashicorp/google', version: '6.50.0' };
  writeFileSync(
    join(probe, 'main.tf.json'),
    JSON.stringify({ terraform: { required_providers: { google: provider } } }),
  );
  const available = terraform(probe, 'init', '-input=false').status === 0;
  if (!available)
    process.stderr.write('SKIPPED: the terraform provider cannot be installed here, so no package was planned\n');

  (available ? it : it.skip)(
    "terraform provider accepts the consumer's stacks: init, validate, plan",
    () => {
      for (const stack of readdirSync(stackFolder)) {
        const folder = join(work, stack);
        if (!existsSync(folder)) mkdirSync(folder);
        copyFileSync(join(stackFolder, stack, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
        keepStateIn(folder);
        for (const parameters of [['init', '-input=false'], ['validate'], ['plan', '-input=false', '-lock=false']]) {
          const { status, stdout, stderr } = terraform(folder, ...parameters);
          expect({ stack, parameters, status, output: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({
            ...{ stack, parameters, status: 0, output: '' },
          });
        }
      }
    },
    15 * MINUTES,
  );
}
