import { DATASETS } from '../datasets';
import type { TableDefinition } from '../types';
import { hospital, money, optionalText, text } from './columns';

/**
 * Accounts receivable at the close of each month, from the first to the last month with a charge or payment of any hospital.
 * The last month closes on the newest such day, the as-of day of all A/R figures.
 * A charge is posted on the service date, a payment on the paid date. opening + charges - payments - adjustments = closing = receivable - credit_balance.
 */
export const arMonthEnd: TableDefinition = {
  dataset: DATASETS.gold,
  name: 'ar_month_end',
  layer: 'gold',
  grain: 'one row per hospital and month',
  key: ['hospital_id', 'month'],
  clusterBy: ['hospital_id', 'month'],
  columns: [
    hospital,
    { name: 'month', type: 'DATE', phi: 'none', required: true, description: 'First day of the month.' },
    {
      name: 'month_end',
      type: 'DATE',
      phi: 'none',
      required: true,
      description:
        'Day of the close: the last day of the month; of the newest month, the newest day with a charge or payment of any hospital.',
    },
    {
      name: 'is_partial',
      type: 'BOOL',
      phi: 'none',
      required: true,
      description: 'Whether the month had not ended at month_end, so that its figures will still grow.',
    },
    money('opening', 'closing of the month before; 0 for the first.'),
    money('charges', 'Charges posted in the month.'),
    money('payments', 'Payments posted in the month.'),
    money('adjustments', 'Adjustments posted in the month; 0, as no source delivers them.'),
    money('closing', 'opening + charges - payments - adjustments.'),
    money('receivable', 'Sum of the open balances of the transactions that owe, at the close of the month.'),
    money('credit_balance', 'Sum of what was paid beyond the charge, as a positive amount; never netted.'),
    money('trailing_charges', 'Charges posted in the 91 calendar days that end with month_end.'),
    {
      name: 'calendar_days',
      type: 'INT64',
      phi: 'none',
      unit: 'days',
      description: "Days of those 91 since the hospital's first charge; fewer than 91: the window is not full.",
    },
    {
      name: 'days_in_ar',
      type: 'NUMERIC',
      phi: 'none',
      unit: 'days',
      description: 'receivable / (trailing_charges / 91); NULL while the window is not full.',
    },
  ],
};

/** Each KPI of `model/kpis/`, by hospital and slice. */
export const kpiValues: TableDefinition = {
  dataset: DATASETS.gold,
  name: 'kpi_values',
  layer: 'gold',
  grain: 'one row per KPI, hospital (or "all"), kind of slice and slice',
  key: ['kpi_id', 'hospital_id', 'slice_kind', 'slice'],
  clusterBy: ['hospital_id', 'kpi_id', 'slice_kind', 'slice'],
  columns: [
    text('kpi_id', 'KPI.'),
    text('hospital_id', 'Hospital, or "all".'),
    text('slice_kind', 'total, month, payer, department or provider.'),
    text(
      'slice',
      'total, YYYY-MM, or the id; "unknown": the row names none. A payer has the id of gold.dim_payer, a department that of the group where a lookup names it, else its own.',
    ),
    { name: 'numerator', type: 'NUMERIC', phi: 'none', description: 'As the KPI defines it.' },
    { name: 'denominator', type: 'NUMERIC', phi: 'none', description: 'As the KPI defines it; NULL: it has none.' },
    { name: 'value', type: 'NUMERIC', phi: 'none', description: 'The KPI, in its unit; NULL: not computable.' },
    text('status', 'ok or not_computable.'),
    optionalText('needs', 'What is missing, where it is not computable.'),
    optionalText('undelivered', 'Inputs that hospitals of the slice do not deliver, by hospital; NULL: none is known.'),
  ],
};

export const KPI_TABLES: readonly TableDefinition[] = [arMonthEnd, kpiValues];
