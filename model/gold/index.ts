import type { TableDefinition } from '../types';

/** Every table of gold: dimensions, facts, the six summaries, KPI values. */
export const GOLD_TABLES: readonly TableDefinition[] = [];
