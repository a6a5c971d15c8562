import { EVERY_SLICE, type Kpi } from './types';

const MAP_KEY = 'HFMA MAP Keys, in our words';
const CHARGES = ['transactions.amount', 'transactions.service_date'];
const BALANCES = [...CHARGES, 'transactions.paid_amount', 'transactions.paid_date'];

/** Charges and payments. By month it is the month of service. */
export const CHARGE_KPIS = [
  {
    id: 'gross_charges',
    name: 'Gross charges',
    definition: 'What was charged for services, before any allowance.',
    formula: 'sum(amount)',
    unit: 'usd',
    goodDirection: 'up',
    numerator: 'amount of every transaction',
    denominator: null,
    inputs: CHARGES,
    slices: EVERY_SLICE,
    needs: 'transactions',
    source: 'Revenue-cycle usage',
    caveat: 'List prices; nobody expects to collect all of it.',
  },
  {
    id: 'payments',
    name: 'Payments',
    definition: 'What was paid so far on the charges, by payers and patients together.',
    formula: 'sum(paid_amount)',
    unit: 'usd',
    goodDirection: 'up',
    numerator: 'paid_amount of every transaction',
    denominator: null,
    inputs: ['transactions.paid_amount'],
    slices: EVERY_SLICE,
    needs: 'transactions',
    source: 'Revenue-cycle usage',
    caveat: 'By month it is the month of service, not of posting.',
  },
  {
    id: 'outstanding',
    name: 'Outstanding',
    definition: 'The unpaid part of the charges.',
    formula: 'sum(amount - paid_amount) over transactions that owe',
    unit: 'usd',
    goodDirection: 'down',
    numerator: 'positive balance of every transaction',
    denominator: null,
    inputs: ['transactions.amount', 'transactions.paid_amount'],
    slices: EVERY_SLICE,
    needs: 'transactions',
    source: 'Revenue-cycle usage',
    caveat:
      'Credit balances are a figure of their own and not netted: charges - payments = outstanding - credit balance.',
  },
  {
    id: 'credit_balance',
    name: 'Credit balance',
    definition: 'What was paid beyond the charge and may have to be refunded.',
    formula: 'sum(paid_amount - amount) over transactions paid beyond their charge',
    unit: 'usd',
    goodDirection: 'down',
    numerator: 'negative balance of every transaction, as a positive amount',
    denominator: null,
    inputs: ['transactions.amount', 'transactions.paid_amount'],
    slices: EVERY_SLICE,
    needs: 'transactions',
    source: 'Revenue-cycle usage',
    caveat: 'Refunds are not delivered by any source.',
  },
  {
    id: 'gross_collection_rate',
    name: 'Gross collection rate, by service',
    definition: 'Share of the charges that was paid so far, by month of service.',
    formula: 'sum(paid_amount) / sum(amount)',
    unit: 'ratio',
    goodDirection: 'up',
    numerator: 'paid_amount',
    denominator: 'amount',
    inputs: ['transactions.amount', 'transactions.paid_amount'],
    slices: EVERY_SLICE,
    needs: 'charges',
    source: 'Revenue-cycle usage',
    caveat: 'Recent months look low because their payments are still to come.',
  },
] as const satisfies readonly Kpi[];

export type ChargeKpiId = (typeof CHARGE_KPIS)[number]['id'];

/** What was posted, by month of posting. */
export const POSTED_KPIS = [
  {
    id: 'gross_collection_rate_posted',
    name: 'Gross collection rate, by posting',
    definition: 'Payments posted in a month over the charges posted in it.',
    formula: 'sum(paid_amount posted) / sum(amount posted)',
    unit: 'ratio',
    goodDirection: 'up',
    numerator: 'paid_amount by month of paid_date',
    denominator: 'amount by month of service_date',
    inputs: BALANCES,
    slices: ['total', 'month'],
    needs: 'charges',
    source: 'Revenue-cycle usage',
    caveat: 'Payments of a month are mostly for services of earlier months.',
  },
] as const satisfies readonly Kpi[];

export type PostedKpiId = (typeof POSTED_KPIS)[number]['id'];

/** Open balances (A/R) at the close of a month. */
export const OPEN_BALANCE_KPIS = [
  {
    id: 'ar_balance',
    name: 'A/R at month-end',
    definition:
      'Open balance of every account that owes, at the close of the month; the last month where it is not cut by month. The last month closes on the newest day with a charge or payment.',
    formula: 'sum of positive (amount posted - paid_amount posted) until month-end',
    unit: 'usd',
    goodDirection: 'down',
    numerator: 'positive balances at month-end',
    denominator: null,
    inputs: BALANCES,
    slices: EVERY_SLICE,
    needs: 'transactions',
    source: MAP_KEY,
    caveat: 'A snapshot at the close, gross of allowances; a payment without a date was not posted.',
  },
  {
    id: 'ar_credit_balance',
    name: 'Credit balances at month-end',
    definition: 'What was paid beyond what was charged, at the close of the month.',
    formula: 'sum of negative (amount posted - paid_amount posted) until month-end, as a positive amount',
    unit: 'usd',
    goodDirection: 'down',
    numerator: 'negative balances at month-end',
    denominator: null,
    inputs: BALANCES,
    slices: EVERY_SLICE,
    needs: 'transactions',
    source: MAP_KEY,
    caveat: 'Holds payments that were posted before their charge.',
  },
  {
    id: 'days_in_ar',
    name: 'Days in A/R',
    definition: 'How many days of average charges are still to be collected.',
    formula: 'A/R at month-end / (charges of the trailing 91 calendar days / 91)',
    unit: 'days',
    goodDirection: 'down',
    numerator: 'A/R at month-end, credit balances apart',
    denominator: 'average charges a day over the 91 calendar days that end with the close of the month',
    inputs: BALANCES,
    slices: EVERY_SLICE,
    needs: '91 days of charges',
    source: 'HFMA MAP Key: net days in accounts receivable, here gross',
    caveat: 'Gross of allowances. The first months have no value: their window is not full.',
  },
] as const satisfies readonly Kpi[];

export type OpenBalanceKpiId = (typeof OPEN_BALANCE_KPIS)[number]['id'];
