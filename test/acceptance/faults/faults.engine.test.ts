import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { LocalStore } from '../../../jobs/lake/local-store';
import { graph, type Step } from '../../../model/graph';
import { BASE_MODEL } from '../../../model/model';
import { databaseOf, type PipelineSpec } from '../../../model/spec';
import { loadIntoMySql } from '../../../sample/mysql';
import { writeSample } from '../../../sample/write';
import { describeEngine } from '../../engines/available';
import { sharedMariaDb } from '../../engines/shared-engines';
import { runsOf } from '../../long-runs';
import { differences, type Everything } from '../killed-runs/everything';
import { sampleSpec } from '../sample-spec';
import { type GroupUnderFaults, IDLE, openGroupUnderFaults } from './group-under-faults';
import { type Outcome, runUnderFaults, runUndisturbed } from './steps-under-faults';

/** Places of each step at which each fault happens. */
const PLACES = { share: 2, long: 12 };
/** A step under a fault ends within this, on a machine that does three other things. */
const ENDED_IN = 12 * IDLE;
const isLong = runsOf({ share: 0, long: 1 }) === 1;
/** One step of each kind, and both ways to extract; `npm run test:long` takes every step. */
const isDisturbed = ({ kind, table }: Step) =>
  isLong || table === null || table === 'claims' || (kind === 'extract' && table === 'patients');

/** A copy into the archive whose answer is lost is made again, under the name of its run: one content, twice. */
function withEachContentOnce({ archive = [], ...rest }: Everything): Everything {
  return { ...rest, archive: [...new Set(archive.map((name) => name.replace('.the run', '')))] };
}

describeEngine(['mariadb', 'gcs'], 'every step, where the stores, the database and the warehouse fail', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rcm-fault-sample-'));
  const RUNS = /fault-run-\d/g;
  let spec: PipelineSpec;
  let groups: GroupUnderFaults[] = [];
  let outcomes: Outcome[];
  let undisturbed: Everything;
  let disturbed: Everything;

  beforeAll(
    async () => {
      const since = new Date().toISOString().slice(0, 19).replace('T', ' ');
      const { hospitals, ...rest } = sampleSpec();
      const mariadb = sharedMariaDb();
      const database = await mariadb.createDatabase();
      const { host, port, reader } = mariadb;
      const emr = { host, port, user: reader.user, database, passwordSecret: 'emr' };
      spec = {
        ...rest,
        references: [],
        hospitals: hospitals.slice(0, 1).map((each) => ({ ...each, emr: { ...databaseOf(each), ...emr } })),
      };
      const [extractsFolder, inboxFolder, truthFolder] = ['extracts', 'inbox', 'truth'].map((name) =>
        join(folder, name),
      ) as [string, string, string];
      await writeSample({
        spec,
        day: 1,
        patients: 60,
        encounters: 120,
        months: 2,
        extractsFolder,
        inboxFolder,
        truthFolder,
      });
      const { user, password } = mariadb;
      const connection = await createConnection({ host, port, user, password, database });
      for (const hospital of spec.hospitals) await loadIntoMySql(connection, BASE_MODEL, hospital, extractsFolder);
      await connection.end();
      const files = new LocalStore(inboxFolder);
      const [calm, faulty] = [await openGroupUnderFaults(spec, files), await openGroupUnderFaults(spec, files)];
      groups = [calm, faulty];
      const uses = await runUndisturbed(calm, 'fault-run-1');
      outcomes = await runUnderFaults(faulty, 'fault-run-2', uses, { isDisturbed, places: runsOf(PLACES) });
      undisturbed = await calm.everything(since, RUNS);
      disturbed = await faulty.everything(since, RUNS);
    },
    runsOf({ share: 600_000, long: 3_600_000 }),
  );
  afterAll(async () => {
    await Promise.all(groups.map((each) => each.remove()));
    rmSync(folder, { recursive: true, force: true });
  });

  it('ends by the code of the fault', () => {
    const wrong = outcomes.filter(({ ended, codes }) => !(ended === 'succeeded' || codes.includes(ended)));
    expect(wrong).toEqual([]);
  });

  it('goes on where the server is only slow', () => {
    const slow = outcomes.filter(({ codes }) => codes.length === 0);
    expect(slow.length).toBeGreaterThan(0);
    expect(slow.filter(({ ended }) => ended !== 'succeeded')).toEqual([]);
  });

  it('ends within its idle time', () => {
    expect(outcomes.filter(({ milliseconds }) => milliseconds > ENDED_IN)).toEqual([]);
  });

  it('met a fault of the warehouse in every kind of step, of the store and the database where it uses them', () => {
    const kinds = (what: string) => {
      const failed = new Set(
        outcomes.filter(({ ended, fault }) => ended !== 'succeeded' && fault.startsWith(what)).map(({ step }) => step),
      );
      return [
        ...new Set(
          graph(spec)
            .filter(({ id }) => failed.has(id))
            .map(({ kind }) => kind),
        ),
      ];
    };
    expect(kinds('warehouse')).toEqual([...new Set(graph(spec).map(({ kind }) => kind))]);
    expect(kinds('database')).toEqual(['extract']);
    // `begin` only looks for misplaced files in the inbox, and says that it could not.
    expect(kinds('store')).toEqual(['extract', 'load', 'check', 'history', 'report']);
  });

  it('resumes, and has the rows, the files and the report of a run without faults', () => {
    expect(differences(withEachContentOnce(undisturbed), withEachContentOnce(disturbed))).toEqual({});
  });
});
