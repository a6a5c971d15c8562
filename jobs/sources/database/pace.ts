import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { SourceLimits } from '../../../model/source-limits';
import type { CanonicalRows } from '../../lake/canonical-text';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
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

/**
 * The same rows, no more of them a second than the limits allow: those that come faster wait, and the server with them.
 * @param limits those with the same object share one pace.
 */
export function atPace(rows: CanonicalRows, limits: SourceLimits | undefined): CanonicalRows {
  if (limits?.rowsPerSecond === undefined) return rows;
  const pace = PACES.get(limits) ?? new Pace(limits.rowsPerSecond);
  PACES.set(limits, pace);
  const slowed = Readable.from(
    slowly(rows, pace, () => slowed.destroyed),
    { objectMode: false },
  );
  return slowed;
}

async function* slowly(rows: CanonicalRows, pace: Pace, hasEnded: () => boolean): AsyncGenerator<Buffer> {
  let quoted = false;
  for await (const bytes of rows as AsyncIterable<Buffer>) {
    let count = 0;
    for (const byte of bytes) {
      // A doubled quote opens and closes at once, so counting parity is enough.
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === LINE_FEED && !quoted) count++;
    }
    yield bytes;
    const until = pace.spend(count);
    while (performance.now() < until && !hasEnded()) await wait(Math.min(STEP, until - performance.now()));
  }
}
