import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as fc from 'fast-check';
import { DuckDbWarehouse } from '../../jobs/warehouse/duckdb/warehouse';
import { ENTITIES, quarantineTable, silverTable } from '../../model/catalogue';
import { GOLD_TABLES } from '../../model/gold';
import { graph } from '../../model/graph';
import { opsLoads } from '../../model/ops';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { type BuiltRcm, buildRcm } from '../built-rcm';
import { propertyRuns, timeFor } from '../long-runs';
import { tableContents } from './table-contents';

/** Runs that are killed, each perhaps more than once. Measured: 15 s of a processor for each. */
const KILLED = { share: 3, long: 60 } as const;
const KILLED_MILLISECONDS = 120_000;
const RUN_ID = 'killed';
const spec = twoHospitals();
const TABLES = [...ENTITIES.map(silverTable), ...ENTITIES.map(quarantineTable), ...GOLD_TABLES];
const startedAt = new Date().toISOString().replace('T', ' ').slice(0, 19);

describe('a run that is killed at any moment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'killed-runs-'));
  const sample = join(folder, 'sample');
  const words = ['--spec', 'spec.json', '--run-id', RUN_ID];
  let rcm: BuiltRcm;
  let undisturbed: Record<string, string[]>;

  beforeAll(async () => {
    rcm = buildRcm();
    cpSync(emptyProject('made'), sample, { recursive: true });
    const size = ['--patients', '60', '--encounters', '120', '--months', '3'];
    await rcm.run(['sample', ...size, '--spec', 'spec.json'], { cwd: sample });
    const project = copyOfSample('undisturbed');
    expect(await rcm.run(['run', ...words], { cwd: project })).toMatchObject({ exitCode: 0 });
    undisturbed = await contentsOf(project);
  }, KILLED_MILLISECONDS);
  afterAll(() => {
    rcm?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  function emptyProject(name: string): string {
    const project = mkdtempSync(join(folder, name));
    writeFileSync(join(project, 'cdktf.json'), '{}');
    writeFileSync(join(project, 'spec.json'), JSON.stringify(spec));
    return project;
  }

  /** With the files' times: they say when a file arrived. */
  function copyOfSample(name: string): string {
    const project = mkdtempSync(join(folder, `${name}-`));
    cpSync(sample, project, { recursive: true, preserveTimestamps: true });
    return project;
  }

  /** Starts the run and kills it some milliseconds after so many of its steps have ended. @returns whether it was still running. */
  function killAfter(project: string, steps: number, milliseconds: number): Promise<boolean> {
    const child = spawn(process.execPath, [rcm.program, 'run', ...words], {
      cwd: project,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let seen = 0;
    createInterface({ input: child.stderr }).on('line', () => {
      seen += 1;
      if (seen === steps) setTimeout(() => child.kill('SIGKILL'), milliseconds);
    });
    return new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal === 'SIGKILL')));
  }

  async function contentsOf(project: string): Promise<Record<string, string[]>> {
    const warehouse = await DuckDbWarehouse.open(join(project, '.rcm/sunrise-dev/warehouse.duckdb'));
    try {
      const names = await namesOfKeys(warehouse);
      const contents: Record<string, string[]> = {};
      for (const table of TABLES) {
        const rows = await tableContents(warehouse, table);
        contents[`${table.dataset}.${table.name}`] = rows.map((row) => withoutClock(row, names)).sort();
      }
      const [loads] = await warehouse.query({
        name: 'test.loads',
        sql: `select count(*) as loads from ${warehouse.dialect.table(opsLoads)}`,
      });
      return { ...contents, loads: [String(loads?.['loads'])] };
    } finally {
      await warehouse.close();
    }
  }

  const kills = fc.array(fc.tuple(fc.integer({ min: 1, max: graph(spec).length }), fc.integer({ min: 0, max: 60 })), {
    minLength: 1,
    maxLength: 3,
  });

  it(
    'has after its resumption what it has undisturbed',
    async () => {
      let killed = 0;
      await fc.assert(
        fc.asyncProperty(kills, async (moments) => {
          const project = copyOfSample('killed');
          for (const [steps, milliseconds] of moments) killed += Number(await killAfter(project, steps, milliseconds));
          expect(await rcm.run(['run', ...words], { cwd: project })).toMatchObject({ exitCode: 0 });
          const contents = await contentsOf(project);
          for (const [table, rows] of Object.entries(undisturbed))
            expect({ table, rows: contents[table] }).toEqual({ table, rows });
          rmSync(project, { recursive: true });
        }),
        // Each further try is a run: the first that fails is reported as it is.
        { ...propertyRuns(KILLED), endOnFailure: true },
      );
      expect(killed).toBeGreaterThan(0);
    },
    timeFor(KILLED, KILLED_MILLISECONDS),
  );
});

/** A table without a cursor is valid from the moment it is read, and the key of each of its versions is a hash of that moment. */
function withoutClock(row: string, namesOfKeys?: ReadonlyMap<string, string>): string {
  const timeless = row.replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^",]*/g, (time) =>
    time.replace('T', ' ') >= startedAt ? 'while the test ran' : time,
  );
  return namesOfKeys ? timeless.replaceAll(/[0-9a-f]{64}/g, (hash) => namesOfKeys.get(hash) ?? hash) : timeless;
}

/** By key of a row of a dimension: the dimension, and the row's place among its rows when they are sorted by what they say. */
async function namesOfKeys(warehouse: DuckDbWarehouse): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const table of GOLD_TABLES.filter(({ name }) => name.startsWith('dim_'))) {
    const rows = await tableContents(warehouse, table);
    const keys = rows.flatMap((row) => {
      const [key] = /[0-9a-f]{64}/.exec(row) ?? [];
      return key ? [{ key, rest: withoutClock(row.replaceAll(key, '')) }] : [];
    });
    keys.sort((one, other) => (one.rest < other.rest ? -1 : 1));
    for (const [place, { key }] of keys.entries()) names.set(key, `${table.name} ${place}`);
  }
  return names;
}
