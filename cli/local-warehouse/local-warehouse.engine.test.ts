import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDbWarehouse } from '../../jobs/warehouse/duckdb/warehouse';
import { environmentTables } from '../../model/catalogue';
import { financialMetrics } from '../../model/gold/summaries';
import { BASE_MODEL } from '../../model/model';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { type BuiltRcm, buildRcm } from '../../test/built-rcm';
import { insertRows } from '../../test/transform/insert-rows';

/** Two runs: the first failed at first and then succeeded, the second has one failed step and a total that differs; a closed month has changed. */
const ROWS = `
insert into ops.runs (run_id, environment, status, started_at, ended_at) values
  ('run-1', 'sunrise-dev', 'SUCCEEDED', timestamptz '2026-01-01 05:00:00+00', timestamptz '2026-01-01 05:01:00+00'),
  ('run-2', 'sunrise-dev', 'FAILED', timestamptz '2026-01-02 05:00:00+00', null);
insert into ops.steps (run_id, step_id, attempt, status, started_at, rows_in, error_code, detail) values
  ('run-1', 'extract.hospital-a.patients', 1, 'SUCCEEDED', timestamptz '2026-01-01 05:00:01+00', 5, null, null),
  ('run-1', 'kpis', 1, 'FAILED', timestamptz '2026-01-01 05:00:10+00', null, 'UNEXPECTED', 'Error'),
  ('run-1', 'kpis', 2, 'SUCCEEDED', timestamptz '2026-01-01 05:00:20+00', null, null, null),
  ('run-2', 'extract.hospital-a.patients', 1, 'FAILED', timestamptz '2026-01-02 05:00:10+00', null, 'SOURCE_UNREACHABLE', 'no answer'),
  ('run-2', 'extract.hospital-a.encounters', 1, 'FAILED', timestamptz '2026-01-02 05:00:11+00', null, 'SOURCE_UNREACHABLE', 'no answer'),
  ('run-2', 'check.hospital-b.claims', 1, 'FAILED', timestamptz '2026-01-02 05:00:12+00', null, 'QUARANTINE_SHARE_EXCEEDED', 'many'),
  ('run-2', 'finish', 1, 'FAILED', timestamptz '2026-01-02 05:00:13+00', null, 'RUN_INCOMPLETE', 'three');
insert into ops.loads (run_id, hospital_id, table_name, watermark, rows_landed, rows_new, rows_deleted, loaded_at, applied_at) values
  ('run-1', 'hospital-a', 'patients', '2025-12-31 10:00:00.000001', 5, 4, 0, timestamptz '2026-01-01 05:00:05+00', timestamptz '2026-01-01 05:00:07+00'),
  ('run-2', 'hospital-a', 'patients', null, 0, 0, 0, timestamptz '2026-01-02 05:00:05+00', null),
  ('run-2', 'hospital-b', 'claims', null, 1, 1, 0, timestamptz '2026-01-02 05:00:06+00', null);
insert into ops.deliveries (run_id, hospital_id, table_name, delivery, measure, step, total_read, total_accepted, total_held, total_superseded, total_equal) values
  ('run-1', 'hospital-a', 'patients', 'snapshot', 'rows', 'check', 1005, 1003, 1, 0, 1),
  ('run-2', 'hospital-b', 'claims', '3f2a1b4c5d6e7f8091a2b3c4d5e6f708', 'rows', 'check', 1234, 1000, 0, 230, 4),
  ('run-2', 'hospital-b', 'claims', '3f2a1b4c5d6e7f8091a2b3c4d5e6f708', 'claim_amount', 'check', 1234567.5, 1234000, 0, 567.5, 0);
insert into ops.held_deliveries (run_id, hospital_id, table_name, source_file, rows_checked, rows_broken) values
  ('run-1', 'hospital-b', 'claims', '0011223344556677', 90, 30);
insert into silver.patients (hospital_id, patient_id, valid_from, valid_to, is_current, _row_hash, _run_id) values
  ('hospital-a', 'P1', timestamptz '2025-01-01 00:00:00+00', timestamptz '2025-06-01 00:00:00+00', false, 'x', 'run-1'),
  ('hospital-a', 'P1', timestamptz '2025-06-01 00:00:00+00', null, true, 'y', 'run-1'),
  ('hospital-a', 'P2', timestamptz '2025-01-01 00:00:00+00', null, true, 'z', 'run-1');
insert into quarantine.patients (hospital_id, _run_id, _op, _source_ts, _seq, _row_hash, _rule_ids) values
  ('hospital-a', 'run-1', 'U', timestamptz '2025-01-01 00:00:00+00', 1, 'q', 'required:patient_id');
insert into ops.reconciliations (run_id, hospital_id, subject, expected, actual, difference) values
  ('run-1', 'hospital-a', 'fact_transactions.amount', 10.50, 10.50, 0),
  ('run-2', 'hospital-a', 'fact_transactions.amount', 10.50, 10.49, -0.01);
insert into ops.month_closings (hospital_id, month, run_id, recorded_at, charges, payments, receivable, credit_balance) values
  ('hospital-a', date '2025-11-01', 'run-1', timestamptz '2026-01-01 05:00:30+00', 100.50, 20, 80.50, 0),
  ('hospital-a', date '2025-11-01', 'run-2', timestamptz '2026-01-02 05:00:30+00', 100.50, 30, 70.50, 0),
  ('hospital-b', date '2025-11-01', 'run-1', timestamptz '2026-01-01 05:00:30+00', 7, 0, 7, 0);`;

