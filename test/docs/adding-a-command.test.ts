import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { type BuiltRcm, buildRcm, ROOMS } from '../built-rcm';
import { blocksOf } from './blocks';

const ROOT = join(__dirname, '..', '..');
const REGISTRY = 'cli/commands/registry.ts';

/** docs/adding-a-command.md followed to the letter, in a copy. */
describe('adding a command as the page says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  const spec = join(folder, 'spec.json');
  let rcm: BuiltRcm;

  beforeAll(() => {
    for (const room of ROOMS) cpSync(join(ROOT, room), join(folder, room), { recursive: true });
    const [file, line] = blocksOf('docs/adding-a-command.md').map(({ text }) => text);
    writeFileSync(join(folder, 'cli/commands/hospitals.ts'), file ?? '');
    const registry = readFileSync(join(folder, REGISTRY), 'utf8');
    const opening = 'COMMANDS: readonly CommandEntry[] = [\n';
    expect(registry).toContain(opening);
    writeFileSync(join(folder, REGISTRY), registry.replace(opening, `${opening}${line}\n`));
    writeFileSync(spec, JSON.stringify(twoHospitals()));
    rcm = buildRcm(folder);
  }, 60_000);
  afterAll(() => {
    rcm.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lists it in the help', async () => {
    expect((await rcm.run(['--help'])).stdout).toMatch(/^ {2}hospitals +list the hospitals of an environment$/m);
    expect((await rcm.run(['hospitals', '--help'])).stdout).toContain('$ rcm hospitals --env sunrise-dev');
  });

  it('runs it, with text for people and JSON for scripts', async () => {
    const ids = twoHospitals().hospitals.map(({ id }) => id);
    expect(await rcm.run(['hospitals', '--spec', spec])).toEqual({
      ...{ exitCode: 0, stderr: '', stdout: `${ids.join('\n')}\n` },
    });
    expect(JSON.parse((await rcm.run(['hospitals', '--spec', spec, '--json'])).stdout)).toEqual(ids);
  });

  it('ends wrong usage with its code and exit 2', async () => {
    expect(await rcm.run(['hospitals', '--spec', 'absent.json'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^USAGE: .*\n-> /),
    });
  });
});
