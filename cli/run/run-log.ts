import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunEvent } from '../../jobs/run/run';

/** Where the log of a run on this machine is. */
export function runLogFile(stateFolder: string, runId: string): string {
  return join(stateFolder, 'runs', `${runId}.jsonl`);
}

/**
 * Appends a run's events to a file, one JSON object a line with `at` in UTC. No row values: events carry none.
 * A resumed run appends to the same file.
 */
export function runLog(stateFolder: string): (event: RunEvent) => void {
  let file: string | null = null;
  return (event) => {
    if (event.type === 'run_started') {
      file = runLogFile(stateFolder, event.runId);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      // What a killed process or a full disk cut off must not swallow the first line of this one.
      if (existsSync(file) && !readFileSync(file, 'utf8').endsWith('\n')) appendFileSync(file, '\n');
    }
    // Row counts while a step works come many times a second; the last one is in the step's report.
    if (file === null || event.type === 'step_progress') return;
    appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...event }, plain)}\n`, { mode: 0o600 });
  };
}

/** How the last attempt of a run ended. */
export interface RunEnd {
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly seconds: number;
}

/** How the last attempt of a run ended; null: it has not ended, or its log was deleted. */
export function runEnd(stateFolder: string, runId: string): RunEnd | null {
  const file = runLogFile(stateFolder, runId);
  if (!existsSync(file)) return null;
  const last = logged(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '');
  const { status, seconds } = last;
  return last.type === 'run_ended' && status && seconds !== undefined ? { status, seconds } : null;
}

/** The event of a line; an empty one where the line was cut off: then the process ended before the run did. */
function logged(line: string): Partial<RunEnd> & { readonly type?: string } {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}

function plain(key: string, value: unknown): unknown {
  if (key === 'steps' && Array.isArray(value)) return value.map(({ id }: { id: string }) => id);
  // An Error has no own fields that JSON shows, and its message repeats the code.
  if (key === 'error' && value instanceof Error && 'code' in value) {
    return { code: value.code, detail: 'detail' in value ? value.detail : null };
  }
  return value;
}
