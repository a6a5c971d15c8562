import type { TableDefinition } from './types';

/** BigQuery's quoting. Names are the model's and projects', neither of which has a backquote. */
export const quotedName = (...names: readonly string[]) => names.map((name) => `\`${name}\``).join('.');

/** A table with its project: without one, BigQuery takes the project of the query. */
export const placeIn = (projectId: string, { dataset, name }: Pick<TableDefinition, 'dataset' | 'name'>) =>
  quotedName(projectId, dataset, name);
