import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunEvent } from '../../jobs/run/run';
import type { RunAtWork } from '../local-warehouse/status';

/** Where the log of a run on this machine is. */
export function runLogFile(stateFolder: string, runId: string): string {
  return join(stateFolder, 'runs', `${runId}.jsonl`);
}

/** What a log has: the events of a run, and that it was interrupted. */
export type LoggedEvent =
  | RunEvent
  | { readonly type: 'run_ended'; readonly runId: string; readonly status: 'INTERRUPTED'; readonly seconds: number };

/**
 * Appends a run's events to a file, one JSON object a line with `at` in UTC. No row values: events carry none. A resumed run appends to
 * the same file. Each start has the id of its process.
 */
export function runLog(stateFolder: string): (event: LoggedEvent) => void {
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
    const ofProcess = event.type === 'run_started' ? { pid: process.pid } : {};
    appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...event, ...ofProcess }, plain)}\n`, {
      mode: 0o600,
    });
  };
}

/** How the last attempt of a run ended. */
export interface RunEnd {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'INTERRUPTED';
  readonly seconds: number;
}

/** How the last attempt of a run ended; null: it has not ended, or its log was deleted. */
export function runEnd(stateFolder: string, runId: string): RunEnd | null {
  const file = runLogFile(stateFolder, runId);
  if (!existsSync(file)) return null;
  const [last] = parsed(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '') as (Partial<RunEnd> & LogLine)[];
  const { status, seconds } = last ?? {};
  return last?.type === 'run_ended' && status && seconds !== undefined ? { status, seconds } : null;
}

/** How far the last attempt of a run is, as its log has it; null: it has no log here. */
export function runAtWork(stateFolder: string, runId: string): RunAtWork | null {
  const file = runLogFile(stateFolder, runId);
  if (!existsSync(file)) return null;
  const events = readFileSync(file, 'utf8').split('\n').flatMap(parsed);
  const start = events.findLastIndex(({ type }) => type === 'run_started');
  const now = new Set<string>();
  let ended = 0;
  for (const { type, stepId } of events.slice(start + 1)) {
    if (stepId === undefined) continue;
    if (type === 'step_started') now.add(stepId);
    if (type !== 'step_ended') continue;
    now.delete(stepId);
    ended++;
  }
  return { steps: events[start]?.steps?.length ?? 0, ended, now: [...now] };
}

/** A run whose log does not say that it ended. */
export interface OpenRun {
  /** When the log was last written, UTC, ISO 8601. */
  readonly at: string;
  /** Of the process; null: the log does not say. */
  readonly pid: number | null;
}

/** What the log says about a run that may still be running; null: it has ended, or it has no log here. */
export function openRun(stateFolder: string, runId: string): OpenRun | null {
  const file = runLogFile(stateFolder, runId);
  if (!existsSync(file) || runEnd(stateFolder, runId) !== null) return null;
  const events = readFileSync(file, 'utf8').split('\n').flatMap(parsed);
  const started = events.filter(({ type }) => type === 'run_started').at(-1);
  const at = events.at(-1)?.at;
  return at === undefined ? null : { at, pid: started?.pid ?? null };
}

type LogLine = Partial<OpenRun> & {
  readonly type?: string;
  readonly stepId?: string;
  readonly steps?: readonly string[];
};

/** The event of a line; none where the line was cut off: then the process ended before the run did. */
function parsed(line: string): LogLine[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as LogLine];
  } catch {
    return [];
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
