/** Signals that ask a process to end, and the exit codes that shells give them. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
export type EndingSignal = keyof typeof SIGNALS;

/** Milliseconds from the signal to the end, whatever is still running: a promise of docs/running.md is two seconds. */
const AT_MOST = 1_700;

let lastWords: ((signal: EndingSignal) => Promise<void>) | null = null;
let isWatching = false;
let isEnding = false;

/**
 * Ends the process after a signal as `process.exit` does, so that its temporary folders are removed: they hold rows. Call it before the
 * first is made. A signal that comes again changes nothing: a terminal and npm both send it.
 */
export function endOnSignals(): void {
  if (isWatching) return;
  isWatching = true;
  for (const signal of Object.keys(SIGNALS) as EndingSignal[]) process.on(signal, () => void end(signal));
}

/**
 * Does the work; after a signal meanwhile, `last` is called, and the process ends when it is done. The work fails then, because it is given
 * up, which says nothing: it neither returns nor throws.
 */
export async function withLastWords<Result>(
  last: (signal: EndingSignal) => Promise<void>,
  work: () => Promise<Result>,
): Promise<Result> {
  endOnSignals();
  lastWords = last;
  try {
    const result = await work();
    return isEnding ? await untilTheEnd() : result;
  } catch (error) {
    if (isEnding) await untilTheEnd();
    throw error;
  } finally {
    lastWords = null;
  }
}

const untilTheEnd = () => new Promise<never>(() => {});

async function end(signal: EndingSignal): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  const exit = () => process.exit(SIGNALS[signal]);
  setTimeout(exit, AT_MOST);
  await lastWords?.(signal).catch(() => {});
  exit();
}
