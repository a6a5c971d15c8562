import { execFile } from 'node:child_process';
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { type BuiltRcm, buildRcm, type Outcome } from '../built-rcm';
import { CLAIMS, openSmallHospital, type SmallHospital } from './small-hospital';

jest.setTimeout(180_000);

/** A folder that has to be quoted. */
const EXTRACTS = "the hospital's extracts";
const SOURCES = ['--spec', 'spec.json', '--extracts', EXTRACTS];

describe('what rcm reconcile --rows advises, typed as it stands there', () => {
  let rcm: BuiltRcm;
  let hospital: SmallHospital;
  beforeAll(() => {
    rcm = buildRcm();
  });
  afterAll(() => rcm.remove());
  beforeEach(async () => {
    hospital = await openSmallHospital();
    hospital.send('hospital-a/claims/a.csv', `${CLAIMS.header}\n${CLAIMS.paid}\n${CLAIMS.denied}\n`);
    cpSync(join(hospital.project, 'extracts'), join(hospital.project, EXTRACTS), { recursive: true });
  });
  afterEach(() => hospital.remove());

  const typed = (words: readonly string[]) => rcm.run(words, { cwd: hospital.project });
  /** A line of the output that advises a command, run by a shell. */
  function typeAdvice({ stderr }: Outcome, start: string): Promise<Outcome> {
    const line = stderr.split('\n').find((each) => each.startsWith(`-> ${start}: rcm `));
    if (line === undefined) throw new Error(`No line says "-> ${start}": ${stderr}`);
    const command = line.slice(`-> ${start}: rcm `.length);
    return new Promise((done) => {
      execFile(
        'sh',
        ['-c', `'${process.execPath}' '${rcm.program}' ${command}`],
        { cwd: hospital.project },
        (error, stdout, out) => done({ exitCode: error === null ? 0 : Number(error.code ?? -1), stdout, stderr: out }),
      );
    });
  }
  const charges = async () => {
    const [row] = await hospital.rows('select cast(sum(amount) as double) as charges from gold.fact_transactions');
    return row?.['charges'];
  };
  /** T2 was 1000.00 and is 1000.50; its cursor did not move. */
  function changeWithoutCursor(): void {
    const file = join(hospital.project, EXTRACTS, 'hospital-a/transactions.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('1000.00', '1000.50'));
  }

  it('reads the rows that a comparison alone found', async () => {
    await hospital.whileClosed(async () => {
      expect((await typed(['run', ...SOURCES])).exitCode).toBe(0);
      changeWithoutCursor();
      const compared = await typed(['reconcile', '--rows', '--no-fetch', '--table', 'transactions', ...SOURCES]);
      expect(compared.exitCode).toBe(1);
      expect(compared.stderr).toContain('1 table(s) compared row by row, 1 differ');
      expect(await typeAdvice(compared, 'Read the rows that differ')).toMatchObject({ exitCode: 0 });
      const again = await typed(['reconcile', '--rows', '--no-fetch', ...SOURCES]);
      expect(again).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining('->') });
    });
    expect(await charges()).toBe(1200.5);
  });

  it('resumes the run that reads them, from the same sources and by the same comparison', async () => {
    const { reports } = localFolders(hospital.folder);
    await hospital.whileClosed(async () => {
      expect((await typed(['run', ...SOURCES])).exitCode).toBe(0);
      changeWithoutCursor();
      // The reports cannot be written.
      renameSync(reports, `${reports}.kept`);
      writeFileSync(reports, '');
      const failed = await typed(['reconcile', '--rows', '--hospital', 'hospital-a', ...SOURCES]);
      expect(failed.exitCode).toBe(1);
      expect(failed.stderr).toMatch(/Resume the run: .* --hospital hospital-a --heal$/m);
      rmSync(reports);
      renameSync(`${reports}.kept`, reports);
      expect(await typeAdvice(failed, 'Resume the run')).toMatchObject({ exitCode: 0 });
      expect((await typed(['reconcile', ...SOURCES.slice(0, 2)])).stderr).toContain('0 differ');
    });
    expect(await charges()).toBe(1200.5);
  });
});
