import { DATASETS } from './datasets';
import type { Column, TableDefinition } from './types';

/** The layers of gold that follow what has changed, each from silver or from those before it. Summaries and KPIs are built whole in each run. */
export const GOLD_LAYERS = ['dimensions', 'facts'] as const;
export type GoldLayer = (typeof GOLD_LAYERS)[number];

const text = (name: string, description: string): Column => ({
  name,
  type: 'STRING',
  phi: 'none',
  required: true,
  description,
});
const number = (name: string, description: string): Column => ({ name, type: 'INT64', phi: 'none', description });

/** What each layer of gold was last built from. Written in the transaction that writes the layer, so that both always agree. */
export const opsGoldLayers: TableDefinition = {
  dataset: DATASETS.ops,
  name: 'gold_layers',
  layer: 'ops',
  grain: 'one row per layer of gold that follows what has changed: dimensions, facts',
  key: ['layer'],
  columns: [
    text('layer', 'Layer.'),
    text('signature', 'SHA-256 of what defines it: model, lookups and statements. Another one rebuilds it whole.'),
    { ...number('build', 'Builds that wrote rows of it, from 1.'), required: true },
    {
      ...number('whole_build', 'The last of them that rebuilt it whole: the change logs say nothing of that one.'),
      required: true,
    },
    { ...number('row_count', 'Rows of its tables after it.'), unit: 'rows' },
    { ...number('rows_written', 'Rows that the last build put in or took out.'), unit: 'rows' },
    text('run_id', 'Run of the last build.'),
    { name: 'built_at', type: 'TIMESTAMP', phi: 'none', description: 'When a build last wrote rows of it, UTC.' },
  ],
};

/** Up to where each layer of gold has taken in each of its inputs. */
export const opsGoldInputs: TableDefinition = {
  dataset: DATASETS.ops,
  name: 'gold_inputs',
  layer: 'ops',
  grain: 'one row per layer, and hospital and table of silver or lower layer that it reads',
  key: ['layer', 'input', 'hospital_id'],
  columns: [
    text('layer', 'Layer.'),
    text('input', 'Table of silver, or layer of gold below it.'),
    text('hospital_id', 'Hospital or reference, of a table of silver; empty for a layer.'),
    {
      name: 'known',
      type: 'TIMESTAMP',
      phi: 'none',
      description: 'Of a table of silver: what was known until then is in, UTC; NULL for a layer.',
    },
    number('build', 'Of a layer: its builds up to this one are in; NULL for a table of silver.'),
  ],
};
