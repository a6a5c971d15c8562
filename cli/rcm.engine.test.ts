import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graph } from '../model/graph';
import { twoHospitals } from '../sample/two-hospitals.fixture';
import { type BuiltRcm, buildRcm } from '../test/built-rcm';
import { COMMANDS } from './commands/registry';

/** The help must feel immediate: what it may take beyond the start of Node itself. */
const HELP_MILLISECONDS = 100;
/** Files that `rcm --help` may load: its own six, of which four say how the program was typed, and commander's. */
const HELP_FILES = 13;

/** Of the whole process, of a command that reads an environment and opens no warehouse. */
const PROCESSOR_SECONDS = 0.5;

// Each case starts processes, which takes its time on a busy machine.
jest.setTimeout(60_000);

describe('the rcm command', () => {
  let rcm: BuiltRcm;
  const folder = mkdtempSync(join(tmpdir(), 'rcm-cli-'));
  const spec = join(folder, 'spec.json');

  beforeAll(() => {
    rcm = buildRcm();
    writeFileSync(spec, JSON.stringify(twoHospitals()));
  });
  afterAll(() => {
    rcm.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('--version prints the version of the package, in a checkout with its commit', async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as { version: string };
    const { exitCode, stdout } = await rcm.run(['--version']);
    expect([exitCode, stdout.startsWith(version)]).toEqual([0, true]);
    expect(stdout.slice(version.length)).toMatch(/^( \(commit [0-9a-f]{12}\))?\n$/);
  });

  it('lists every command in its help', async () => {
    const { exitCode, stdout, stderr } = await rcm.run(['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const { name } of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  it('starts at once: the help loads no command, and little else', () => {
    const counter = join(folder, 'counter.js');
    writeFileSync(counter, "process.on('exit', () => process.stderr.write(Object.keys(require.cache).join('\\n')));");
    const { stderr } = spawnSync(process.execPath, ['--require', counter, rcm.program, '--help'], { encoding: 'utf8' });
    expect(stderr).toContain('commander');
    expect(stderr.split('\n').length).toBeLessThanOrEqual(HELP_FILES + 1);
    // The best of several, and the difference: other work on the machine slows both.
    const best = (words: string[]) =>
      Math.min(
        ...Array.from({ length: 6 }, () => {
          const from = performance.now();
          execFileSync(process.execPath, words);
          return performance.now() - from;
        }),
      );
    expect(best([rcm.program, '--help']) - best(['-e', '0'])).toBeLessThan(HELP_MILLISECONDS);
  });

  it.each([['--help'], ['spec', '--spec', spec], ['graph', '--spec', spec]])(
    '%s takes at most half a second of processor time',
    (...words) => {
      const meter = join(folder, 'meter.js');
      const line = 'JSON.stringify(Object.values(process.cpuUsage()))';
      writeFileSync(meter, `process.on('exit', () => require('node:fs').writeSync(2, '\\n' + ${line}));`);
      // The best of several: other work on the machine slows this, too.
      const seconds = Array.from({ length: 3 }, () => {
        const { stderr } = spawnSync(process.execPath, ['--require', meter, rcm.program, ...words], {
          encoding: 'utf8',
        });
        const [user = 0, system = 0] = JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as number[];
        return (user + system) / 1e6;
      });
      expect(Math.min(...seconds)).toBeLessThan(PROCESSOR_SECONDS);
    },
  );

  it('ends by code when something fails where nobody waits for it, without the words of the failure', () => {
    const failing = join(folder, 'failing.js');
    writeFileSync(failing, "setImmediate(() => { throw new Error('Could not convert Jane Doe'); });");
    const words = ['--require', failing, rcm.program, 'graph', '--spec', spec];
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', cwd: folder });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^UNCODED: unexpected Error$/m);
    expect(stderr).not.toContain('Jane Doe');
  });

  it.each(COMMANDS.map(({ name }) => name))('%s --help has examples that begin with its own name', async (name) => {
    const { exitCode, stdout } = await rcm.run([name, '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('\nExamples:\n');
    expect(stdout).toContain(`rcm ${name}`);
    // What it writes is an environment; it works on none.
    if (name !== 'init') expect(stdout).toContain('--env <name>');
    expect(stdout).toContain('--json');
  });

  it.each([
    ['no command', []],
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['graph', '--frobnicate']],
    ['an invalid choice', ['graph', '--format', 'picture']],
    ['a missing argument', ['step']],
    ['an argument too many', ['graph', 'now']],
    ['options that exclude each other', ['run', '--mysql', '--extracts', 'x']],
    ['an unknown environment', ['spec', '--env', 'moonrise-dev']],
    ['a spec that is not there', ['spec', '--spec', 'absent.json']],
    ['an unknown hospital', ['run', '--spec', spec, '--hospital', 'hospital-z']],
    ['an unknown step', ['run', '--spec', spec, '--from', 'nonsense']],
    ['extracts that are not there', ['run', '--spec', spec, '--extracts', 'absent']],
    ['a sample option that is not a number', ['sample', '--spec', spec, '--patients', 'many']],
    ['a statement that writes', ['query', 'delete from silver.patients', '--env', 'sunrise-dev']],
    ['a plan that is not there', ['compliance', '--from', 'absent.json']],
  ])('%s is exit 2, with words on stderr, nothing on stdout and no stack', async (_what, words) => {
    const { exitCode, stdout, stderr } = await rcm.run(words, { cwd: folder });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('shows a stack only under RCM_DEBUG=1', async () => {
    const { stderr } = await rcm.run(['spec', '--spec', 'absent.json'], { env: { RCM_DEBUG: '1' } });
    expect(stderr).toMatch(/^\s+at /m);
  });

  it('names the command whose help says more, after a mistake in its options', async () => {
    expect((await rcm.run(['graph', '--format', 'picture'])).stderr).toMatch(
      /^USAGE: .*\n-> rcm graph --help shows its options/,
    );
    expect((await rcm.run(['frobnicate'])).stderr).toMatch(/rcm\S* --help lists the commands/);
  });

  it('finds the nearest command for a misspelt one', async () => {
    expect((await rcm.run(['grap'])).stderr).toContain("USAGE: unknown command 'grap' (did you mean graph?)\n-> ");
  });

  it('prints the spec with its defaults', async () => {
    const { stdout } = await rcm.run(['spec', '--spec', spec]);
    expect(JSON.parse(stdout)).toEqual(twoHospitals());
  });

  it('takes RCM_SPEC for --spec', async () => {
    const { stdout } = await rcm.run(['spec'], { env: { RCM_SPEC: spec } });
    expect(JSON.parse(stdout).environment).toBe('sunrise-dev');
  });

  it('prints the graph as JSON that is the graph', async () => {
    const { stdout } = await rcm.run(['graph', '--spec', spec, '--json']);
    expect(JSON.parse(stdout)).toEqual(graph(twoHospitals()));
  });

  it('prints the graph as a flowchart with every step and every edge', async () => {
    const { stdout } = await rcm.run(['graph', '--spec', spec, '--format', 'mermaid']);
    const steps = graph(twoHospitals());
    const names = new Map([...stdout.matchAll(/^ +(s[0-9]+)\["(.+)"\]$/gm)].map(([, name, id]) => [name, id]));
    expect([...names.values()].sort()).toEqual(steps.map(({ id }) => id).sort());
    const edges = [...stdout.matchAll(/^ {2}(s[0-9]+) --> (s[0-9]+)$/gm)];
    expect(edges.map(([, from, to]) => `${names.get(from)} > ${names.get(to)}`).sort()).toEqual(
      steps.flatMap(({ id, needs }) => needs.map((need) => `${need} > ${id}`)).sort(),
    );
  });

  it('stays quiet when the reader of its output leaves early', () => {
    const [hospital] = twoHospitals().hospitals;
    const hospitals = Array.from({ length: 60 }, (_, index) => ({ ...hospital, id: `hospital-n${index}` }));
    const many = join(folder, 'many.json');
    // More than a pipe holds: a short output would be written before anybody could leave.
    writeFileSync(many, JSON.stringify({ ...twoHospitals(), hospitals }));
    const line = `${process.execPath} ${rcm.program} graph --spec ${many} --json | head -c 10`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `set -o pipefail; ${line}`], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toHaveLength(10);
  });
});
