import type { TableDefinition } from '../../../model/types';

/** How large an environment is taken to be. All hospitals are equally large. */
export interface Assumptions {
  readonly hospitals: number;
  /** Rows of transactions of one hospital. */
  readonly transactions: number;
  /** Share of a table's rows that is new or changed in a day, 0 to 1. */
  readonly changedShare: number;
  /** Years of runs behind it: rows of the logs, and months of facts. */
  readonly years: number;
}

/** What `rcm cost` assumes unless an option says otherwise. */
export const ASSUMED = { transactions: 1_000_000, changedShare: 0.01, years: 3 } as const;

/** Rows of an entity for each transaction; an entity of an extension counts as one that has a row for each. */
const ROWS_PER_TRANSACTION: Readonly<Record<string, number>> = {
  transactions: 1,
  claims: 0.8,
  encounters: 0.5,
  patients: 0.1,
  providers: 0.001,
  departments: 0.0001,
};
/** Rows of the files that belong to the group. */
const ROWS_OF_REFERENCES: Readonly<Record<string, number>> = { cpt_codes: 11_000, icd_codes: 75_000, npi: 20_000 };
/** Events of a row in bronze, and versions in silver: a claim is sent, decided and paid. */
const EVENTS_PER_ROW = 2;
/** Share of events that rules hold back. */
const QUARANTINED_SHARE = 0.01;
/** Months of facts that the rows of a day belong to: this one, the last, and late payments. */
const TOUCHED_MONTHS = 4;
const SUMMARY_ROWS = 5_000;
const DAYS_PER_YEAR = 365;
const MONTHS_PER_YEAR = 12;
/** Rows of a log for each table of a hospital and day. */
const LOG_ROWS: Readonly<Record<string, number>> = {
  loads: 1,
  deliveries: 6,
  steps: 5,
  quality_results: 40,
  reconciliations: 6,
};

/** Rows of one owner's table, as its source has them. */
function sourceRows(entity: string, { transactions }: Assumptions): number {
  return ROWS_OF_REFERENCES[entity] ?? Math.max(1, Math.round(transactions * (ROWS_PER_TRANSACTION[entity] ?? 1)));
}

/** Rows of a table. @param entities names of the model's entities, by which a table of staging, bronze, silver or quarantine is known. */
export function rowsOf(
  { layer, name, dataset }: TableDefinition,
  of: Assumptions,
  entities: readonly string[],
): number {
  const entity = entities.find((each) => name === each || name.startsWith(`${each}__`) || name.includes(`__${each}`));
  const owners = entity !== undefined && Object.hasOwn(ROWS_OF_REFERENCES, entity) ? 1 : of.hospitals;
  const source = entity === undefined ? 0 : sourceRows(entity, of);
  if (layer === 'staging') return Math.ceil(source * of.changedShare);
  if (layer === 'bronze') return source * EVENTS_PER_ROW;
  if (layer === 'silver')
    return source * (name.endsWith('__superseded') ? EVENTS_PER_ROW - 1 : EVENTS_PER_ROW) * owners;
  if (layer === 'quarantine') return Math.ceil(source * EVENTS_PER_ROW * QUARANTINED_SHARE * owners);
  if (dataset === 'ops') return opsRows(name, of, entities);
  const fact = entities.find((each) => name === `fact_${each}`);
  if (fact !== undefined) return sourceRows(fact, of) * of.hospitals;
  if (name === 'dim_patient') return sourceRows('patients', of) * EVENTS_PER_ROW * of.hospitals;
  if (name === 'patient_history') return sourceRows('patients', of) * of.hospitals;
  return SUMMARY_ROWS * of.hospitals;
}

function opsRows(name: string, of: Assumptions, entities: readonly string[]): number {
  const days = of.years * DAYS_PER_YEAR;
  if (name === 'runs') return days;
  if (name === 'month_closings') return of.hospitals * of.years * MONTHS_PER_YEAR;
  if (name === 'quarantine_decisions') {
    const events = entities.reduce((sum, entity) => sum + sourceRows(entity, of), 0) * EVENTS_PER_ROW;
    return Math.ceil(events * QUARANTINED_SHARE * of.hospitals);
  }
  return (LOG_ROWS[name] ?? 0) * days * entities.length * of.hospitals;
}

/** Share of a table's rows that are left when a column is compared with constants. */
export function shareLeft({ layer, partitionBy }: TableDefinition, column: string, of: Assumptions): number {
  const days = of.years * DAYS_PER_YEAR;
  if (column === 'hospital_id') return 1 / of.hospitals;
  // One run of bronze brought what is new or changed in a day.
  if (column === '_run_id') return layer === 'bronze' ? Math.min(1, of.changedShare / EVENTS_PER_ROW) : 1 / days;
  if (column === 'run_id') return 1 / days;
  if (column !== partitionBy) return 1;
  return layer === 'gold' ? Math.min(1, TOUCHED_MONTHS / (of.years * MONTHS_PER_YEAR)) : 1 / days;
}
