import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newRunId } from '../../jobs/run/run';
import { openContext } from '../../jobs/steps/context';
import { graph } from '../../model/graph';
import { parseSpec } from '../../model/parse-spec';
import { SpecError } from '../../model/problems';
import { databaseOf, type PipelineSpec, pipelineSpecSchema } from '../../model/spec';
import type { SampleTruth } from '../../sample/truth/truth';
import { describeEngine } from '../engines/available';
import { type MariaDb, startMariaDb } from '../engines/mariadb';
import { sharedMariaDb } from '../engines/shared-engines';
import { emrGroup, openEmrPipeline, personalValues, setPassword, withHospital } from './emr-group';
import { arrivedRows, everythingSaid, expectFailures, loggedRun, trueRows } from './failed-run';
import { failures, type SamplePipeline } from './sample-pipeline';

jest.setTimeout(120_000);

describeEngine('mariadb', 'bad input of one hospital', () => {
  let server: MariaDb;
  let group: PipelineSpec;
  let personal: string[];
  let pipeline: SamplePipeline;
  let truth: SampleTruth;
  const inbox = () => join(pipeline.inboxFolder, 'hospital-a', 'claims');
  const hospitalA = (change: Parameters<typeof withHospital>[2]) => withHospital(group, 'hospital-a', change);

  const usePasswordsOf = ({ reader }: MariaDb) => {
    for (const id of ['hospital-a', 'hospital-b']) setPassword(id, reader.password);
  };
  const start = async (spec: PipelineSpec) => {
    ({ pipeline, truth } = await openEmrPipeline(spec));
  };

  beforeAll(async () => {
    server = sharedMariaDb();
    group = await emrGroup(server);
    personal = await personalValues(server, group);
    expect(personal.length).toBeGreaterThan(300);
  });
  beforeEach(() => usePasswordsOf(server));
  afterEach(() => pipeline.remove());

  /** One run; whatever becomes of it, it says no password and no value of a row. */
  async function run(options: Parameters<typeof loggedRun>[1] = {}) {
    const result = await loggedRun(pipeline, options);
    const said = await everythingSaid(pipeline, result);
    const secrets = [server.reader.password, process.env['RCM_SECRET_HOSPITAL_A_EMR'] ?? '', 'Canary'];
    expect([...secrets, ...personal].filter((value) => said.includes(value))).toEqual([]);
    return result;
  }

  it('names every mapped column that the database does not have', async () => {
    const mapping = {
      patients: { columns: { first_name: 'Vorname', last_name: 'Nachname', patient_id: 'PatientID' } },
    };
    await start(hospitalA(() => ({ mapping })));
    const result = await run();
    await expectFailures(pipeline, result, { 'extract.hospital-a.patients': 'SOURCE_COLUMN_MISSING' });
    const { error } = result.steps.get('extract.hospital-a.patients') ?? {};
    expect(error?.detail).toMatch(/Vorname.*Nachname|Nachname.*Vorname/);
    expect(error?.detail).not.toContain('PatientID');
    expect(await arrivedRows(pipeline)).toEqual(trueRows(truth, 'hospital-a.patients'));
  });

  it('names a table that the database does not have, and what the schema may mean by a misspelt one', async () => {
    await start(hospitalA(() => ({ mapping: { patients: { from: { table: 'patients_old' }, columns: {} } } })));
    const result = await run();
    await expectFailures(pipeline, result, { 'extract.hospital-a.patients': 'SOURCE_TABLE_MISSING' });
    expect(result.steps.get('extract.hospital-a.patients')?.error?.detail).toContain('patients_old');
    expect(await arrivedRows(pipeline)).toEqual(trueRows(truth, 'hospital-a.patients'));

    const misspelt = hospitalA(() => ({ tables: ['departments', 'patient'] }));
    expect(() => parseSpec(pipelineSpecSchema, misspelt)).toThrow(SpecError);
    expect(() => parseSpec(pipelineSpecSchema, misspelt)).toThrow('unknown table "patient"; did you mean "patients"?');
  });

  it('says that a password is wrong, and not which', async () => {
    await start(group);
    setPassword('hospital-a', 'Wr0ng-but-still-secret');
    await expectFailures(pipeline, await run(), {
      'extract.hospital-a.departments': 'SOURCE_ACCESS_DENIED',
      'extract.hospital-a.patients': 'SOURCE_ACCESS_DENIED',
    });
    expect(await arrivedRows(pipeline)).toEqual(trueRows(truth, 'hospital-a.departments', 'hospital-a.patients'));
  });

  it('retries a database that is down, and resumes the same run when it is up', async () => {
    const own = await startMariaDb();
    const onOwnServer = await emrGroup(own);
    // Hospital A on a server that stops, hospital B on the other one.
    const emr = onOwnServer.hospitals[0]?.emr;
    await start(hospitalA((hospital) => ({ emr: { ...databaseOf(hospital), ...emr } })));
    setPassword('hospital-a', own.reader.password);
    await own.stop();
    const runId = newRunId();
    await expectDown(runId);

    const back = await startMariaDb();
    try {
      const again = await emrGroup(back);
      setPassword('hospital-a', back.reader.password);
      await pipeline.reopen(
        hospitalA((hospital) => ({ emr: { ...databaseOf(hospital), ...again.hospitals[0]?.emr } })),
      );
      const resumed = await run({ runId });
      expect(failures(resumed)).toEqual([]);
      expect(resumed.status).toBe('SUCCEEDED');
      expect(resumed.steps.get('extract.hospital-b.patients')?.status).toBe('REUSED');
      expect(await arrivedRows(pipeline)).toEqual(trueRows(truth));
      expect(await pipeline.rows('select status from ops.runs')).toEqual([{ status: 'SUCCEEDED' }]);
    } finally {
      await back.stop();
    }
  });

  async function expectDown(runId: string) {
    const result = await run({ runId });
    const steps = ['extract.hospital-a.departments', 'extract.hospital-a.patients'];
    await expectFailures(pipeline, result, Object.fromEntries(steps.map((id) => [id, 'SOURCE_UNREACHABLE'])));
    const { retries = 0 } = graph(group).find(({ id }) => id === steps[0]) ?? {};
    const tried = await pipeline.rows(
      `select step_id, count(*) as n from ops.steps where error_code = 'SOURCE_UNREACHABLE' group by step_id order by step_id`,
    );
    expect(tried).toEqual(steps.map((step_id) => ({ step_id, n: retries + 1 })));
    expect(retries).toBeGreaterThan(0);
    expect(await arrivedRows(pipeline)).toEqual(trueRows(truth, 'hospital-a.departments', 'hospital-a.patients'));
  }

  it('keeps a malformed line with its place and its reason, and loads the lines around it', async () => {
    await start(group);
    const name = readdirSync(inbox()).at(-1) ?? '';
    const lines = readFileSync(join(inbox(), name), 'utf8').split('\n');
    lines.splice(3, 0, 'CLM-1,"Canary" Miller,2024-09-01');
    writeFileSync(join(inbox(), name), lines.join('\n'));
    const result = await run();
    expect(failures(result)).toEqual([]);
    const hash = createHash('sha256').update(lines.join('\n')).digest('hex');
    expect(
      await pipeline.rows(`select * from quarantine.claims where _raw_line is not null and _source_file = '${hash}'`),
    ).toEqual([
      expect.objectContaining({
        ...{ hospital_id: 'hospital-a', _source_line: 4, _rule_ids: 'line_broken_quote' },
        _raw_line: 'CLM-1,"Canary" Miller,2024-09-01',
      }),
    ]);
    expect(await arrivedRows(pipeline)).toEqual(trueRows(truth));
  });

  it.each([
    ['FILE_EMPTY', 'an empty file', () => ''],
    [
      'FILE_TOO_MANY_BAD_LINES',
      'a file that is mostly broken',
      (header: string, line: string) => [header, line, ...Array(3).fill('CLM-1,Canary')].join('\n'),
    ],
    ['FILE_COLUMN_MISSING', 'a file without a header', (_: string, line: string) => `${line}\n${line}\n`],
    ['FILE_WITHOUT_ROWS', 'a file that is only a header', (header: string) => `${header}\r`],
    ['FILE_HEADER_BROKEN', 'a wrapped header', (header: string, line: string) => `${header},"a\nb"\n${line},\n`],
  ])(
    '%s: leaves %s in the inbox and the run red, and takes the files that came with it',
    async (code, _what, content) => {
      await start(group);
      const files = readdirSync(inbox());
      const [header = '', line = ''] = readFileSync(join(inbox(), files[0] ?? ''), 'utf8').split('\n');
      writeFileSync(join(inbox(), 'claims_bad.csv'), content(header, line));
      const refused = { 'history.hospital-a.claims': code };
      await expectFailures(pipeline, await run(), refused);
      expect(readdirSync(inbox())).toEqual(['claims_bad.csv']);
      expect(await arrivedRows(pipeline)).toEqual(trueRows(truth));
      // It is refused until somebody looks at it; then the sender's corrected file takes its place.
      await expectFailures(pipeline, await run(), refused);
      writeFileSync(join(inbox(), 'claims_bad.csv'), `${header}\r${line}\r`);
      expect(failures(await run())).toEqual([]);
      expect(readdirSync(inbox())).toEqual([]);
      expect(await arrivedRows(pipeline)).toEqual(trueRows(truth));
    },
  );

  it('holds back a file with too many rows in quarantine, and takes it in when the limit is raised', async () => {
    await start(group);
    const file = join(inbox(), readdirSync(inbox()).at(-1) ?? '');
    const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
    const place = header.split(',').indexOf('ClaimStatus');
    const lost = Array.from({ length: 40 }, (_, index) => {
      const fields = (lines[index % lines.length] ?? '').split(',');
      fields[0] = `CLM-LOST-${index}`;
      fields[place] = 'Canary';
      return fields.join(',');
    });
    writeFileSync(file, [header, ...lines, ...lost, ''].join('\n'));
    await expectFailures(pipeline, await run(), { 'history.hospital-a.claims': 'QUARANTINE_SHARE_EXCEEDED' });
    const claims = async () => (await pipeline.rows(`select claim_id from silver.claims where is_current`)).length;
    const withoutTheFile = await claims();
    expect(withoutTheFile).toBeGreaterThan(0);
    const kept = `select count(*) as n from bronze_hospital_a.claims where claim_status = 'Canary'`;
    expect(await pipeline.rows(kept)).toEqual([{ n: 40 }]);

    await pipeline.reopen({ ...group, quality: { ...group.quality, maximumQuarantinedShare: 0.5 } });
    expect(failures(await run())).toEqual([]);
    expect(await claims()).toBeGreaterThan(withoutTheFile);
    expect(await arrivedRows(pipeline)).toEqual(trueRows(truth));
    const held = `select count(*) as n from quarantine.claims where claim_status = 'Canary'`;
    expect(await pipeline.rows(held)).toEqual([{ n: 40 }]);
  });

  describe('a run that ends in the middle', () => {
    const bronze = () =>
      pipeline.rows(
        `select 'a' as h, count(*) as n, count(distinct claim_id || _row_hash) as d from bronze_hospital_a.claims
         union all select 'p', count(*), count(distinct patient_id) from bronze_hospital_a.patients order by 1`,
      );
    const wholeRun = async () => {
      await start(group);
      await run();
      const rows = await bronze();
      await pipeline.remove();
      return rows;
    };

    it.each(['extract', 'load', 'check'])(
      'after %s is taken up by the same run: nothing is lost, nothing twice',
      async (kind) => {
        const expected = await wholeRun();
        await start(group);
        const files = readdirSync(inbox()).length;
        const runId = newRunId();
        const kinds = ['begin', 'extract', 'load', 'check'];
        const done = kinds.slice(0, kinds.indexOf(kind) + 1);
        await pipeline.run({
          runId,
          only: graph(group).flatMap((step) => (done.includes(step.kind) ? [step.id] : [])),
        });
        // The process ended after the work of the last steps and before their audit.
        await pipeline.context.warehouse.executeAtomically([
          { name: 'test', sql: `delete from ops.steps where step_id like '${kind}.hospital-a.%'` },
        ]);
        await pipeline.reopen();
        const resumed = await run({ runId });
        expect(failures(resumed)).toEqual([]);
        expect(await bronze()).toEqual(expected);
        // Each file was moved once, whichever of the tries did it.
        expect(readdirSync(inbox())).toEqual([]);
        expect(readdirSync(join(pipeline.folder, 'lake/archive/hospital-a/claims'))).toHaveLength(files);
        expect(await arrivedRows(pipeline)).toEqual(trueRows(truth));
      },
    );

    it('after landing is made good by the next run too', async () => {
      const expected = await wholeRun();
      await start(group);
      await pipeline.run({
        only: graph(group).flatMap((step) => (['begin', 'extract'].includes(step.kind) ? [step.id] : [])),
      });
      await pipeline.reopen();
      expect(failures(await run())).toEqual([]);
      expect(await bronze()).toEqual(expected);
      expect(await arrivedRows(pipeline)).toEqual(trueRows(truth));
    });
  });

  it('refuses a second run on the same warehouse', async () => {
    await start(group);
    const second = openContext(group, { engines: 'embedded', folder: pipeline.folder });
    await expect(second).rejects.toMatchObject({ code: 'WAREHOUSE_LOCKED', retryable: true });
  });
});
