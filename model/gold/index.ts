import type { TableDefinition } from '../types';

export const DIMENSION_TABLES: readonly TableDefinition[] = [];
export const FACT_TABLES: readonly TableDefinition[] = [];
/** The six summary tables, with `financial_metrics_by_month`. */
export const SUMMARY_TABLES: readonly TableDefinition[] = [];
/** KPI values and the A/R roll-forward. */
export const KPI_TABLES: readonly TableDefinition[] = [];

/** Every table of gold. */
export const GOLD_TABLES: readonly TableDefinition[] = [
  ...DIMENSION_TABLES,
  ...FACT_TABLES,
  ...SUMMARY_TABLES,
  ...KPI_TABLES,
];
