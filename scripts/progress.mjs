// Progress of slow work on stderr: seconds that count up on a terminal, plain start and end lines in a log.
const HEARTBEAT_SECONDS = 60; // in a log without a terminal: some CI services end a job that prints nothing for minutes

const underWay = new Map();
let ticking;

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const line = (text) => process.stderr.write(`${process.stderr.isTTY ? '\r\x1b[K' : ''}${text}\n`);

function tick() {
  const state = [...underWay]
    .map(([title, since]) => `${title} ${Math.round((Date.now() - since) / 1000)} s`)
    .join(', ');
  if (process.stderr.isTTY) {
    process.stderr.write(`\r\x1b[K  ... ${state}`.slice(0, (process.stderr.columns ?? 80) + 2));
  } else {
    line(`  ... still working: ${state}`);
  }
}

/** A heading between the steps of a script. */
export function heading(text) {
  line(`\n== ${text}`);
}

/** Prints a plain line without breaking the running progress line. */
export function note(text) {
  line(`  ${text}`);
}

/**
 * Runs `work` while showing `title` and the time it takes; several may run at once.
 * @returns what `work` resolves to.
 */
export async function timed(title, work) {
  const since = Date.now();
  note(`${title}: started`);
  underWay.set(title, since);
  ticking ??= setInterval(tick, process.stderr.isTTY ? 1000 : HEARTBEAT_SECONDS * 1000);
  try {
    const result = await work();
    note(`${title}: done in ${seconds(since)}`);
    return result;
  } catch (error) {
    note(`${title}: FAILED after ${seconds(since)}`);
    throw error;
  } finally {
    underWay.delete(title);
    if (underWay.size === 0) {
      clearInterval(ticking);
      ticking = undefined;
    }
  }
}
