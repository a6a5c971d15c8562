import { createHash } from 'node:crypto';
import type { GoldLayer } from '../../model/gold-layers';
import type { TableDefinition } from '../../model/types';
import {
  closeBuild,
  countRows,
  type LayerInput,
  type LayerState,
  layerStates,
  layerStatesOf,
  openBuild,
  rowCount,
} from '../transform/gold-layers';
import type { Statement, Warehouse } from '../warehouse/warehouse';
import type { StepInput, StepReport } from './step-work';

/** How a layer of gold is built. */
export interface LayerWork {
  readonly layer: GoldLayer;
  readonly tables: readonly TableDefinition[];
  /** The statements that build it whole. They are what defines it: when one is another than before, it is rebuilt whole. */
  readonly whole: readonly Statement[];
  /** What else decides what it has, beside the statements and its inputs. @default nothing */
  readonly definedBy?: readonly string[];
  /** What it would take in now; read before any row. */
  readonly inputs: readonly LayerInput[];
  /** What has to be executed before a build that is not of changes alone, by itself. @default nothing */
  readonly prepareWhole?: () => Promise<void>;
  /** The statements that build only what has changed since the state. */
  readonly changes: (before: LayerState) => Promise<LayerChanges>;
  /** For the audit of this run: after a build, and where there is nothing new. */
  readonly counted: {
    readonly built: readonly Statement[];
    readonly same: (before: LayerState) => readonly Statement[];
  };
}

/** A build of what has changed. */
export interface LayerChanges {
  readonly statements: readonly Statement[];
  /** INT64 expression: rows of a fact, or members of a dimension, that it has put in, taken out or replaced. */
  readonly written: string;
  /** What only the transaction needed is emptied, after the state has been written. @default nothing */
  readonly afterwards?: readonly Statement[];
}

/** Counts up when the way in which changes are built changes: what was built before is then built whole once. */
const VERSION = 1;

/** The state of every layer. */
export async function readLayerStates(
  warehouse: Pick<Warehouse, 'dialect' | 'query'>,
): Promise<ReadonlyMap<GoldLayer, LayerState>> {
  return layerStatesOf(await warehouse.query(layerStates(warehouse.dialect)));
}

/**
 * Brings a layer of gold up to date: nothing is written where nothing is new, only what has changed where that is known, else the whole layer.
 * Each build is one transaction with the state of the layer, so that readers see the old layer or the new one and the state is that of the layer.
 */
export async function buildLayer(
  warehouse: Warehouse,
  work: LayerWork,
  { runId, rebuildGold }: Pick<StepInput, 'runId' | 'rebuildGold'>,
): Promise<StepReport> {
  const { dialect } = warehouse;
  const { layer, tables, inputs, counted } = work;
  const states = await readLayerStates(warehouse);
  const before = states.get(layer);
  const signature = signatureOf(work);
  const why =
    before && !rebuildGold
      ? await reasonForWhole(warehouse, work, signature, before, states)
      : firstReason(rebuildGold);
  if (before && why === null && sameInputs(before.inputs, inputs)) {
    const statements = counted.same(before);
    if (statements.length > 0) await warehouse.executeAtomically(statements);
    return { rowsIn: null, rowsOut: 0, detail: 'nothing new' };
  }
  const changes = before && why === null ? await work.changes(before) : null;
  if (changes === null) await work.prepareWhole?.();
  const written = changes?.written ?? rowCount(dialect, tables);
  await warehouse.executeAtomically([
    ...openBuild(dialect, { layer, signature, runId, whole: changes === null }),
    ...(changes?.statements ?? work.whole),
    ...counted.built,
    ...closeBuild(dialect, layer, { tables, written, inputs }),
    ...(changes?.afterwards ?? []),
  ]);
  const after = (await readLayerStates(warehouse)).get(layer);
  const rows = after?.rowsWritten ?? 0;
  const detail =
    changes === null ? `${tables.length} tables, ${why}` : `${rows} changed of ${after?.rowCount ?? 0} rows`;
  return { rowsIn: null, rowsOut: rows, detail };
}

const firstReason = (isAsked: boolean) => (isAsked ? 'rebuilt as asked' : 'built for the first time');

function signatureOf({ whole, definedBy = [] }: LayerWork): string {
  const text = JSON.stringify([VERSION, definedBy, whole.map(({ name, sql }) => [name, sql])]);
  return createHash('sha256').update(text).digest('hex');
}

/** Why changes alone would not do, in words; null: they do. */
async function reasonForWhole(
  warehouse: Warehouse,
  { tables, inputs }: LayerWork,
  signature: string,
  before: LayerState,
  states: ReadonlyMap<GoldLayer, LayerState>,
): Promise<string | null> {
  if (before.signature !== signature) return 'rebuilt because its definition has changed';
  const skipped = inputs.some(({ input, build }) => {
    const taken = before.inputs.find((each) => each.input === input)?.build ?? 0;
    return build !== null && taken < (states.get(input as GoldLayer)?.wholeBuild ?? 0);
  });
  if (skipped) return 'rebuilt because a layer below was';
  // E.g. a table that was dropped and made again.
  const [row] = await warehouse.query(countRows(warehouse.dialect, tables));
  if (Number(row?.['row_count']) !== before.rowCount) return 'rebuilt because rows were not those it had written';
  return null;
}

function sameInputs(before: readonly LayerInput[], now: readonly LayerInput[]): boolean {
  const texts = (inputs: readonly LayerInput[]) =>
    inputs.map(({ input, hospitalId, known, build }) => JSON.stringify([input, hospitalId, known, build])).sort();
  return JSON.stringify(texts(before)) === JSON.stringify(texts(now));
}
