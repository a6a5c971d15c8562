import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..');

/** `npm run wording`: the exit code and what it prints. */
function wording(...words: string[]) {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/wording/wording.mjs', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stderr };
}

it('no folder has more retired phrases than committed, and the committed numbers are the counted ones', () => {
  expect(wording('--check')).toEqual({ status: 0, stderr: '' });
});

describe('the count of retired phrases', () => {
  let folder: string;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const counts = () => readFileSync(join(folder, 'scripts/wording/counts.txt'), 'utf8').split('\n').slice(2);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wording-'));
    write('scripts/wording/counts.txt', '# head\n\n[jobs]\n2 told\n1 whoever\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('finds a phrase in prose, over the lines of a comment, in names and in words joined by signs', () => {
    write('jobs/a.ts', '/** Nobody is told. */\n// Who is\n// told? \nconst toldGroups = isTold;\n');
    write('jobs/whoever.md', 'Whoever reads a_told-b, not untold or household.\n');
    const { status, stderr } = wording(folder);
    expect(status).toBe(1);
    expect(stderr.split('\n').slice(0, 6)).toEqual([
      'jobs: "told" 5 times, at most 2. Write instead: reported, disclosed, notified, named',
      ...['a.ts:1', 'a.ts:3', 'a.ts:4', 'a.ts:4', 'whoever.md:1'].map((place) => `  jobs/${place}`),
    ]);
  });

  it.each([
    ['"x" is no run id', 'is no X'],
    ['// a year is\n// no date', 'is no X'],
    ['what a cannot_tell means', 'cannot tell'],
    ['a RefusedStack', 'refused stack'],
    ['everything is in order', 'in order (a verdict)'],
    ['goes on with a run', 'go on with'],
  ])('finds %j', (text, phrase) => {
    write('model/a.ts', text);
    expect(wording('--check', folder).stderr).toContain(`model: "${phrase}" 1 times, at most 0`);
  });

  it.each([
    'There is no file x',
    'is no longer read',
    'there is none',
    'in order of keys',
    'PayorID',
    'payor_performance',
  ])('lets %j stand', (text) => {
    write('scripts/wording/counts.txt', '');
    write('model/a.ts', text);
    expect(wording(folder)).toEqual({ status: 0, stderr: '' });
  });

  it('lowers a number that fell, and fails until that is committed', () => {
    write('jobs/a.ts', '// who is told\n');
    expect(wording('--check', folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('npm run wording') });
    expect(wording(folder).status).toBe(0);
    expect(counts()).toEqual(['[jobs]', '1 told', '']);
    expect(wording('--check', folder).status).toBe(0);
  });

  it('resolves a merge conflict between two lowered counts', () => {
    write('jobs/a.ts', '// who is told\n');
    write('scripts/wording/counts.txt', '[jobs]\n<<<<<<< HEAD\n3 told\n=======\n1 whoever\n2 told\n>>>>>>> mine\n');
    expect(wording(folder)).toEqual({ status: 0, stderr: '' });
    expect(counts()).toEqual(['[jobs]', '1 told', '']);
  });

  it('never raises a number', () => {
    write('jobs/a.ts', '// told, told, told\n');
    expect(wording(folder).status).toBe(1);
    expect(counts()).toEqual(['[jobs]', '2 told', '']);
    expect(wording('--check', folder).status).toBe(1);
  });
});
