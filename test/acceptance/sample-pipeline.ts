import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { newRunId, type RunOptions, type RunResult, runPipeline } from '../../jobs/run/run';
import { type Context, openContext } from '../../jobs/steps/context';
import type { Row } from '../../jobs/warehouse/warehouse';
import type { PipelineSpec } from '../../model/spec';
import type { SampleDay } from '../../sample/calendar';
import type { SampleTruth } from '../../sample/truth/truth';
import { type SampleOptions, writeSample } from '../../sample/write';

/** The sample group on this machine: its extracts, its warehouse, and what is true of it. */
export interface SamplePipeline {
  readonly folder: string;
  readonly extractsFolder: string;
  readonly inboxFolder: string;
  readonly reportsFolder: string;
  readonly context: Context;
  /** What the sources have after a day, and what must be found in it. */
  write(day: SampleDay): Promise<SampleTruth>;
  run(options?: Partial<RunOptions>): Promise<RunResult>;
  rows(sql: string): Promise<Row[]>;
  /** Closes the warehouse, as the end of a process does, and opens it again, perhaps with another spec. */
  reopen(spec?: PipelineSpec): Promise<void>;
  remove(): Promise<void>;
}

export interface SamplePipelineOptions extends Partial<Pick<SampleOptions, 'patients' | 'encounters' | 'months'>> {
  /** Read the hospitals' databases instead of the extracts. @default false */
  readonly databases?: boolean;
}

/** A sample group in a folder of its own; nothing is written or run yet. */
export async function openSamplePipeline(
  spec: PipelineSpec,
  { databases = false, ...size }: SamplePipelineOptions = {},
): Promise<SamplePipeline> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-pipeline-'));
  const { inbox: inboxFolder, reports: reportsFolder } = localFolders(folder);
  const extractsFolder = join(folder, 'extracts');
  const open = (of: PipelineSpec) =>
    openContext(of, { engines: 'embedded', folder, ...(databases ? {} : { extractsFolder }) });
  let current = spec;
  let context = await open(current);
  return {
    ...{ folder, extractsFolder, inboxFolder, reportsFolder },
    get context() {
      return context;
    },
    async write(day) {
      const sample = { patients: 200, encounters: 300, ...size };
      const { truthFile } = await writeSample({
        ...{ spec, day, ...sample, extractsFolder, inboxFolder },
        truthFolder: join(folder, 'truth'),
      });
      return JSON.parse(readFileSync(truthFile, 'utf8')) as SampleTruth;
    },
    run: (options = {}) => runPipeline(context, { runId: newRunId(), ...options }),
    rows: (sql) => context.warehouse.query({ name: 'test', sql }),
    async reopen(other = current) {
      await context.close();
      current = other;
      context = await open(current);
    },
    async remove() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `step: CODE detail` of every step that failed. */
export function failures(result: RunResult): string[] {
  return [...result.steps].flatMap(([id, { error }]) => (error ? [`${id}: ${error.code} ${error.detail}`] : []));
}

/** Step ids and codes of those that failed. */
export function failureCodes(result: RunResult): Record<string, string> {
  return Object.fromEntries([...result.steps].flatMap(([id, { error }]) => (error ? [[id, error.code]] : [])));
}
