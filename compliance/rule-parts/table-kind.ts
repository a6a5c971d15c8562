import { blocks, type JsonObject } from '../arguments/attribute';

/** Whether the table is the query of a view, or shows files of somewhere else: it stores no rows itself. */
export function storesNothing(attributes: JsonObject): boolean {
  return ['view', 'materialized_view', 'external_data_configuration'].some(
    (name) => blocks(attributes, name).length > 0,
  );
}