// Each case starts processes, which takes its time on a busy machine.
jest.setTimeout(60_000);

describe('commands that look into the local warehouse', () => {
  let rcm: BuiltRcm;
  const project = mkdtempSync(join(tmpdir(), 'rcm-state-'));
  const state = join(project, '.rcm/sunrise-dev');
  const file = join(state, 'warehouse.duckdb');
  const at = { cwd: project };
  const env = ['--env', 'sunrise-dev'];

  beforeAll(async () => {
    rcm = buildRcm();
    writeFileSync(join(project, 'cdktf.json'), '{}');
    writeFileSync(join(project, 'spec.json'), JSON.stringify(twoHospitals()));
    const warehouse = await DuckDbWarehouse.open(file);
    await warehouse.createTables(environmentTables(BASE_MODEL));
    const statements = ROWS.split(';').filter((sql) => sql.trim() !== '');
    const reversed = (hospital: string, claims: number) => ({
      ...Object.fromEntries(financialMetrics.columns.map(({ name }) => [name, 0])),
      ...{ hospital_id: hospital, claims_reversed: claims },
    });
    await warehouse.executeAtomically([
      ...statements.map((sql) => ({ name: 'rows', sql })),
      ...insertRows(warehouse.dialect, financialMetrics, [reversed('hospital-a', 1200), reversed('hospital-b', 0)]),
    ]);
    await warehouse.close();
  });
  afterAll(() => {
    rcm.remove();
    rmSync(project, { recursive: true, force: true });
  });

  it('status shows runs and tables, with the last known watermark', async () => {
    const { exitCode, stdout } = await rcm.run(['status', ...env, '--json'], at);
    expect(exitCode).toBe(0);
    const startedAt = (day: number) => `2026-01-0${day} 05:00:00.000000`;
    const restated = { hospital: 'hospital-a', month: '2025-11', runId: 'run-2' };
    const extracts = ['extract.hospital-a.encounters', 'extract.hospital-a.patients'];
    const cause = (summary: string, code: string, detail: string, hospital: string | null, ...steps: string[]) => ({
      ...{ summary: `${summary}: ${code}`, code, detail, hospital, steps },
    });
    const failures = [
      cause('2 extracts of hospital-a', 'SOURCE_UNREACHABLE', 'no answer', 'hospital-a', ...extracts),
      cause('check.hospital-b.claims', 'QUARANTINE_SHARE_EXCEEDED', 'many', 'hospital-b', 'check.hospital-b.claims'),
      cause('finish', 'RUN_INCOMPLETE', 'three', null, 'finish'),
    ];
    const none = { released: 0, discarded: 0, mended: 0, overtaken: 0 };
    const { newestRun, ...found } = JSON.parse(stdout);
    expect(found).toEqual({
      runs: [
        {
          ...{ runId: 'run-2', status: 'FAILED', startedAt: startedAt(2), endedAt: null, startedWith: null },
          failedSteps: [...extracts, 'check.hospital-b.claims', 'finish'],
          failures,
        },
        {
          ...{ runId: 'run-1', status: 'SUCCEEDED', startedAt: startedAt(1) },
          ...{ endedAt: '2026-01-01 05:01:00.000000', startedWith: null },
          ...{ failedSteps: [], failures: [] },
        },
      ],
      tables: [
        {
          ...{ hospital: 'hospital-a', table: 'patients', watermark: '2025-12-31 10:00:00.000001' },
          ...{ loadedAt: '2026-01-02 05:00:05.000000', rows: 2, versions: 3, quarantined: 1, ...none },
        },
        {
          ...{ hospital: 'hospital-b', table: 'claims', watermark: null },
          ...{ loadedAt: '2026-01-02 05:00:06.000000', rows: 0, versions: 0, quarantined: 0, ...none },
        },
      ],
      rules: [
        {
          ...{ hospital: 'hospital-a', table: 'patients', rule: 'required:patient_id', severity: 'error' },
          ...{ failed: 1, checked: 3 },
        },
      ],
      reversedClaims: [{ hospital: 'hospital-a', claims: 1200 }],
      restatedMonths: [
        { ...restated, measure: 'payments', before: '20', after: '30' },
        { ...restated, measure: 'receivable', before: '80.5', after: '70.5' },
      ],
      restatements: [
        {
          ...{ hospital: 'hospital-a', runId: 'run-2', from: '2025-11', to: '2025-11', rows: 2 },
          figures: [
            { measure: 'payments', from: '2025-11', to: '2025-11', months: 1, before: '20.00', after: '30.00' },
            { measure: 'receivable', from: '2025-11', to: '2025-11', months: 1, before: '80.50', after: '70.50' },
          ],
        },
      ],
    });
    expect(newestRun).toMatchObject({ runId: 'run-2', failures, agreement: { state: 'bad', differing: 1 } });
    expect(newestRun.sources).toContainEqual({
      ...{ hospital: 'hospital-a', table: 'patients', kind: 'database', state: 'failed' },
      ...{ reason: 'extract failed: SOURCE_UNREACHABLE', readAt: '2026-01-01 05:00:05.000000', readBy: 'run-1' },
      ...{ ageSeconds: expect.any(Number), absentColumns: [], scannedAt: null, scanAgeSeconds: null },
      counts: { read: 1005, accepted: 1003, held: 1, superseded: 0, equal: 1, unexplained: 0, deleted: 0 },
      money: [],
    });
    expect(newestRun.deliveries).toMatchObject([{ hospital: 'hospital-b', table: 'claims', isJudged: true }]);
    const { newestRun: earlier } = JSON.parse(
      (await rcm.run(['status', ...env, '--run-id', 'run-1', '--json'], at)).stdout,
    );
    expect(earlier.deliveries).toMatchObject([{ hospital: 'hospital-a', table: 'patients', delivery: 'snapshot' }]);
    const unknown = await rcm.run(['status', ...env, '--run-id', 'mistyped'], at);
    expect(unknown).toMatchObject({ stdout: '', stderr: expect.stringContaining('RUN_UNKNOWN') });
  });

  it('status for people is tables on stdout', async () => {
    const { stdout, stderr } = await rcm.run(['status', ...env], at);
    expect(stderr).toBe('');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(/run-2 +│ FAILED +│ 2026-01-02 05:00:00 +│ - /);
    expect(stdout).toContain('run run-2 failed: 2 extracts of hospital-a: SOURCE_UNREACHABLE and 1 more');
    expect(stdout).toMatch(
      /failed: 2 extracts.*\nfailed: check\.hospital-b\.claims: QUARANTINE_SHARE_EXCEEDED \(many\)\nfailed: finish/,
    );
    expect(stdout).toMatch(/figures of hospital-a are older: .*patients/);
    const facts = stdout.split('\n').filter((line) => !/[│┌├└]/.test(line));
    expect(facts).toEqual(
      expect.arrayContaining([
        'hospital-a.patients: extract failed: SOURCE_UNREACHABLE',
        expect.stringMatching(/^ {2}of 2026-01-01 05:00:05 UTC, \d+ d old, by run run-1$/),
        '  rows: 1,005 read = 1,003 accepted + 1 held + 1 equal',
        'run run-2, rows: 1,234 read = 1,000 accepted + 230 superseded + 4 equal',
        'held: file 001122334455 of hospital-b.claims, 30 of 90 rows broken (run run-1)',
        expect.stringMatching(/^ {2}-> Look at the rows with rcm quarantine list --env sunrise-dev\./),
        'error: required:patient_id in 1 of 3 rows of hospital-a.patients',
        'reversed: 1,200 claims of hospital-a',
        'quarantine: 1 open (rcm quarantine list --env sunrise-dev)',
      ]),
    );
    expect(stdout).toMatch(/hospital-a +│ 2025-11 +│ payments 20\.00 to 30\.00; .*│ +2 +│ run-2/);
    expect(stdout).toMatch(
      /restated by run run-2:\n.*\n.*\n.*\n.*hospital-a +│ 2025-11 +│ payments +│ +20\.00 │ +30\.00 │/,
    );
    expect(stdout).toMatch(/hospital-a +│ patients +│ 2025-12-31 +│ .* d ago +│ +2 +│ +3 +│ +1 /);
  });

  it('status --files says what became of each file, its money too', async () => {
    expect((await rcm.run(['status', ...env, '--files'], at)).stdout.split('\n')).toEqual(
      expect.arrayContaining([
        'hospital-b.claims, file 3f2a1b4c5d6e',
        '  rows: 1,234 read = 1,000 accepted + 230 superseded + 4 equal',
        '  claim_amount: 1,234,567.50 read = 1,234,000.00 accepted + 567.50 superseded',
      ]),
    );
  });

  it('reconcile shows the newest run that compared, and fails on a difference', async () => {
    const newest = await rcm.run(['reconcile', ...env, '--json'], at);
    expect(newest.exitCode).toBe(1);
    const { agreement, comparisons, sources, failures, ...found } = JSON.parse(newest.stdout);
    expect(agreement).toMatchObject({ state: 'bad', differing: 1 });
    expect(comparisons).toContainEqual(
      expect.objectContaining({
        ...{ hospital: 'hospital-a', subject: 'source.patients.rows', state: 'not compared', required: true },
        reason: 'extract failed: SOURCE_UNREACHABLE',
      }),
    );
    expect([sources.length > 0, failures.length]).toEqual([true, 3]);
    expect(found).toEqual({
      runId: 'run-2',
      reconciliations: [
        {
          ...{ hospital: 'hospital-a', subject: 'fact_transactions.amount' },
          ...{ expected: '10.5', actual: '10.49', difference: '-0.01' },
        },
      ],
    });
    expect((await rcm.run(['reconcile', ...env, '--run-id', 'run-1'], at)).exitCode).toBe(0);
    expect((await rcm.run(['reconcile', ...env, '--run-id', 'run-9'], at)).exitCode).toBe(2);
  });

  it('query prints rows as a table, and as JSON', async () => {
    const sql = 'select hospital_id, count(*) as patients from silver.patients where is_current group by all';
    const table = await rcm.run(['query', sql, ...env], at);
    expect(table.exitCode).toBe(0);
    expect(table.stdout).toMatch(/hospital_id +│ patients[\s\S]*hospital-a +│ +2 /);
    expect(table.stderr).toBe('1 row(s)\n');
    const { stdout } = await rcm.run(['query', sql, ...env, '--json'], at);
    expect(JSON.parse(stdout)).toEqual([{ hospital_id: 'hospital-a', patients: 2 }]);
  });

  it('query shows the first of many rows and says so; JSON has all', async () => {
    const many = await rcm.run(['query', 'from range(1000) as t(number)', ...env], at);
    expect(many.stderr).toContain('1,000 row(s), the first 200 shown');
    const { stdout } = await rcm.run(['query', 'from range(1000) as t(number)', ...env, '--json'], at);
    expect(JSON.parse(stdout)).toHaveLength(1000);
  });

  it.each([
    ['deletes', 'delete from silver.patients'],
    ['deletes behind a with', 'with p as (select 1) delete from silver.patients'],
    ['deletes as a second statement', 'select 1; delete from silver.patients'],
    ['writes a file', "copy (select 1) to 'stolen.csv'"],
    ['writes a file after reading', "select 1; copy (select 1) to 'stolen.csv'"],
    ['reads another file', "select * from read_csv('spec.json')"],
    ['opens another database', "select 1; attach 'other.duckdb' as other"],
  ])('query refuses a statement that %s, and nothing changes', async (_what, sql) => {
    const before = readFileSync(file);
    const { exitCode, stdout, stderr } = await rcm.run(['query', sql, ...env], at);
    expect(exitCode).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(join(project, 'stolen.csv'))).toBe(false);
    expect(existsSync(join(project, 'other.duckdb'))).toBe(false);
  });

  it.each(['delete from silver.patients', "copy (select 1) to 'stolen.csv'", 'drop schema silver'])(
    'query says at once that it only reads: %s',
    async (sql) => {
      const { exitCode, stderr } = await rcm.run(['query', sql, ...env], at);
      expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('A query only reads') });
    },
  );

  it('query shows values that would command the terminal, and names that would change an object', async () => {
    const hostile = 'select chr(27) || \'[2J\' || chr(155) || \'8m\' as "a\u001b]0;b", 1 as "__proto__"';
    const { stdout } = await rcm.run(['query', hostile, ...env], at);
    expect(stdout).toContain('\\u001b[2J\\u009b8m');
    expect(stdout).toContain('__proto__');
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u);
    const asJson = await rcm.run(['query', hostile, ...env, '--json'], at);
    expect(asJson.stdout).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(Object.entries(JSON.parse(asJson.stdout)[0])).toEqual([
      ['a\u001b]0;b', '\u001b[2J\u009b8m'],
      ['__proto__', 1],
    ]);
  });

  it('query takes its statement from stdin, or from a file', async () => {
    writeFileSync(join(project, 'report.sql'), "/* by hospital */\nselect 'from a file' as place\n");
    const place = async (words: string[], input = '') =>
      JSON.parse((await rcm.run(['query', ...words, ...env, '--json'], { ...at, input })).stdout)[0].place;
    expect(await place(['--file', 'report.sql'])).toBe('from a file');
    expect(await place(['-'], "select 'piped' as place")).toBe('piped');
    expect(await place([], "select 'piped' as place")).toBe('piped');
    for (const words of [[], ['--file', 'absent.sql'], ['select 1', '--file', 'report.sql']])
      expect(await rcm.run(['query', ...words, ...env], at)).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('query prints CSV as other programs read it', async () => {
    const sql = `select * from (values (1, null, '', 'a,"b"'), (2, 'x', 'y', 'z')) t(n, "a null", "a text", "d,e") order by n`;
    const { stdout } = await rcm.run(['query', sql, ...env, '--csv'], at);
    expect(stdout).toBe('n,a null,a text,"d,e"\n1,,"","a,""b"""\n2,x,y,z\n');
    const none = await rcm.run(['query', 'select 1 as n where false', ...env, '--csv'], at);
    expect(none.stdout).toBe('n\n');
  });

  it.each(['--csv', '--json', '--csv --as-known-on 2100-01-01'])(
    'query %s keeps no long result in memory',
    async (options) => {
      const sql = 'select i, repeat(md5(i::varchar), 20) as text from range(60000) t(i)';
      const small = { NODE_OPTIONS: '--max-old-space-size=50' };
      const { exitCode, stdout } = await rcm.run(['query', sql, ...env, ...options.split(' ')], { ...at, env: small });
      expect([exitCode, stdout.includes('59999')]).toEqual([0, true]);
    },
  );

  it('query takes one statement', async () => {
    const { exitCode, stdout, stderr } = await rcm.run(['query', 'select 1; select 2', ...env], at);
    expect({ exitCode, stdout, stderr }).toEqual({
      ...{ exitCode: 2, stdout: '' },
      stderr: expect.stringContaining('2 statements instead of one'),
    });
  });

  it('query names the column that is not there', async () => {
    const { exitCode, stderr } = await rcm.run(['query', 'select nonsense from silver.patients', ...env], at);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nonsense');
  });

  it('doctor finds the machine good, and says what is missing for more', async () => {
    const { exitCode, stdout } = await rcm.run(['doctor', '--spec', 'spec.json', '--json'], at);
    const found = JSON.parse(stdout) as { subject: string; state: string; next: string | null }[];
    const state = Object.fromEntries(found.map(({ subject, state }) => [subject, state]));
    expect(state).toMatchObject({
      node: 'good',
      environment: 'good',
      warehouse: 'good',
      sources: 'warning',
    });
    expect(found.filter(({ state }) => state !== 'good').every(({ next }) => next !== null)).toBe(true);
    // Only a copy of the repository has something to build.
    expect({ exitCode, build: state['build'] }).toEqual({ exitCode: 0, build: undefined });
  });

  it('doctor says that a copy of the repository is not built', async () => {
    const environments = join(project, 'environments');
    mkdirSync(environments);
    writeFileSync(join(environments, 'index.ts'), '');
    const { exitCode, stdout } = await rcm.run(['doctor', '--spec', 'spec.json'], at);
    rmSync(environments, { recursive: true });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringMatching(/BAD +build: dist/) });
  });

  it('doctor counts the files that wait in the inbox, without those still being written', async () => {
    const inbox = join(state, 'lake/inbox/hospital-a/claims');
    mkdirSync(inbox, { recursive: true });
    for (const name of ['claims_2025-01.csv', 'claims_2025-02.csv.part', 'Thumbs.db'])
      writeFileSync(join(inbox, name), 'x');
    const { stdout } = await rcm.run(['doctor', '--spec', 'spec.json'], at);
    expect(stdout).toMatch(
      /note inbox: 1 file\(s\) waiting for the next run, 1 more are still being written, 1 other file\(s\) ignored/,
    );
    const astray = join(state, 'lake/inbox/hospital-a/claim');
    mkdirSync(astray, { recursive: true });
    writeFileSync(join(astray, 'claims_of_january.csv'), 'x');
    const { stdout: again } = await rcm.run(['doctor', '--spec', 'spec.json'], at);
    rmSync(astray, { recursive: true });
    expect(again).toContain('1 file(s) waiting for the next run');
    expect(again).toContain('1 in folders that no feed reads: hospital-a/claim/claims_of_january.csv');
  });

  it('status and doctor read on while a process writes, and say what to do where it does not answer', async () => {
    const answering = await DuckDbWarehouse.open(file, { servesReaders: true });
    try {
      expect(await rcm.run(['status', ...env], at)).toMatchObject({ exitCode: 0, stderr: '' });
      const doctor = await rcm.run(['doctor', '--spec', 'spec.json', '--json'], at);
      expect(JSON.parse(doctor.stdout)).toContainEqual(
        expect.objectContaining({ subject: 'warehouse', state: 'good', found: 'a run is writing it, and answers' }),
      );
    } finally {
      await answering.close();
    }
    const silent = await DuckDbWarehouse.open(file);
    try {
      const status = await rcm.run(['status', ...env], at);
      expect(status).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('WAREHOUSE_LOCKED') });
    } finally {
      await silent.close();
    }
  });

  it('says that nothing has been run where there is no warehouse', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'rcm-empty-'));
    try {
      cpSync(join(project, 'spec.json'), join(empty, 'spec.json'));
      for (const command of [['status'], ['reconcile'], ['summary'], ['query', 'select 1']]) {
        const { exitCode, stderr } = await rcm.run([...command, ...env], { cwd: empty });
        expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(/^WAREHOUSE_MISSING: /) });
      }
      expect(existsSync(join(empty, '.rcm'))).toBe(false);
    } finally {
      rmSync(empty, { recursive: true, force: true });
    }
  });

  it('status names what a warehouse of an older version needs, and query reads it', async () => {
    const older = join(project, '.rcm/older/warehouse.duckdb');
    mkdirSync(join(project, '.rcm/older'), { recursive: true });
    const warehouse = await DuckDbWarehouse.open(older);
    await warehouse.createTables(environmentTables(BASE_MODEL).filter(({ name }) => name !== 'deliveries'));
    await warehouse.close();
    cpSync(older, file);
    const status = await rcm.run(['status', ...env], at);
    expect([status.exitCode, status.stderr]).toEqual([2, expect.stringMatching(/^WAREHOUSE_OUTDATED: .*rcm run/s)]);
    expect((await rcm.run(['query', ...env, 'select count(*) from ops.runs'], at)).exitCode).toBe(0);
  });
});
