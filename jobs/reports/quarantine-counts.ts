import { QUARANTINE_STATES } from '../transform/quarantine-states';
import type { Row } from '../warehouse/warehouse';
import type { QuarantineCounts } from './run-report-data';

/** Counts of one table of one hospital, from rows of `quarantineCounts`. */
export function countsOf(rows: readonly Row[], hospital: string, table: string): QuarantineCounts {
  const own = rows.filter((row) => row['hospital_id'] === hospital && row['table_name'] === table);
  const counts = QUARANTINE_STATES.map((state) => {
    const found = own.find((row) => row['state'] === state);
    return [state === 'open' ? 'quarantined' : state, Number(found?.['row_count'] ?? 0)];
  });
  return Object.fromEntries(counts) as QuarantineCounts;
}

/** `3 open, 2 discarded` over tables, states without rows left out; null: nothing was ever held. */
export function quarantineWords(tables: readonly QuarantineCounts[]): string | null {
  const counts = QUARANTINE_STATES.map((state) => {
    const name = state === 'open' ? 'quarantined' : state;
    return { state, rows: tables.reduce((sum, each) => sum + (each[name] ?? 0), 0) };
  });
  const found = counts.filter(({ rows }) => rows > 0);
  if (found.length === 0) return null;
  // None open is what a reader hopes for, so it is said.
  return counts
    .filter(({ state, rows }) => rows > 0 || state === 'open')
    .map(({ state, rows }) => `${rows} ${state}`)
    .join(', ');
}
