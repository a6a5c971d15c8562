import type { TableDefinition } from '../types';
import { DIMENSIONS } from './dimensions';
import { FACTS } from './facts';
import { groupLookup } from './group-lookup';
import { KPI_TABLES } from './kpi-tables';
import { SUMMARIES } from './summaries';

/** Every table of gold: the lookups of the hospitals, dimensions, facts, the course's six summaries, KPI values. */
export const GOLD_TABLES: readonly TableDefinition[] = [
  groupLookup,
  ...DIMENSIONS,
  ...FACTS,
  ...SUMMARIES,
  ...KPI_TABLES,
];
