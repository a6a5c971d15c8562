import { AGED_AR_KPIS } from './kpis/aged-ar';
import { CLAIM_KPIS } from './kpis/claims';
import { MISSING_INPUT_KPIS } from './kpis/missing-inputs';
import { TRANSACTION_KPIS } from './kpis/transactions';
import type { Kpi } from './kpis/types';

export type { Kpi, SliceKind } from './kpis/types';

/** Every KPI, in the order in which a reader meets them. */
export const KPIS: readonly Kpi[] = [...TRANSACTION_KPIS, ...AGED_AR_KPIS, ...CLAIM_KPIS, ...MISSING_INPUT_KPIS];
