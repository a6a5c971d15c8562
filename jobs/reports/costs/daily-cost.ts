import { bronzeTable, entityOf, environmentTables } from '../../../model/catalogue';
import { REFERENCE_OWNER } from '../../../model/datasets';
import { executionsPerRun } from '../../../model/executions';
import type { StepKind } from '../../../model/graph';
import { type Model, modelOf } from '../../../model/model';
import { PRICES } from '../../../model/prices';
import type { PipelineSpec } from '../../../model/spec';
import type { TableDefinition } from '../../../model/types';
import { placeholderCatalogue } from '../../transform/placeholder-table';
import type { TableScan } from '../../warehouse/scans/table-scan';
import { tableScans } from '../../warehouse/scans/table-scans';
import type { Warehouse } from '../../warehouse/warehouse';
import type { Assumptions } from './assumptions';
import { billedBytes, storedBytes } from './billed-bytes';
import { dailyStatements } from './daily-statements';

const TEBIBYTE = 2 ** 40;
const GIBIBYTE = 2 ** 30;
/** Where the bytes of a step are counted: the layer that it fills. */
const LAYER_OF_STEP: Partial<Record<StepKind, string>> = {
  extract: 'bronze',
  load: 'bronze',
  check: 'quarantine',
  history: 'silver',
};
/** Cloud Run bills at least a minute of an execution, here of the machine that waits for the warehouse. */
const LEAST_EXECUTION = { seconds: 60, cpus: 2, gibibytes: 4 };

/** Bytes that BigQuery bills in a day for the statements that fill a layer. */
export interface LayerCost {
  readonly layer: string;
  readonly statements: number;
  readonly bytes: number;
  /** Of `bytes`, what is billed because a table that is read counts as at least 10 MiB. */
  readonly leastBytes: number;
  readonly usd: number;
}

/** What a day of an environment costs in BigQuery and Cloud Run, by a model. */
export interface DailyCost {
  readonly layers: readonly LayerCost[];
  readonly bytes: number;
  readonly usd: number;
  /** The step of which BigQuery expects most, if all its statements are one job: `maximumGibibytesBilled` has to admit it. */
  readonly largest: { readonly step: string; readonly bytes: number };
  readonly executions: number;
  /** At the least: a minute for each. */
  readonly executionsUsd: number;
  readonly storedGibibytes: number;
  readonly storedUsdPerMonth: number;
}

/** The scans of each statement of a daily run. They do not depend on how large tables are, so they are read once. */
export interface DailyScans {
  readonly model: Model;
  readonly spec: PipelineSpec;
  readonly statements: readonly StatementScans[];
}

/** A statement that is executed so many times in a daily run. */
interface StatementScans {
  /** Its step, without the hospital: `history.claims`, `kpis`. */
  readonly step: string;
  readonly layer: string;
  readonly times: number;
  readonly scans: readonly TableScan[];
}

/** @param parser DuckDB, for its parser; it runs nothing. */
export async function dailyScans(parser: Warehouse, spec: PipelineSpec): Promise<DailyScans> {
  const model = modelOf(spec);
  const tables = new Map(placeholderCatalogue(model).map((table) => [`${table.dataset}.${table.name}`, table]));
  const lookup = (dataset: string, name: string) => tables.get(`${dataset}.${name}`);
  const temporary = new Map<string, ReadonlySet<string>>();
  const statements: StatementScans[] = [];
  for (const { kind, table, times, statements: own } of dailyStatements(parser.dialect, spec, model))
    for (const statement of own) {
      const scans = await tableScans(parser, statement, lookup, temporary);
      statements.push({
        step: table === null ? kind : `${kind}.${table}`,
        layer: LAYER_OF_STEP[kind] ?? 'gold',
        times,
        scans,
      });
    }
  return { model, spec, statements };
}

/** Adds up what a day costs. */
export function dailyCost({ model, spec, statements }: DailyScans, of: Assumptions): DailyCost {
  const entities = model.entities.map(({ name }) => name);
  const layers = new Map<string, { statements: number; bytes: number; leastBytes: number }>();
  const estimates = new Map<string, number>();
  for (const { step, layer, times, scans } of statements) {
    const { bytes, least, estimate } = billedBytes(scans, of, entities);
    const sum = layers.get(layer) ?? { statements: 0, bytes: 0, leastBytes: 0 };
    layers.set(layer, {
      statements: sum.statements + times,
      bytes: sum.bytes + times * bytes,
      leastBytes: sum.leastBytes + times * least,
    });
    estimates.set(step, (estimates.get(step) ?? 0) + estimate);
  }
  const [[step, most] = ['', 0]] = [...estimates].sort((one, other) => other[1] - one[1]);
  const usd = (bytes: number) => (bytes / TEBIBYTE) * PRICES.queries.usd;
  const bytes = [...layers.values()].reduce((sum, layer) => sum + layer.bytes, 0);
  const executions = executionsPerRun(spec);
  const { seconds, cpus, gibibytes } = LEAST_EXECUTION;
  const stored = storedTables(model, spec).reduce((sum, table) => sum + storedBytes(table, of, entities), 0) / GIBIBYTE;
  return {
    layers: [...layers].map(([layer, sum]) => ({ layer, ...sum, usd: usd(sum.bytes) })),
    ...{ bytes, usd: usd(bytes), largest: { step, bytes: most }, executions },
    executionsUsd: executions * seconds * (cpus * PRICES.jobCpu.usd + gibibytes * PRICES.jobMemory.usd),
    storedGibibytes: stored,
    storedUsdPerMonth: stored * PRICES.tables.usd,
  };
}

/** The tables that keep rows: those of the environment, and the bronze of each owner. */
function storedTables(model: Model, { hospitals, references }: PipelineSpec): TableDefinition[] {
  const bronze = (owner: string, names: readonly string[]) =>
    names.map((name) => bronzeTable(entityOf(model, name), owner));
  const namesOf = (feeds: readonly { readonly table: string }[]) => feeds.map(({ table }) => table);
  return [
    ...environmentTables(model),
    ...bronze(REFERENCE_OWNER, namesOf(references)),
    ...hospitals.flatMap(({ id, tables, feeds }) => bronze(id, [...tables, ...namesOf(feeds)])),
  ];
}
