import { type Model, modelOf } from '../../model/model';
import type { Dialect } from '../warehouse/dialect';
import type { Statement } from '../warehouse/warehouse';
import { loadDimensions } from './dimensions';
import { loadFacts } from './facts';
import { rebuildHistory } from './history';
import { loadKpis } from './kpis/load-kpis';
import { PLACEHOLDER_MOMENT, placeholderTable } from './placeholder-table';
import { checkRows } from './quality';

/**
 * The statements that a model adds to those of the base model, or changes: rules and history of its tables, gold, KPIs. As a reviewer reads
 * them, for a hospital called `hospital-a`; names are unique. None for the base model itself.
 */
export function extendedStatements(dialect: Dialect, model: Model): Statement[] {
  const base = new Map(statementsOf(dialect, modelOf({})).map(({ name, sql }) => [name, sql]));
  return statementsOf(dialect, model).filter(({ name, sql }) => base.get(name) !== sql);
}

function statementsOf(dialect: Dialect, model: Model): Statement[] {
  const ofTables = model.entities.flatMap((entity) => {
    const of = placeholderTable(entity);
    return [...checkRows(dialect, of), ...rebuildHistory(dialect, of, PLACEHOLDER_MOMENT)];
  });
  return [...ofTables, ...loadDimensions(dialect, model), ...loadFacts(dialect, model), ...loadKpis(dialect, model)];
}
