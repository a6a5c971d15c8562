import { BASE_MODEL, extendedModel, type Model } from './extension/extended-model';
import type { ModelExtension } from './extension/extension-spec';
import type { GoldTables, TableDefinition } from './types';

export { BASE_MODEL, type Model } from './extension/extended-model';

/** The part of a spec that says what its model is. */
export interface ModelSource {
  /** What the environment adds to the base model. Absent: nothing. */
  readonly model?: ModelExtension | undefined;
}

const MODELS = new WeakMap<ModelExtension, Model>();

/** The model of a spec. Pure: the same spec always gives the same model. */
export function modelOf({ model: extension }: ModelSource): Model {
  if (extension === undefined) return BASE_MODEL;
  const known = MODELS.get(extension);
  if (known) return known;
  const model = extendedModel(extension);
  MODELS.set(extension, model);
  return model;
}

/** The model's form of a table of gold: with the columns that an extension adds to it. */
export function goldTable({ gold }: GoldTables, { name }: Pick<TableDefinition, 'name'>): TableDefinition {
  const found = gold.find((table) => table.name === name);
  if (!found) throw new Error(`The model has no table "${name}" of gold.`);
  return found;
}
