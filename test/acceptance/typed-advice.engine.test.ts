import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { type BuiltRcm, buildRcm } from '../built-rcm';
import { startRegister } from '../register-server';
import { adviceAfter, openShell, type Shell } from '../typed-advice';
import { CLAIMS, openSmallHospital, type SmallHospital } from './small-hospital';

jest.setTimeout(120_000);

/** A folder that has to be quoted. */
const EXTRACTS = "the hospital's extracts";
const SPEC = '--spec spec.json';
const SOURCES = `${SPEC} --extracts 'the hospital'\\''s extracts'`;
const FINE = { exitCode: 0 };

/** Each case goes on from the one before it: a run on this hospital takes two seconds. */
describe('what commands advise, typed as it stands there', () => {
  let rcm: BuiltRcm;
  let hospital: SmallHospital;
  let shell: Shell;
  /** Commands that were typed in an earlier case. */
  let resume: string;
  let heal: string;
  const file = (table: string) => join(hospital.project, EXTRACTS, 'hospital-a', `${table}.csv`);
  const edit = (table: string, change: (text: string) => string) =>
    writeFileSync(file(table), change(readFileSync(file(table), 'utf8')));
  /** The newest run. */
  const newest = async () => JSON.parse((await shell.type(`./rcm status ${SPEC} --json`)).stdout).runs[0];
  const failedBy = (code: string) => ({ exitCode: expect.any(Number), stderr: expect.stringContaining(code) });

  beforeAll(async () => {
    rcm = buildRcm();
    hospital = await openSmallHospital({}, { maximumBadLineShare: 0.5, maximumQuarantinedShare: 1 });
    await hospital.context.close();
    rmSync(localFolders(hospital.folder).warehouse);
    const references = [{ table: 'icd_codes', cadence: 'yearly' }];
    writeFileSync(join(hospital.project, 'spec.json'), JSON.stringify({ ...hospital.spec, references }));
    shell = openShell(hospital.project, rcm);
    cpSync(join(hospital.project, 'extracts'), join(hospital.project, EXTRACTS), { recursive: true });
    // More rows than a table may lose.
    const many = Array.from({ length: 30 }, (_, index) => `D${index + 10},Ward ${index}\n`);
    edit('departments', (text) => text + many.join(''));
  });
  afterAll(async () => {
    await hospital.remove();
    rcm.remove();
  });

  it('leads from a warehouse that is missing to a run of the sample', async () => {
    const asked = await shell.type(`./rcm query 'select 1' ${SPEC}`);
    expect(asked).toMatchObject(failedBy('WAREHOUSE_MISSING'));
    const run = await shell.typeAdvice(asked, 'Run the pipeline first:');
    expect(run).toMatchObject(failedBy('There is nothing to read'));
    const sample = await shell.typeAdvice(run, 'Write sample data with', '--patients 60 --encounters 100 --months 2');
    expect(sample).toMatchObject(FINE);
    expect(await shell.typeAdvice(sample, '->')).toMatchObject(FINE);
    rmSync(hospital.folder, { recursive: true });
  });

  it('resumes a run that could not read its sources, as it was started', async () => {
    hospital.send('hospital-a/claims/a.csv', `${CLAIMS.header}\n${CLAIMS.paid}\n${CLAIMS.denied}\n`);
    renameSync(file('patients'), `${file('patients')}.away`);
    const failed = await shell.type(`./rcm run ${SOURCES} --hospital hospital-a --full`);
    renameSync(`${file('patients')}.away`, file('patients'));
    expect(failed.exitCode).toBe(1);
    resume = adviceAfter(failed, '-> Resume the run:');
    const resumed = await shell.type(resume);
    expect(resumed).toMatchObject(FINE);
    expect(resumed.stderr).toContain(`it was started by: ./rcm run ${SOURCES} --hospital hospital-a --full`);
    const run = await newest();
    expect(run).toMatchObject({ status: 'SUCCEEDED', startedWith: { hospital: 'hospital-a', full: true } });
    const { stdout } = await shell.type(`./rcm status ${SPEC}`);
    expect(stdout).toContain(`run ${run.runId} was started by: ./rcm run ${SOURCES} --hospital hospital-a --full`);
  });

  it('resumes no run with other sources: both commands of the error work', async () => {
    const { runId } = await newest();
    const refused = await shell.type(`./rcm run --run-id ${runId} --extracts extracts --heal`);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('RUN_STARTED_OTHERWISE') });
    expect(refused.stderr).toContain(`with --extracts ${EXTRACTS} and not --extracts extracts, and without --heal`);
    expect(adviceAfter(refused, 'Or start a new run:')).toBe(`./rcm run ${SPEC} --extracts extracts --heal`);
    expect(adviceAfter(refused, 'Resume it as it was started:')).toBe(resume);
    const healing = await shell.type(`./rcm run --run-id ${runId} --heal`);
    heal = adviceAfter(healing, 'Or start a new run:');
    expect(await shell.type(heal)).toMatchObject(FINE);
    // A step reads what its run read, too.
    expect((await shell.type(`./rcm step reconcile ${SPEC} --mysql`)).stderr).toContain('RUN_STARTED_OTHERWISE');
  });

  it('names what there is, after an id that is unknown', async () => {
    const unknown = await shell.type(`./rcm run --from kpis --run-id mistyped ${SOURCES}`);
    expect(await shell.typeAdvice(unknown, 'List the runs with')).toMatchObject(FINE);
    const step = await shell.type(`./rcm step nonsense ${SPEC}`);
    expect(await shell.typeAdvice(step, 'List the steps with')).toMatchObject(FINE);
    const row = await shell.type(`./rcm quarantine show nothing ${SPEC}`);
    expect(await shell.typeAdvice(row, 'List the rows with')).toMatchObject(FINE);
    const noRow = await shell.type(`./rcm quarantine show ${SPEC}`);
    expect(await shell.typeAdvice(noRow, 'ids:')).toMatchObject(FINE);
  });

  it('starts a new run once a refused file was replaced, and decides about the rows that rules hold back', async () => {
    hospital.send('hospital-a/claims/b.csv', '', 1);
    const failed = await shell.type(`./rcm run ${SOURCES}`);
    expect(failed).toMatchObject(failedBy('FILE_EMPTY'));
    const bad = CLAIMS.paid.replace('C1,', 'C3,').replace('2025-01-05,Acme', '1025-01-05,Acme');
    hospital.send('hospital-a/claims/b.csv', `${CLAIMS.header}\n${bad}\nC4,only two\n`, 2);
    expect(await shell.typeAdvice(failed, 'start a new run:')).toMatchObject(FINE);
    const status = await shell.type(`./rcm status ${SPEC}`);
    const listed = await shell.typeAdvice(status, '2 open (');
    expect(listed).toMatchObject(FINE);
    const idOf = async (rule: string) =>
      JSON.parse((await shell.type(`./rcm quarantine list ${SPEC} --rule ${rule} --json`)).stdout).rows[0].id as string;
    const line = await shell.type(`./rcm quarantine show ${await idOf('line_field_count')} ${SPEC}`);
    expect(await shell.typeAdvice(line, 'a corrected file is in:')).toMatchObject(FINE);
    const row = await shell.type(`./rcm quarantine show ${await idOf('claim_date_plausible')} ${SPEC}`);
    const released = await shell.typeAdvice(row, 'A later good version mends it.');
    expect(released).toMatchObject(FINE);
    const register = await startRegister(() => [1, ['E11.9'], null, [['E11.9', 'Type 2 diabetes mellitus']]]);
    const fetched = await shell.type(`./rcm fetch icd_codes --prefix E11.9 ${SPEC}`, {
      RCM_ICD10_URL: register.address,
    });
    await register.close();
    // Both read what the newest run has read.
    expect(adviceAfter(fetched, '->')).toBe(`./rcm run ${SOURCES}`);
    expect(await shell.typeAdvice(released, 'history of these rows.\n->')).toMatchObject(FINE);
    expect((await shell.type(`./rcm status ${SPEC}`)).stdout).toContain('icd_codes');
  });

  it('accepts what a database has lost', async () => {
    const kept = readFileSync(file('departments'));
    edit('departments', (text) => `${text.split('\n').slice(0, 3).join('\n')}\n`);
    const refused = await shell.type(`./rcm run ${SOURCES}`);
    expect(refused).toMatchObject(failedBy('DELETED_SHARE_EXCEEDED'));
    expect(await shell.typeAdvice(refused, 'Or accept what was deleted:')).toMatchObject(FINE);
    expect((await newest()).startedWith).toMatchObject({ acceptDeletes: true });
    writeFileSync(file('departments'), kept);
    expect(adviceAfter(refused, 'start a new run:')).toBe(`./rcm run ${SOURCES}`);
  });

  it('reads the rows that a comparison alone found, and those of a total that differs', async () => {
    edit('transactions', (text) => text.replace('1000.00', '1000.50'));
    const compared = await shell.type(`./rcm reconcile --rows --no-fetch --table transactions ${SOURCES}`);
    expect(compared).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('1 differ') });
    expect(compared.stdout).toContain('changed: hospital-a.transactions ');
    // What a container prints is kept.
    const kept = await shell.type(
      `CLOUD_RUN_JOB=rcm ./rcm reconcile --prove --no-fetch --table transactions ${SOURCES}`,
    );
    expect(kept).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('are not shown') });
    expect(kept.stdout).not.toContain('changed: ');
    const again = expect.stringContaining('1 table(s) compared again after the run, 0 differ');
    const read = await shell.typeAdvice(compared, '-> Read the rows that differ:');
    expect(read).toMatchObject({ ...FINE, stderr: again });
    expect((await newest()).startedWith).toMatchObject({ command: 'reconcile', tables: ['hospital-a.transactions'] });
    edit('transactions', (text) => text.replace('1000.50', '1000.75'));
    const differs = await shell.type(`./rcm run ${SOURCES}`);
    expect(differs).toMatchObject(failedBy('RECONCILIATION_DIFFERENCE'));
    expect(await shell.typeAdvice(differs, 'read the rows that differ with')).toMatchObject(FINE);
    expect(adviceAfter(differs, 'start a new run:')).toBe(heal);
  });

  it('resumes a run of a comparison by the same comparison', async () => {
    const { reports } = localFolders(hospital.folder);
    edit('transactions', (text) => text.replace('1000.75', '1000.00'));
    renameSync(reports, `${reports}.kept`);
    writeFileSync(reports, '');
    const failed = await shell.type(`./rcm reconcile --prove --hospital hospital-a ${SOURCES}`);
    expect(failed.exitCode).toBe(1);
    const replay = await shell.type(`./rcm replay ${SPEC}`);
    rmSync(reports);
    renameSync(`${reports}.kept`, reports);
    expect(await shell.typeAdvice(failed, '-> Resume the run:')).toMatchObject(FINE);
    expect((await shell.type(`./rcm reconcile ${SPEC}`)).stderr).toContain('0 differ');
    expect(await shell.typeAdvice(replay, '-> Replay again:')).toMatchObject(FINE);
    const { runId } = await newest();
    const refused = await shell.type(`./rcm run ${SPEC} --run-id ${runId}`);
    expect(adviceAfter(refused, '-> Replay again:')).toBe(adviceAfter(replay, '-> Replay again:'));
  });
});
