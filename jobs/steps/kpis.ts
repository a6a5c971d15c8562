import { KPI_TABLES } from '../../model/gold/kpi-tables';
import { modelOf } from '../../model/model';
import { loadKpis } from '../transform/kpis/load-kpis';
import { recordMonthClosings } from '../transform/kpis/month-closings';
import { absences, absencesOf, undeliveredInputs } from '../transform/kpis/undelivered';
import { rebuildGold } from './rebuild-gold';
import { refuseStrayKpis } from './refuse-stray-kpis';
import type { StepWork } from './step-work';

/** Computes the KPIs and records changed figures of closed months in one transaction, so that every change of a published month is recorded. */
export const kpisStep: StepWork = async (context, _step, { runId }) => {
  const { warehouse, spec } = context;
  const { dialect } = warehouse;
  const model = modelOf(spec);
  await refuseStrayKpis(
    warehouse,
    model,
    spec.hospitals.map(({ id }) => id),
  );
  const absent = absencesOf(await warehouse.query(absences(dialect)));
  const undelivered = undeliveredInputs(model.kpis, absent, spec.hospitals);
  return rebuildGold(
    context,
    [...loadKpis(dialect, model, undelivered), ...recordMonthClosings(dialect, runId)],
    KPI_TABLES,
  );
};
