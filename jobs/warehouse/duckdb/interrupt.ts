import type { DuckDBConnection } from '@duckdb/node-api';

/** Milliseconds between two interruptions of a statement. */
const INTERRUPT_EVERY = 50;

/** Interrupts what a connection runs, until its work has ended: a statement that had not quite begun does not notice the first time. */
export async function interruptUntil(ended: Promise<unknown>, connection: DuckDBConnection): Promise<void> {
  connection.interrupt();
  const again = setInterval(() => connection.interrupt(), INTERRUPT_EVERY);
  await ended;
  clearInterval(again);
}
