import * as fc from 'fast-check';
import { environmentTables } from '../../model/catalogue';
import { DIMENSIONS } from '../../model/gold/dimensions';
import { FACTS } from '../../model/gold/facts';
import { factChanges, factKeys, memberChanges, renewedFact } from '../../model/gold/upkeep';
import { opsGoldInputs, opsGoldLayers } from '../../model/gold-layers';
import type { WithLookups } from '../../model/group-lookups';
import { BASE_MODEL } from '../../model/model';
import { opsQualityResults } from '../../model/ops';
import { propertyRuns, runsOf, SEED, timeFor } from '../../test/long-runs';
import { CLINIC_LOOKUPS } from '../../test/transform/clinic-lookups';
import { openDuckDb, read } from '../../test/transform/hospital-warehouse';
import { ChangingSilver, silverRun } from '../../test/transform/silver-changes';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import type { Row, Statement, Warehouse } from '../warehouse/warehouse';
import type { Context } from './context';
import { dimensionsStep } from './dimensions';
import { factsStep } from './facts';
import type { StepInput, StepWork } from './step-work';

/** Streams of up to six runs. Measured: under half a second of a processor for each. */
const STREAMS = { share: 8, long: 1000 } as const;
const STREAM_MILLISECONDS = 30_000;
/** A build ends at every fifth of its statements, or at each: each takes the whole build before it. */
const EVERY = { share: 5, long: 1 } as const;

const STEPS: readonly StepWork[] = [dimensionsStep, factsStep];
const TABLES = environmentTables(BASE_MODEL);
/** No hospital has a lookup, and other lookups than those of the clinic. */
const LOOKUPS: readonly (readonly WithLookups[])[] = [
  CLINIC_LOOKUPS,
  CLINIC_LOOKUPS.map(({ id }) => ({ id })),
  CLINIC_LOOKUPS.map(({ id }) => ({ id, payers: [{ source: 'Aetna', payer: 'aetna', name: 'Aetna' }] })),
];

let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ warehouse, remove } = await openDuckDb(TABLES));
});
afterAll(() => remove());

/** Builds these layers of gold as a run does. */
async function build(
  input: { readonly runId: string; readonly rebuildGold?: boolean },
  lookups: readonly WithLookups[],
  steps: readonly StepWork[] = STEPS,
): Promise<string[]> {
  const context = { warehouse, spec: { hospitals: lookups } } as unknown as Context;
  const details = [];
  for (const step of steps) {
    const report = await step(context, {} as never, { rebuildGold: false, ...input } as StepInput);
    details.push(report.detail ?? '');
  }
  return details;
}

/** Every cell of gold that these steps write, and what they counted in the run. */
async function contents(runId: string): Promise<Record<string, Row[]>> {
  const found: Record<string, Row[]> = {};
  for (const table of [...DIMENSIONS, ...FACTS])
    found[table.name] = await read(warehouse, table, table.columns.map(({ name }) => name).join(', '));
  const counted = 'table_name, hospital_id, rule_id, rows_checked, rows_failed';
  found['counted'] = await read(warehouse, opsQualityResults, counted, `run_id = '${runId}'`);
  for (const table of [factKeys, ...FACTS.map(renewedFact)])
    expect(await read(warehouse, table, 'count(*) as n')).toEqual([{ n: 0 }]);
  return found;
}

async function startAgain(): Promise<ChangingSilver> {
  const clear = TABLES.map((table) => ({
    name: 'test',
    sql: `delete from ${warehouse.dialect.table(table)} where true`,
  }));
  await warehouse.executeAtomically(clear);
  return new ChangingSilver(warehouse.dialect);
}

const stream = fc.array(
  fc.record({
    changes: silverRun,
    /** Layers that the run came to build: the next run takes in what both have brought. */
    layers: fc.constantFrom(STEPS.length, STEPS.length, STEPS.length, 1, 0),
    lookups: fc.oneof(
      { weight: 8, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 }) },
    ),
  }),
  { minLength: 2, maxLength: 6 },
);

it(
  'builds from what has changed the very rows that a whole rebuild gives, after any runs',
  async () => {
    await fc.assert(
      fc.asyncProperty(stream, async (runs) => {
        const silver = await startAgain();
        let lookups = LOOKUPS[0] ?? [];
        for (const [index, run] of runs.entries()) {
          await warehouse.executeAtomically(silver.change(run.changes));
          lookups = LOOKUPS[run.lookups] ?? [];
          await build({ runId: `r${index}` }, lookups, STEPS.slice(0, run.layers));
        }
        await build({ runId: 'last' }, lookups);
        const kept = await contents('last');
        expect(await build({ runId: 'last' }, lookups)).toEqual(STEPS.map(() => 'nothing new'));
        expect(await contents('last')).toEqual(kept);
        await build({ runId: 'last', rebuildGold: true }, lookups);
        expect(kept).toEqual(await contents('last'));
      }),
      propertyRuns(STREAMS),
    );
  },
  timeFor(STREAMS, STREAM_MILLISECONDS),
);

/** A warehouse whose transaction fails before its nth statement, as when the process is killed there. */
function endingAt(nth: number): { readonly warehouse: Warehouse; readonly count: () => number } {
  let executed = 0;
  const broken = { name: 'test.end', sql: 'select no_such_column from no_such_table' };
  const executeAtomically = (statements: readonly Statement[]) => {
    const left = nth - executed;
    executed += statements.length;
    return warehouse.executeAtomically(
      left >= 0 && left < statements.length ? [...statements.slice(0, left), broken] : statements,
    );
  };
  const query = (statement: Statement) => warehouse.query(statement);
  return { warehouse: { dialect: warehouse.dialect, query, executeAtomically } as Warehouse, count: () => executed };
}

it('leaves a layer and its state together, wherever a build ends', async () => {
  const [first = [], second = []] = fc.sample(silverRun, { numRuns: 2, seed: SEED });
  const silver = await startAgain();
  await warehouse.executeAtomically(silver.change(first));
  await build({ runId: 'r1' }, CLINIC_LOOKUPS);
  await warehouse.executeAtomically(silver.change(second));
  for (const step of STEPS) {
    const before = await state();
    for (let nth = 0; ; nth += runsOf(EVERY)) {
      const { warehouse: ending, count } = endingAt(nth);
      const context = { warehouse: ending, spec: { hospitals: CLINIC_LOOKUPS } } as unknown as Context;
      const ended = step(context, {} as never, { runId: 'r2', rebuildGold: false } as StepInput);
      if (await ended.then(() => count() <= nth).catch(() => false)) break;
      expect(await state()).toEqual(before);
    }
    expect(await state()).not.toEqual(before);
  }
  const kept = await contents('r2');
  await build({ runId: 'r2', rebuildGold: true }, CLINIC_LOOKUPS);
  expect(kept).toEqual(await contents('r2'));
}, 300_000);

/** Every table that a build writes in its transaction. */
async function state(): Promise<Record<string, Row[]>> {
  const found: Record<string, Row[]> = {};
  for (const table of [...DIMENSIONS, ...FACTS, memberChanges, factChanges, opsGoldLayers, opsGoldInputs])
    found[table.name] = await read(warehouse, table, table.columns.map(({ name }) => name).join(', '));
  return found;
}
