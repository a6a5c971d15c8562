import { spawn } from 'node:child_process';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuiltRcm, buildRcm } from '../built-rcm';
import { failures } from './sample-pipeline';
import { CLAIMS, openSmallHospital, type SmallHospital } from './small-hospital';

jest.setTimeout(120_000);

const { header, paid, denied } = CLAIMS;

describe('delivered files', () => {
  let hospital: SmallHospital;
  afterEach(() => hospital.remove());

  const claims = () =>
    hospital.rows('select claim_id, claim_status, paid_amount from silver.claims where is_current order by claim_id');
  const BOTH = [
    { claim_id: 'C1', claim_status: 'Paid', paid_amount: '150' },
    { claim_id: 'C2', claim_status: 'Denied', paid_amount: '0' },
  ];

  it.each([
    ['CR, with a column that the model does not know', [`${header},Note`, `${paid},a`, `${denied},b`, ''].join('\r')],
    ['CR, without a line break at the end', [header, paid, denied].join('\r')],
    ['CR CRLF, as a second transfer in text mode leaves them', [header, paid, denied, ''].join('\r\r\n')],
    ['CR, then LF, as joined files have them', `${header}\r${paid}\r${denied}\n`],
  ])('with lines that end in %s, give every claim', async (_, content) => {
    hospital = await openSmallHospital();
    hospital.send('hospital-a/claims/claims_mac.csv', content);
    expect(failures(await hospital.run())).toEqual([]);
    expect(await claims()).toMatchObject(BOTH.map(({ claim_id, claim_status }) => ({ claim_id, claim_status })));
    expect(hospital.files('inbox')).toEqual([]);
  });

  it.each([
    ['Claim #', 'Paid Amt ($)'],
    ["5% of 'claims'", '(a.b/c-d)'],
    ['"Nº" `claim`; drop table x --', '支払額 {{}} ${x}'],
    ['  1st claim ', 'paid:amount\\'],
  ])('with a header that has %j and %j are mapped', async (claimId, paidAmount) => {
    hospital = await openSmallHospital({
      mapping: { claims: { columns: { claim_id: claimId, paid_amount: paidAmount } } },
    });
    const cell = (name: string) => `"${name.replaceAll('"', '""')}"`;
    const named = header.replace('ClaimID', cell(claimId)).replace('PaidAmount', cell(paidAmount));
    hospital.send('hospital-a/claims/claims.csv', [named, paid, denied, ''].join('\n'));
    expect(failures(await hospital.run())).toEqual([]);
    expect(await claims()).toMatchObject(BOTH.map(({ claim_id, claim_status }) => ({ claim_id, claim_status })));
    const sums = 'select sum(paid_amount) as paid from silver.claims where is_current';
    expect(Number((await hospital.rows(sums))[0]?.['paid'])).toBe(150);
  });

  it('that no feed will read are a warning of the run, and stay', async () => {
    hospital = await openSmallHospital();
    for (const place of ['hospital-a/claim/x.csv', 'Hospital-A/claims/x.csv', 'hospital-a/claims/x.xlsx', 'x.csv'])
      hospital.send(place, 'x');
    const result = await hospital.run({ only: ['begin'] });
    expect(failures(result)).toEqual([]);
    const [{ detail } = {}] = await hospital.rows(`select detail from ops.steps where step_id = 'begin'`);
    expect(String(detail)).toMatch(/1 file\(s\) in .* and 1 more$/);
    expect(hospital.files('inbox')).toHaveLength(4);
  });

  describe('content that comes again', () => {
    const A = `${header}\n${paid}\n${denied}\n`;
    const B = A.replace('Paid,Private', 'Denied,Private');
    const send = (content: string, minute: number) => hospital.send(`hospital-a/claims/${minute}.csv`, content, minute);
    const status = async () => (await claims())[0]?.['claim_status'];
    const duplicates = async () => {
      const result = await hospital.run();
      expect(failures(result)).toEqual([]);
      return /(\d+) duplicate/.exec(result.steps.get('extract.hospital-a.claims')?.report?.detail ?? '')?.[1] ?? '0';
    };

    it('is the newest word, also when two archived files have the same time or times in another order', async () => {
      hospital = await openSmallHospital();
      const archive = join(hospital.folder, 'lake/archive/hospital-a/claims');
      const archivedAt = (times: readonly number[]) =>
        readdirSync(archive).forEach((name, place) => {
          const at = new Date(Date.UTC(2026, 1, 1, 0, times[place % times.length]));
          utimesSync(join(archive, name), at, at);
        });
      for (const [minute, content, times, expected] of [
        [1, A, [1], 'Paid'],
        [2, B, [1], 'Denied'],
        [3, A, [1, 2], 'Paid'],
        [4, B, [2, 1], 'Denied'],
      ] as const) {
        send(content, minute);
        expect(await duplicates()).toBe('0');
        expect(await status()).toBe(expected);
        archivedAt(times);
      }
      send(B, 5);
      expect(await duplicates()).toBe('1');
      expect(hospital.files('inbox')).toEqual([]);
    });

    it('is read again when a file of an earlier time was loaded in between', async () => {
      hospital = await openSmallHospital();
      send(A, 30);
      expect(await duplicates()).toBe('0');
      send(B, 10);
      expect(await duplicates()).toBe('0');
      expect(await status()).toBe('Paid');
      send(B, 40);
      expect(await duplicates()).toBe('0');
      expect(await status()).toBe('Denied');
    });

    it('is read again when it says something else by now, also after runs that found no file', async () => {
      hospital = await openSmallHospital();
      const paidAmount = async () => (await claims())[0]?.['paid_amount'];
      send(A, 1);
      expect(await duplicates()).toBe('0');
      expect(await paidAmount()).toBe('150');
      await hospital.describe({
        mapping: { claims: { columns: { paid_amount: { column: 'PaidAmount', scale: 0.01 } } } },
      });
      expect(await duplicates()).toBe('0');
      send(A, 2);
      expect(await duplicates()).toBe('0');
      expect(await paidAmount()).toBe('1.5');
      const names = header.replace('ClaimAmount,PaidAmount', 'PaidAmount,ClaimAmount').split(',');
      await hospital.describe({ feeds: [{ table: 'claims', header: { line: 2, names } }] });
      send(A, 3);
      expect(await duplicates()).toBe('0');
      expect(await paidAmount()).toBe('200');
    });

    describe('after a kill', () => {
      let rcm: BuiltRcm;
      beforeAll(() => {
        rcm = buildRcm();
      });
      afterAll(() => rcm.remove());

      /** One run in a process of its own, which ends itself without a word when it archives a file. */
      async function killedRun(moment: string): Promise<void> {
        const hook = join(hospital.project, 'kill.cjs');
        writeFileSync(
          hook,
          `const fs = require('node:fs/promises');
          const { rename, utimes } = fs;
          const kill = () => { process.kill(process.pid, 'SIGKILL'); return new Promise(() => {}); };
          const moment = ${JSON.stringify(moment)};
          fs.rename = async (from, to) => {
            if (!to.includes('/archive/')) return rename(from, to);
            if (moment === 'before the rename') return kill();
            await rename(from, to);
            if (moment === 'after the rename') return kill();
          };
          fs.utimes = async (...all) => (moment === 'before its time is set' ? kill() : utimes(...all));`,
        );
        const words = ['run', '--spec', 'spec.json', '--extracts', 'extracts'];
        const child = spawn(process.execPath, ['--require', hook, rcm.program, ...words], {
          cwd: hospital.project,
          stdio: 'ignore',
        });
        const signal = await new Promise((resolve) => child.on('exit', (_code, by) => resolve(by)));
        expect(signal).toBe('SIGKILL');
      }

      it.each(['before the rename', 'after the rename', 'before its time is set'])(
        '%s into the archive is the newest word too',
        async (moment) => {
          hospital = await openSmallHospital();
          send(A, 1);
          expect(await duplicates()).toBe('0');
          send(B, 2);
          await hospital.whileClosed(() => killedRun(moment));
          await duplicates();
          expect(hospital.files('inbox')).toEqual([]);
          expect(await status()).toBe('Denied');
          send(A, 3);
          expect(await duplicates()).toBe('0');
          expect(await status()).toBe('Paid');
          expect(hospital.files('inbox')).toEqual([]);
        },
      );
    });
  });

  describe('unreadable lines of a run that ends between load and check', () => {
    const load = ['begin', 'extract.hospital-a.claims', 'load.hospital-a.claims'];
    const bad = (id: string) => `${id},no row`;
    const held = () =>
      hospital.rows('select _run_id, _raw_line from quarantine.claims where _raw_line is not null order by 1, 2');
    const found = async () =>
      (
        await hospital.rows(
          `select run_id, rows_checked, rows_failed from ops.quality_results
           where table_name = 'claims' and rule_id = 'unreadable_line' order by run_id`,
        )
      ).map((row) => Object.values(row).map(String));
    const send = (name: string, ...lines: string[]) =>
      hospital.send(`hospital-a/claims/${name}.csv`, [header, ...lines, ''].join('\n'));

    it.each([
      ['a run without files', () => {}, [], ['0', '0']],
      ['a run with files without bad lines', () => send('b', denied), [], ['0', '0']],
      ['a run with bad lines of its own', () => send('b', denied, bad('X')), [bad('X')], ['1', '1']],
    ])('are held and counted after %s', async (_, next, more, counts) => {
      hospital = await openSmallHospital();
      send('a', paid, bad('C8'), bad('C9'), denied);
      expect(failures(await hospital.run({ runId: 'a', only: load }))).toEqual([]);
      const ofRun = (run: string, lines: readonly string[]) => lines.map((line) => ({ _run_id: run, _raw_line: line }));
      expect(await held()).toEqual(ofRun('a', [bad('C8'), bad('C9')]));
      next();
      expect(failures(await hospital.run({ runId: 'b' }))).toEqual([]);
      expect(await held()).toEqual([...ofRun('a', [bad('C8'), bad('C9')]), ...ofRun('b', more)]);
      expect(await found()).toEqual([
        ['a', '4', '2'],
        ['b', ...counts],
      ]);
      // The first run is resumed after all.
      expect(failures(await hospital.run({ runId: 'a' }))).toEqual([]);
      expect(await held()).toHaveLength(2 + more.length);
    });
  });
});
