import { type BuiltRcm, buildRcm } from '../built-rcm';
import { failures } from './sample-pipeline';
import { CLAIMS, openSmallHospital, type SmallHospital } from './small-hospital';

jest.setTimeout(180_000);

const { header, paid, denied } = CLAIMS;
const PAYED = paid.replace(',Paid,', ',Payed,');
/** One claim of each kind: an unknown status, a mistyped year, a day that does not exist, and an unreadable line. */
const BAD = [
  header,
  PAYED,
  denied.replace('2025-01-06,CMS', '1025-01-06,CMS'),
  paid.replace('C1,', 'C3,').replace('2025-01-02', '2025-02-30'),
  'C4,only two',
  '',
].join('\n');

describe('rows in quarantine', () => {
  let rcm: BuiltRcm;
  let hospital: SmallHospital;
  beforeAll(() => {
    rcm = buildRcm();
  });
  afterAll(() => rcm.remove());
  beforeEach(async () => {
    hospital = await openSmallHospital({}, { maximumBadLineShare: 0.5, maximumQuarantinedShare: 1 });
    hospital.send('hospital-a/claims/claims_of_Rosa_Quill.csv', BAD);
    expect(failures(await hospital.run())).toEqual([]);
  });
  afterEach(() => hospital.remove());

  const quarantine = (...words: string[]) =>
    hospital.whileClosed(() => rcm.run(['quarantine', ...words, '--spec', 'spec.json'], { cwd: hospital.project }));
  const listed = async (...words: string[]) => JSON.parse((await quarantine('list', '--json', ...words)).stdout);
  /** The id of the row that breaks a rule. */
  const idOf = async (rule: string): Promise<string> => (await listed('--rule', rule)).rows[0].id;
  const claims = () =>
    hospital.rows('select claim_id, claim_status from silver.claims where is_current order by claim_id');
  const counts = async () => {
    const status = await hospital.whileClosed(() =>
      rcm.run(['status', '--json', '--spec', 'spec.json'], { cwd: hospital.project }),
    );
    const { quarantined, released, discarded, mended } = JSON.parse(status.stdout).tables.find(
      ({ table }: { table: string }) => table === 'claims',
    );
    return { quarantined, released, discarded, mended };
  };

  it('are listed by rule, with the shape of what is wrong and no value', async () => {
    const { stdout, exitCode } = await quarantine('list');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('claims_o….csv (sha256 ');
    for (const shape of ['claim_status: Aaaaa', 'claim_date: 9999-99-99', 'service_date: 9999-99-99', 'A9,aaaa aaa'])
      expect(stdout).toContain(shape);
    expect(stdout).not.toMatch(/Payed|1025|02-30|Rosa|Quill|only two/);
    const { counts: byRule, found } = await listed('--table', 'claims', '--hospital', 'hospital-a');
    expect(found).toBe(4);
    expect(byRule.map(({ rules, open }: { rules: string; open: number }) => [rules, open])).toEqual([
      ['claim_date_plausible', 1],
      ['line_field_count', 1],
      ['required:service_date,unreadable:service_date,service_date_plausible', 1],
      ['status_known', 1],
    ]);
    expect((await listed('--table', 'patients')).counts).toEqual([]);
    const shown = await quarantine('show', await idOf('status_known'));
    expect(shown.stdout).toContain('An unknown status cannot be counted by any KPI.');
    expect(shown.stdout).toContain('claims_o….csv');
    expect(shown.stdout).toContain('line 2');
  });

  it('are taken by the next run once they are released, and by a replay', async () => {
    const id = await idOf('claim_date_plausible');
    const released = await quarantine('release', id, '--reason', 'the payer confirms it', '--by', 'dana');
    expect(released).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('rcm run') });
    expect(await claims()).toEqual([]);
    const run = await hospital.run();
    expect(failures(run)).toEqual([]);
    expect(await claims()).toEqual([{ claim_id: 'C2', claim_status: 'Denied' }]);
    expect(await counts()).toEqual({ quarantined: 3, released: 1, discarded: 0, mended: 0 });
    // The same again says so, and writes nothing.
    const again = await quarantine('release', id, '--reason', 'the payer confirms it');
    expect(again.stderr).toContain('was released before');
    expect(await hospital.rows('select person, reason from ops.quarantine_decisions')).toEqual([
      { person: 'dana', reason: 'the payer confirms it' },
    ]);
    const replay = await hospital.whileClosed(() =>
      rcm.run(['replay', '--spec', 'spec.json'], { cwd: hospital.project }),
    );
    expect(replay.exitCode).toBe(0);
    expect(failures(await hospital.run({ full: true }))).toEqual([]);
    expect(await claims()).toEqual([{ claim_id: 'C2', claim_status: 'Denied' }]);
    expect(await counts()).toEqual({ quarantined: 3, released: 1, discarded: 0, mended: 0 });
  });

  it('are mended by a later good version', async () => {
    hospital.send('hospital-a/claims/corrected.csv', `${header}\n${paid}\n`, 5);
    expect(failures(await hospital.run())).toEqual([]);
    expect(await claims()).toEqual([{ claim_id: 'C1', claim_status: 'Paid' }]);
    expect(await counts()).toEqual({ quarantined: 3, released: 0, discarded: 0, mended: 1 });
    const { rows } = await listed('--state', 'mended');
    expect(rows).toMatchObject([{ rules: ['status_known'], madeBy: 'load' }]);
  });

  it('are never taken once they are discarded, lines too, and counted apart', async () => {
    const ids = [await idOf('status_known'), await idOf('line_field_count')];
    expect(await quarantine('discard', ...ids, '--reason', 'a test of the sender')).toMatchObject({ exitCode: 0 });
    // The same line and row, sent again, are known to be discarded.
    hospital.send('hospital-a/claims/again.csv', `${header}\n${PAYED}\nC4,only two\n`, 5);
    expect(failures(await hospital.run())).toEqual([]);
    expect(await claims()).toEqual([]);
    expect(await counts()).toMatchObject({ quarantined: 2, released: 0 });
    expect((await listed('--state', 'open')).found).toBe(2);
  });

  it('that lack what history needs cannot be released: the error says what to do', async () => {
    for (const rule of ['required:service_date', 'line_field_count']) {
      const refused = await quarantine('release', await idOf(rule), '--reason', 'it is right');
      expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
      expect(refused.stderr).toContain('QUARANTINE_ROW_UNRELEASABLE');
      expect(refused.stderr).toContain('rcm quarantine discard');
    }
    expect(await hospital.rows('select * from ops.quarantine_decisions')).toEqual([]);
  });

  it('are not decided about where the words are wrong', async () => {
    const id = await idOf('status_known');
    for (const [words, code] of [
      [['release', 'hospital-a.claims.no-run.1', '--reason', 'x'], 'QUARANTINE_ROW_UNKNOWN'],
      [['show', "x'; drop table ops.runs; --"], 'QUARANTINE_ROW_UNKNOWN'],
      [['discard', '--reason', 'x'], 'USAGE'],
      [['release', id], 'USAGE'],
      [['discard', id, '--reason', 'born 1980-02-03'], 'QUARANTINE_REASON_UNSAFE'],
      [['list', id], 'USAGE'],
    ] as const) {
      const refused = await quarantine(...words);
      expect(refused).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining(code) });
    }
    expect(await hospital.rows('select * from ops.quarantine_decisions')).toEqual([]);
  });
});
