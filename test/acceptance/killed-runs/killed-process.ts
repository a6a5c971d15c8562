import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLogFile } from '../../../cli/run/run-log';
import type { RunEvent } from '../../../jobs/run/run';

/** An operation of a run: it changes a file, or it is a statement of the warehouse. */
export interface Operation {
  /** Operations are counted from the start of this step; null: from the start of the process. */
  readonly step: string | null;
  /** From 1, among those that match. */
  readonly operation: number;
  /** What the operation's name contains, e.g. `rename` or `sql commit`. @default every operation */
  readonly matching?: string;
  /** How long after the start of the operation, in milliseconds. */
  readonly delay: number;
}

/** Runs of one project, each in a process of its own. */
export interface ProjectRuns {
  /** The compiled command. */
  readonly program: string;
  /** Has `spec.json` and the state folder. */
  readonly project: string;
  readonly stateFolder: string;
}

/** The folder for temporary files of a project's runs. */
export function temporaryFolder(stateFolder: string): string {
  return join(stateFolder, '../../tmp');
}

/** @param killedAt null: the run is left in peace. @returns the signal that ended the process, or its exit code. */
export function runInProcess(
  { program, project, stateFolder }: ProjectRuns,
  runId: string,
  killedAt: Operation | { readonly trace: string } | null,
): Promise<string | number | null> {
  const temporary = temporaryFolder(stateFolder);
  mkdirSync(temporary, { recursive: true });
  const words = ['--require', join(__dirname, 'kill-at-operation.cjs'), program];
  const said = openSync(join(project, 'said.txt'), 'w');
  const child = spawn(process.execPath, [...words, 'run', '--spec', 'spec.json', '--run-id', runId], {
    cwd: project,
    stdio: ['ignore', 'ignore', said],
    env: { ...process.env, TMPDIR: temporary, RCM_TEST_KILL: JSON.stringify(killedAt ?? {}) },
  });
  closeSync(said);
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code)));
}

/** What the log of a run says about its steps. */
export function stepsOf({ stateFolder }: ProjectRuns, runId: string): { running: string[]; succeeded: Set<string> } {
  const [running, succeeded] = [new Set<string>(), new Set<string>()];
  const file = runLogFile(stateFolder, runId);
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []) {
    const event = JSON.parse(line) as RunEvent;
    if (event.type === 'run_started') running.clear();
    if (event.type === 'step_started') running.add(event.stepId);
    if (event.type !== 'step_ended') continue;
    running.delete(event.stepId);
    if (event.status === 'SUCCEEDED') succeeded.add(event.stepId);
  }
  return { running: [...running], succeeded };
}
