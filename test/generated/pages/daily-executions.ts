import { table } from '../../../cli/output/markdown-table';
import type { PipelineSpec } from '../../../model/spec';
import { twoHospitals } from '../../../sample/two-hospitals.fixture';
import {
  LEAST_SECONDS,
  START_SECONDS,
  STEP_SECONDS,
  separateExecutions,
  sharedExecutions,
} from '../../../stacks/execution-costs';
import { STAGES } from '../../../stacks/props/stages';

/** An environment with so many hospitals, each with five tables and a feed of claims. */
function withHospitals(count: number): PipelineSpec {
  const spec = twoHospitals();
  const [first] = spec.hospitals;
  if (!first) throw new Error('the group has a hospital');
  return { ...spec, hospitals: Array.from({ length: count }, (_, index) => ({ ...first, id: `hospital-n${index}` })) };
}

/** How many executions a daily run takes and what they cost, beside those of a run whose steps share none. */
export function dailyExecutions(): string {
  const rows = [1, 10, 100].map((count) => {
    const spec = withHospitals(count);
    const [separate, shared] = [separateExecutions(spec, STAGES.prod), sharedExecutions(spec, STAGES.prod)];
    const cells = [separate, shared].flatMap(({ executions, usd }) => [String(executions), usd.toFixed(2)]);
    return [String(count), ...cells];
  });
  const work = Object.entries(STEP_SECONDS).map(([kind, seconds]) => `${kind} ${seconds}`);
  const head = ['hospitals', 'one for each step', 'USD a day', 'steps share them', 'USD a day'];
  return `## Executions of a daily run

The steps of one hospital that run as one identity share an execution of a Cloud Run job ([running](running.md#in-the-cloud)). So many executions
a run of prod takes, with five tables and a feed of claims for each hospital and three reference tables, if nothing is repeated:

${table(head, rows)}

The numbers of executions are counted from the graph. The dollars are arithmetic, not a measurement: a container is paid for from its start, which
takes ${START_SECONDS} seconds here, and for ${LEAST_SECONDS} seconds at least; steps work for so many seconds on a day with few new rows: ${work.join(', ')}.`;
}
