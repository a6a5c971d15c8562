import { AGED_AR_KPIS } from './aged-ar';
import { CLAIM_KPIS } from './claims';
import { MISSING_INPUT_KPIS } from './missing-inputs';
import { TRANSACTION_KPIS } from './transactions';
import type { Kpi } from './types';

export type { Kpi, SliceKind } from './types';

/** Every KPI, in the order in which a reader meets them. */
export const KPIS: readonly Kpi[] = [...TRANSACTION_KPIS, ...AGED_AR_KPIS, ...CLAIM_KPIS, ...MISSING_INPUT_KPIS];
