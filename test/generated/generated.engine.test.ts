import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GeneratedFolder } from './artifact';
import { ARTIFACTS } from './artifacts';
import { bring, compare, differences } from './committed';
import { expectCommitted } from './expect-committed';

const ROOT = join(__dirname, '..', '..');

it.each(ARTIFACTS.filter(({ comparedIn }) => comparedIn === undefined))(
  '$name is committed as the code yields it',
  ({ name }) => expectCommitted(name),
);

it.each(ARTIFACTS.filter(({ comparedIn }) => comparedIn !== undefined))(
  '$name is compared in $comparedIn, which generates it for its own checks',
  ({ name, comparedIn = '' }) => {
    expect(readFileSync(join(ROOT, comparedIn), 'utf8')).toContain(`expectCommitted('${name}')`);
  },
);

it('each artifact has a name and a place of its own', () => {
  const names = ARTIFACTS.map(({ name }) => name);
  const places = ARTIFACTS.map((artifact) => ('path' in artifact ? artifact.path : artifact.folder));
  expect([new Set(names).size, new Set(places).size]).toEqual([ARTIFACTS.length, ARTIFACTS.length]);
});

describe('a generated folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'generated-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const folder = (texts: Readonly<Record<string, string>>): GeneratedFolder => ({
    name: 'queries',
    folder: 'queries',
    texts: () => new Map(Object.entries(texts)),
  });
  const first = folder({ 'a.sql': 'select 1;\n', 'deep/b.sql': 'select 2;\n' });
  const states = async (artifact: GeneratedFolder) =>
    (await compare(artifact, root)).map(({ path, state }) => `${path}: ${state}`);

  it('is written, each file with a head that says so', async () => {
    expect(await states(first)).toEqual(['queries/a.sql: missing', 'queries/deep/b.sql: missing']);
    bring(await compare(first, root), root);
    expect(readFileSync(join(root, 'queries/a.sql'), 'utf8')).toBe(
      '-- Generated from the code; npm run docs writes it again.\nselect 1;\n',
    );
    expect(await states(first)).toEqual(['queries/a.sql: unchanged', 'queries/deep/b.sql: unchanged']);
  });

  it('names what differs, by line, and the command that writes it', async () => {
    const changed = folder({ 'a.sql': 'select 3;\n', 'c.sql': 'select 4;\n' });
    const advice = 'If the change is meant, write it again: npm run docs -- queries';
    expect(differences(await compare(changed, root), 'queries')).toEqual([
      `queries/a.sql:2 holds "select 1;"; the code yields "select 3;". ${advice}`,
      `queries/c.sql is missing. ${advice}`,
      `queries/deep/b.sql is no longer generated. ${advice}`,
    ]);
  });

  it('loses what is no longer generated, and keeps a README', async () => {
    writeFileSync(join(root, 'queries/README.md'), 'By hand.\n');
    const fewer = folder({ 'a.sql': 'select 1;\n' });
    bring(await compare(fewer, root), root);
    expect(await states(fewer)).toEqual(['queries/a.sql: unchanged']);
    expect(readFileSync(join(root, 'queries/README.md'), 'utf8')).toBe('By hand.\n');
  });
});

it('a file without a known way to say that it is generated is refused', async () => {
  const artifact = { name: 'x', path: 'x.png', text: () => '' };
  await expect(compare(artifact)).rejects.toThrow('x.png: say in test/generated/artifact.ts');
});
