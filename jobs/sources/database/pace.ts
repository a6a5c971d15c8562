import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { SourceLimits } from '../../../model/source-limits';
import { type CanonicalRows, ROW_HEADER, WAITING_CHUNKS } from '../../lake/canonical-text';

/** Longest wait before a reader that has left is noticed, in milliseconds. */
const STEP = 250;

/** The rows a second of one hospital, which all tables that are read at the same time share. */
class Pace {
  private free = 0;

  constructor(private readonly rowsPerSecond: number) {}

  /** When rows that have come are paid for, as of `performance.now()`. */
  spend(rows: number): number {
    this.free = Math.max(this.free, performance.now()) + (rows * 1_000) / this.rowsPerSecond;
    return this.free;
  }
}

const PACES = new WeakMap<SourceLimits, Pace>();

const paceOf = (limits: SourceLimits, rowsPerSecond: number) => {
  const pace = PACES.get(limits) ?? new Pace(rowsPerSecond);
  PACES.set(limits, pace);
  return pace;
};

/** Waits in steps: nobody waits for a reader that has left. */
async function waitUntil(moment: number, hasEnded: () => boolean): Promise<void> {
  while (performance.now() < moment && !hasEnded()) await wait(Math.min(STEP, moment - performance.now()));
}

/** Waits until rows that the database has gone through are paid for, or until the reader has left. */
export async function keepPace(limits: SourceLimits | undefined, rows: number, hasEnded: () => boolean): Promise<void> {
  if (limits?.rowsPerSecond === undefined) return;
  await waitUntil(paceOf(limits, limits.rowsPerSecond).spend(rows), hasEnded);
}

/**
 * The same rows, no more of them a second than the limits allow: those that come faster wait, and the server with them.
 * @param limits those with the same object share one pace.
 */
export function atPace(rows: CanonicalRows, limits: SourceLimits | undefined): CanonicalRows {
  if (limits?.rowsPerSecond === undefined) return rows;
  const pace = paceOf(limits, limits.rowsPerSecond);
  const slowed = Readable.from(
    slowly(rows, pace, () => slowed.destroyed),
    { objectMode: true, highWaterMark: WAITING_CHUNKS },
  );
  return slowed;
}

async function* slowly(rows: CanonicalRows, pace: Pace, hasEnded: () => boolean): AsyncGenerator<Buffer> {
  for await (const bytes of rows as AsyncIterable<Buffer>) {
    let count = 0;
    for (let at = 0; at < bytes.length; at += ROW_HEADER + bytes.readUInt32LE(at)) count++;
    yield bytes;
    await waitUntil(pace.spend(count), hasEnded);
  }
}
