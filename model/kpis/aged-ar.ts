import type { Kpi } from './types';

/** Age in days from the service date on the newest posting day, both ends included; `to` null: no upper end. */
export const AGE_BUCKETS = [
  { id: 'aged_ar_0_30', from: 0, to: 30 },
  { id: 'aged_ar_31_60', from: 31, to: 60 },
  { id: 'aged_ar_61_90', from: 61, to: 90 },
  { id: 'aged_ar_91_120', from: 91, to: 120 },
  { id: 'aged_ar_over_120', from: 121, to: null },
] as const;

export type AgedArKpiId = (typeof AGE_BUCKETS)[number]['id'];

/** Aged A/R, a share per bucket; the five shares of a slice add up to 1. */
export const AGED_AR_KPIS: readonly Kpi<AgedArKpiId>[] = AGE_BUCKETS.map(({ id, from, to }) => {
  const span = to === null ? `over ${from - 1} days` : `${from} to ${to} days`;
  return {
    id,
    name: `Aged A/R, ${span}`,
    definition: `Share of the A/R that is ${span} old, as of the newest day with a charge or payment.`,
    formula: `A/R aged ${span} from service_date / A/R`,
    unit: 'ratio',
    goodDirection: from >= 91 ? 'down' : 'none',
    numerator: `positive balances aged ${span} on the as-of day`,
    denominator: 'positive balances on the as-of day',
    inputs: ['transactions.amount', 'transactions.paid_amount', 'transactions.service_date', 'transactions.paid_date'],
    slices: ['total', 'payer', 'department', 'provider'],
    needs: 'open balances',
    source: 'HFMA MAP Key: aged A/R, in our words',
    caveat: 'Aged from the service date, as discharge dates are not delivered.',
  };
});
