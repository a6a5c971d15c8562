import { publishReports } from '../reports/publish';
import type { StepWork } from './step-work';

/** Gold and ops to the pages that people read. */
export const reportStep: StepWork = async ({ warehouse, spec, reports }, _step, { runId }) => {
  const { kpis, asOf } = await publishReports({ warehouse, spec, reports, runId });
  return { rowsIn: null, rowsOut: null, detail: `${kpis.length} KPIs, as of ${asOf}` };
};
