import { AGED_AR_KPIS, type AgedArKpiId } from './aged-ar';
import { CLAIM_DAYS_KPIS, CLAIM_KPIS, type ClaimDaysKpiId, type ClaimKpiId } from './claims';
import { MISSING_INPUT_KPIS, type MissingInputKpiId } from './missing-inputs';
import {
  CHARGE_KPIS,
  type ChargeKpiId,
  OPEN_BALANCE_KPIS,
  type OpenBalanceKpiId,
  POSTED_KPIS,
  type PostedKpiId,
} from './transactions';
import type { Kpi } from './types';

export type { Kpi, SliceKind } from './types';

/** KPIs that the warehouse computes: each has its arithmetic in jobs/transform/kpis, or that does not compile. */
export type ComputedKpiId = ChargeKpiId | PostedKpiId | OpenBalanceKpiId | AgedArKpiId | ClaimKpiId | ClaimDaysKpiId;

/** `kpi_id`, the same in the model, the warehouse and the reports. */
export type KpiId = ComputedKpiId | MissingInputKpiId;

/** Every KPI, in the order in which a reader meets them. */
export const KPIS: readonly Kpi<KpiId>[] = [
  ...CHARGE_KPIS,
  ...POSTED_KPIS,
  ...OPEN_BALANCE_KPIS,
  ...AGED_AR_KPIS,
  ...CLAIM_KPIS,
  ...CLAIM_DAYS_KPIS,
  ...MISSING_INPUT_KPIS,
];
