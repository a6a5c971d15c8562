import { DATASETS } from '../datasets';
import type { TableDefinition } from '../types';
import { hospital, optionalText, text } from './columns';

/** The hospitals' lookups, as their parts of the spec have them; filled before the dimensions and the facts, which read it. */
export const groupLookup: TableDefinition = {
  dataset: DATASETS.gold,
  name: 'group_lookup',
  layer: 'gold',
  grain: 'one row per hospital, kind and id of the source',
  key: ['hospital_id', 'kind', 'source_id'],
  clusterBy: ['hospital_id', 'kind', 'source_id'],
  columns: [
    hospital,
    text('kind', 'payer or department.'),
    text('source_id', 'Payer id, spelling or department id of the hospital, without blanks at its ends.'),
    text('group_id', 'Payer or department of the group that it means.'),
    optionalText('name', 'Name of that payer or department; NULL: no lookup says one.'),
    optionalText('plan_type', 'Plan type of that payer; NULL: no lookup says one.'),
    optionalText('electronic_payer_id', 'Electronic payer id of that payer; NULL: no lookup says one.'),
  ],
};
