import { KPI_TABLES } from '../../model/gold/kpi-tables';
import { modelOf } from '../../model/model';
import { loadKpis } from '../transform/kpis/load-kpis';
import { recordMonthClosings } from '../transform/kpis/month-closings';
import { rebuildGold } from './rebuild-gold';
import type { StepWork } from './step-work';

/** Computes the KPIs and records changed figures of closed months in one transaction, so that every change of a published month is recorded. */
export const kpisStep: StepWork = (context, _step, { runId }) => {
  const { dialect } = context.warehouse;
  return rebuildGold(
    context,
    [...loadKpis(dialect, modelOf(context.spec)), ...recordMonthClosings(dialect, runId)],
    KPI_TABLES,
  );
};
