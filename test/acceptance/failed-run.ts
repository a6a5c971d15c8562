import { readFileSync } from 'node:fs';
import { runLog, runLogFile } from '../../cli/run/run-log';
import { newRunId, type RunOptions, type RunResult } from '../../jobs/run/run';
import type { SampleTruth } from '../../sample/truth/truth';
import { failureCodes, type SamplePipeline } from './sample-pipeline';

/** A run with its log, as `rcm run` keeps it. */
export async function loggedRun(pipeline: SamplePipeline, options: Partial<RunOptions> = {}): Promise<RunResult> {
  return pipeline.run({
    runId: newRunId(),
    onEvent: runLog(pipeline.folder),
    ...options,
  });
}

/** Everything that a run discloses: its errors with their causes, its log, its audit and its reports. */
export async function everythingSaid(pipeline: SamplePipeline, result: RunResult): Promise<string> {
  const errors = [...result.steps.values()].flatMap(({ error }) => [error?.stack, error?.fix, String(error?.cause)]);
  const audit = await Promise.all(
    ['runs', 'steps', 'loads', 'quality_results'].map((table) => pipeline.rows(`select * from ops.${table}`)),
  );
  return [...errors, readFileSync(runLogFile(pipeline.folder, result.runId), 'utf8'), JSON.stringify(audit)].join('\n');
}

/** Asserts that exactly these steps failed by these codes, and that the audit of the run says so. */
export async function expectFailures(
  pipeline: SamplePipeline,
  result: RunResult,
  expected: Readonly<Record<string, string>>,
): Promise<void> {
  const failed = { ...expected, finish: 'RUN_INCOMPLETE' };
  expect(failureCodes(result)).toEqual(failed);
  expect(result.status).toBe('FAILED');
  const audited = await pipeline.rows(
    `select step_id, error_code from ops.steps where run_id = '${result.runId}' and status = 'FAILED'`,
  );
  expect(Object.fromEntries(audited.map((row) => [row['step_id'], row['error_code']]))).toEqual(failed);
  const runs = await pipeline.rows(`select status from ops.runs where run_id = '${result.runId}'`);
  expect(runs).toEqual([{ status: 'FAILED' }]);
}

/** Current rows of silver by `<hospital>.<table>`; those without rows are absent. */
export async function arrivedRows(pipeline: SamplePipeline): Promise<Record<string, number>> {
  const tables = ['departments', 'patients', 'claims'];
  const arms = tables.map(
    (table) =>
      `select hospital_id || '.${table}' as name, count(*) as n from silver.${table} where is_current group by all`,
  );
  const rows = await pipeline.rows(arms.join(' union all '));
  return Object.fromEntries(rows.map((row) => [String(row['name']), Number(row['n'])]).sort());
}

/** The rows that truly are in the sources, without those of the named `<hospital>.<table>`. */
export function trueRows(truth: SampleTruth, ...missing: string[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(truth.hospitals)
      .flatMap(([hospital, { tables }]) =>
        ['departments', 'patients', 'claims'].map(
          (table) => [`${hospital}.${table}`, tables[table]?.rows ?? 0] as const,
        ),
      )
      .filter(([name]) => !missing.includes(name))
      .sort(),
  );
}
