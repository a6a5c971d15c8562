import { ENTITIES } from './catalogue';
import { GOLD_TABLES } from './gold';
import { KPIS, type Kpi } from './kpis';
import { REPORTING_VIEWS, type ReportingView } from './reporting/views';
import type { Entities, GoldTables, TableDefinition } from './types';

/** What data an environment has: the base model, and what the environment's spec adds to it. Everything that depends on it takes it from here. */
export interface Model extends Entities, GoldTables {
  /** Every KPI, in the order in which a reader meets them. */
  readonly kpis: readonly Kpi[];
  /** The views that analysts read, in gold's order. */
  readonly views: readonly ReportingView[];
}

/** The model that this package has without an extension. */
export const BASE_MODEL: Model = { entities: ENTITIES, gold: GOLD_TABLES, kpis: KPIS, views: REPORTING_VIEWS };

/** The part of a spec that says what its model is. */
// biome-ignore lint/complexity/noBannedTypes: it has no field yet
export type ModelSource = {};

/** The model of a spec. Pure: the same spec always gives the same model. */
export function modelOf(_spec: ModelSource): Model {
  return BASE_MODEL;
}

/** The model's form of a table of gold: with the columns that an extension adds to it. */
export function goldTable({ gold }: GoldTables, { name }: Pick<TableDefinition, 'name'>): TableDefinition {
  const found = gold.find((table) => table.name === name);
  if (!found) throw new Error(`The model has no table "${name}" of gold.`);
  return found;
}
