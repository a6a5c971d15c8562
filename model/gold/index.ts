import type { TableDefinition } from '../types';
import { DIMENSIONS } from './dimensions';
import { FACTS } from './facts';
import { KPI_TABLES } from './kpi-tables';
import { SUMMARIES } from './summaries';

/** Every table of gold: dimensions, facts, the course's six summaries, KPI values. */
export const GOLD_TABLES: readonly TableDefinition[] = [...DIMENSIONS, ...FACTS, ...SUMMARIES, ...KPI_TABLES];
