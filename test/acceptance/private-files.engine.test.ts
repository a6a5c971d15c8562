import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { type BuiltRcm, buildRcm } from '../built-rcm';
import { isRoot, otherUser } from './other-user';

jest.setTimeout(120_000);

const SIZE = ['--patients', '60', '--encounters', '120', '--months', '3'];
const KILL = join(__dirname, 'killed-runs/kill-at-operation.cjs');
/** A file that everybody may read: what looks and never finds it looks in vain. */
const CONTROL = 'control.txt';

describe('files on one machine', () => {
  let rcm: BuiltRcm;
  let folder: string;
  let project: string;
  let state: string;
  let temporary: string;
  const usual = process.umask(0o022);
  beforeAll(() => {
    rcm = buildRcm();
  });
  afterAll(() => {
    rcm?.remove();
    process.umask(usual);
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'private-files-'));
    chmodSync(folder, 0o755);
    [project, temporary] = [join(folder, 'project'), join(folder, 'tmp')];
    state = join(project, '.rcm/sunrise-dev');
    // Open, as an earlier version may have left it.
    mkdirSync(state, { recursive: true });
    mkdirSync(temporary);
    chmodSync(temporary, 0o1777);
    writeFileSync(join(temporary, CONTROL), 'x');
    writeFileSync(join(project, 'cdktf.json'), '{}');
    writeFileSync(join(project, 'spec.json'), JSON.stringify(twoHospitals()));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (words: readonly string[], env: Record<string, string> = {}) =>
    rcm.run([...words, '--spec', 'spec.json'], { cwd: project, env: { TMPDIR: temporary, ...env } });
  const sample = () => run(['sample', ...SIZE]);

  /** Every file and folder below, with the permissions that others have. */
  function open(path: string): string[] {
    try {
      const found = readdirSync(path, { withFileTypes: true });
      return found.flatMap((entry) => {
        const each = join(path, entry.name);
        const own = (statSync(each).mode & 0o077) === 0 ? [] : [relative(folder, each)];
        return entry.isDirectory() ? [...own, ...open(each)] : own;
      });
    } catch {
      // It has gone while it was looked at.
      return [];
    }
  }
  /** What is open to others at any moment of `work`. */
  async function openDuring(work: () => Promise<unknown>): Promise<string[]> {
    const seen = new Set<string>();
    const watch = setInterval(() => {
      for (const each of [...open(state), ...open(temporary)]) seen.add(each);
    }, 20);
    try {
      await work();
    } finally {
      clearInterval(watch);
    }
    return [...seen];
  }

  it('are this user’s alone at every moment of a run that succeeds and of one that fails, and none is left behind', async () => {
    // What another user can read is tried where the tests may start programs as one: see below.
    const other = isRoot ? await otherUser([join(project, '.rcm'), temporary]) : null;
    const seen = await openDuring(async () => {
      expect(await sample()).toMatchObject({ exitCode: 0 });
      // As a sender would leave it.
      const inbox = join(state, 'lake/inbox/hospital-a/claims');
      for (const name of readdirSync(inbox)) chmodSync(join(inbox, name), 0o644);
      expect(await run(['run'])).toMatchObject({ exitCode: 0 });
      const patients = join(state, 'sample/extracts/hospital-a/patients.csv');
      writeFileSync(patients, readFileSync(patients, 'utf8').replace('PatientID', 'Other'));
      expect(await run(['run'])).toMatchObject({ exitCode: 1 });
    });
    expect(seen.filter((path) => !path.includes('/inbox/'))).toEqual([`tmp/${CONTROL}`]);
    expect(open(join(state, 'lake'))).toEqual([]);
    expect(statSync(state).mode & 0o777).toBe(0o700);
    expect(readdirSync(temporary)).toEqual([CONTROL]);
    expect(readdirSync(state).filter((name) => name.startsWith('.'))).toEqual([]);
    if (!other) return;
    const { read, looks } = await other.leave();
    expect(read).toEqual([join(temporary, CONTROL)]);
    expect(looks).toBeGreaterThan(100);
  });

  (isRoot ? describe : skipLoudly)('another user of this machine, and disks of its own (as root)', () => {
    it('see nothing of runs that signals end, nor of what those runs leave, nor of the run that goes on', async () => {
      expect(await sample()).toMatchObject({ exitCode: 0 });
      const other = await otherUser([join(project, '.rcm'), temporary]);
      try {
        expect(await endedBy('SIGKILL', 'extract.hospital-a.patients', 'rename')).toBe('SIGKILL');
        for (const signal of ['SIGINT', 'SIGTERM'] as const) await endedBy(signal, null, 'sql insert');
        expect(await run(['run', '--run-id', 'ended'])).toMatchObject({ exitCode: 0 });
        expect(readdirSync(temporary)).toEqual([CONTROL]);
        expect((await other.leave()).read).toEqual([join(temporary, CONTROL)]);
      } finally {
        await other.leave();
      }
    });

    it.each([
      ['of the state folder', () => state, 2_500_000],
      ['of temporary files', () => temporary, 40_000],
    ])(
      'when the disk %s is full, the run ends by code, shows nothing, and is resumed when there is space',
      async (_, place, space) => {
        expect(await sample()).toMatchObject({ exitCode: 0 });
        const unmount = onDiskOfItsOwn(place(), space);
        const other = await otherUser([join(project, '.rcm'), temporary]);
        try {
          const full = await run(['run', '--run-id', 'full']);
          expect(full).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('DISK_FULL') });
          expect(full.stderr).not.toMatch(/UNEXPECTED|UNCODED/);
          expect(readdirSync(temporary)).toEqual([CONTROL]);
          execFileSync('mount', ['-o', 'remount,size=300m', place()]);
          expect(await run(['run', '--run-id', 'full'])).toMatchObject({ exitCode: 0 });
          expect((await other.leave()).read).toEqual([join(temporary, CONTROL)]);
        } finally {
          await other.leave();
          unmount();
        }
      },
    );
  });

  /** A run that is killed at an operation, or held there until the signal comes. @returns the signal that ended the process; null: it ended itself */
  function endedBy(signal: NodeJS.Signals, step: string | null, matching: string): Promise<NodeJS.Signals | null> {
    const held = signal === 'SIGKILL' ? {} : { instead: 'wait' };
    const moment = JSON.stringify({ step, operation: 1, matching, delay: 100, ...held });
    const words = ['--require', KILL, rcm.program, 'run', '--run-id', 'ended', '--spec', 'spec.json'];
    const child = spawn(process.execPath, words, {
      ...{ cwd: project, env: { ...process.env, TMPDIR: temporary, RCM_TEST_KILL: moment } },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line === 'the moment has come') child.kill(signal);
    });
    return new Promise((resolve) => child.on('close', (_, ended) => resolve(ended)));
  }

  /** Moves a folder to a disk in memory that has so many bytes left. @returns takes the disk away. */
  function onDiskOfItsOwn(path: string, space: number): () => void {
    const [kept, { mode }] = [join(folder, 'kept'), statSync(path)];
    execFileSync('cp', ['-a', path, kept]);
    const used = Number(execFileSync('du', ['-s', '--block-size=1', kept], { encoding: 'utf8' }).split('\t')[0]);
    const options = `size=${used + space},mode=${(mode & 0o7777).toString(8)}`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
    execFileSync('cp', ['-a', `${kept}/.`, path]);
    return () => execFileSync('umount', [path]);
  }
});

function skipLoudly(title: string): void {
  console.warn(`SKIPPED. "${title}" needs root: it starts programs as another user and fills disks of its own.`);
  describe.skip(title, () => it('needs root', () => {}));
}
