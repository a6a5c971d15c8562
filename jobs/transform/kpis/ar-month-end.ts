import { factTransactions } from '../../../model/gold/facts';
import { arMonthEnd } from '../../../model/gold/kpi-tables';
import type { Dialect } from '../../warehouse/dialect';
import { copied, insertInto, type Select, union } from '../../warehouse/named-columns';
import { statement } from '../../warehouse/statement';
import type { Statement } from '../../warehouse/warehouse';

/** Calendar days of charges behind days in A/R. */
export const TRAILING_DAYS = 91;

/**
 * Fifty years. What was posted longer ago counts in the first month of these, so that a mistyped year does not add a row for each of a
 * hundred thousand months.
 */
const EARLIEST_DAYS = 18_262;

/**
 * Fills gold.ar_month_end. The as-of day is the newest day with a charge or payment of any hospital, never the clock. The month of the
 * as-of day closes on it, so that an open month is not measured over days that are still to come.
 * Every hospital has a row for every month, so that hospitals can be added up.
 */
export function loadArMonthEnd(dialect: Dialect): Statement {
  const openingBalance = 'lag(c.closing) over (partition by c.hospital_id order by c.month_end)';
  const daysInAr = dialect.ratio(`${TRAILING_DAYS} * c.receivable`, 'w.trailing_charges');
  return statement(
    'gold.ar_month_end.load',
    insertInto(dialect, arMonthEnd, {
      with: {
        ...postings(dialect),
        ...closes(dialect),
        ...balanceMovements(dialect),
        ...balances(),
        ...trailingCharges(dialect),
      },
      columns: {
        ...copied(dialect, ['hospital_id', 'charges', 'payments', 'closing', 'receivable', 'credit_balance'], 'c'),
        ...copied(dialect, ['trailing_charges', 'calendar_days'], 'w'),
        month: dialect.monthStart('c.month_end'),
        month_end: 'w.closes_on',
        is_partial: 'w.closes_on < c.month_end',
        opening: `coalesce(${openingBalance}, 0)`,
        // No source delivers adjustments.
        adjustments: '0',
        days_in_ar: `case when w.calendar_days = ${TRAILING_DAYS} then ${daysInAr} end`,
      },
      from: 'from closed c join windowed w on w.hospital_id = c.hospital_id and w.month_end = c.month_end',
    }),
  );
}

/** `posted`: the closes at which each transaction was charged and paid. `as_of`: the as-of day. */
function postings(dialect: Dialect): Record<string, string> {
  const owed = (balance: string) => `greatest(${balance}, 0)`;
  return {
    // A payment without a date is not posted. Balances are those of single transactions, before the rows of a day are added up.
    dated: `
      select hospital_id, service_date, paid, max(paid_date) as last_paid, sum(amount) as amount, sum(paid_amount) as paid_amount,
        sum(${owed('amount')}) as charge_owed, sum(${owed('0 - amount')}) as charge_credit,
        sum(${owed('0 - paid_amount')}) as payment_owed, sum(${owed('paid_amount')}) as payment_credit,
        sum(${owed('amount - paid_amount')}) as owed, sum(${owed('paid_amount - amount')}) as credit
      from (
        select hospital_id, service_date, amount,
          case when paid_date is not null and paid_amount <> 0 then paid_date end as paid_date,
          case when paid_date is not null and paid_amount <> 0 then ${dialect.monthEnd('paid_date')} end as paid,
          case when paid_date is not null then paid_amount else 0 end as paid_amount
        from ${dialect.table(factTransactions)} f
      ) single
      group by hospital_id, service_date, paid`,
    as_of: 'select max(greatest(service_date, coalesce(last_paid, service_date))) as as_of_day from dated',
    earliest: `select ${dialect.monthEnd(dialect.addDays('as_of_day', `-${EARLIEST_DAYS}`))} as first_close from as_of`,
    posted: `
      select hospital_id, service_date, amount, paid_amount, charge_owed, charge_credit, payment_owed, payment_credit, owed, credit,
        greatest(${dialect.monthEnd('service_date')}, first_close) as charged,
        case when paid is not null then greatest(paid, first_close) end as paid
      from dated cross join earliest`,
  };
}

/** `spine`: every hospital with every month, and the day on which the month closes. */
function closes(dialect: Dialect): Record<string, string> {
  return {
    bounds: `
      select min(least(charged, coalesce(paid, charged))) as first_month, max(greatest(charged, coalesce(paid, charged))) as last_month
      from posted`,
    months: `
      select distinct ${dialect.monthEnd('day')} as month_end
      from ${dialect.days('(select min(first_month) from bounds)', '(select max(last_month) from bounds)')} calendar`,
    hospitals: 'select hospital_id, min(service_date) as first_charge from posted group by hospital_id',
    spine: `
      select hospital_id, first_charge, month_end, least(month_end, as_of_day) as closes_on
      from hospitals cross join months cross join as_of`,
  };
}

/**
 * `movements`: what changes at each close. The balance of a transaction changes at two closes at most, those of its charge and its payment,
 * so no transaction is repeated for each month.
 */
function balanceMovements(dialect: Dialect): Record<string, string> {
  const atFirst = (charge: string, payment: string, both: string) =>
    `case when paid is null or charged < paid then ${charge} when paid < charged then ${payment} else ${both} end`;
  const nothing = { hospital_id: 'hospital_id', charges: '0', payments: '0', receivable: '0', credit: '0' };
  const movements: Select[] = [
    { columns: { ...nothing, month_end: 'charged', charges: 'amount' }, from: 'from steps' },
    { columns: { ...nothing, month_end: 'paid', payments: 'paid_amount' }, from: 'from steps where paid is not null' },
    {
      columns: {
        ...nothing,
        month_end: 'least(charged, coalesce(paid, charged))',
        receivable: 'first_owed',
        credit: 'first_credit',
      },
      from: 'from steps',
    },
    {
      columns: {
        ...nothing,
        month_end: 'greatest(charged, paid)',
        receivable: 'owed - first_owed',
        credit: 'credit - first_credit',
      },
      from: 'from steps where paid is not null and paid <> charged',
    },
    { columns: { ...nothing, month_end: 'month_end' }, from: 'from spine' },
  ];
  return {
    // What is owed and what is credit after the earlier of the two closes; `owed` and `credit` are those after both.
    steps: `
      select hospital_id, amount, paid_amount, charged, paid, owed, credit,
        ${atFirst('charge_owed', 'payment_owed', 'owed')} as first_owed,
        ${atFirst('charge_credit', 'payment_credit', 'credit')} as first_credit
      from posted`,
    movements: union(dialect, 'all', movements),
  };
}

/** `closed`: the charges, payments and balances of each close. */
function balances(): Record<string, string> {
  return {
    monthly: `
      select hospital_id, month_end, sum(charges) as charges, sum(payments) as payments, sum(receivable) as receivable, sum(credit) as credit
      from movements group by hospital_id, month_end`,
    // A running sum by a join: a window sum of NUMERIC is not exact in BigQuery's emulator, and there are few months.
    closed: `
      select m.hospital_id, m.month_end, m.charges, m.payments,
        sum(p.charges - p.payments) as closing, sum(p.receivable) as receivable, sum(p.credit) as credit_balance
      from monthly m join monthly p on p.hospital_id = m.hospital_id and p.month_end <= m.month_end
      group by m.hospital_id, m.month_end, m.charges, m.payments`,
  };
}

/** `windowed`: the charges of the days before each close, and how many of those days the hospital was open. */
function trailingCharges(dialect: Dialect): Record<string, string> {
  return {
    daily:
      'select hospital_id, service_date as day, sum(amount) as charges from posted group by hospital_id, service_date',
    recent_charges: `
      select s.hospital_id, s.month_end, s.closes_on, s.first_charge, sum(d.charges) as charges
      from spine s left join daily d on d.hospital_id = s.hospital_id
        and d.day > ${dialect.addDays('s.closes_on', `-${TRAILING_DAYS}`)} and d.day <= s.closes_on
      group by s.hospital_id, s.month_end, s.closes_on, s.first_charge`,
    windowed: `
      select hospital_id, month_end, closes_on, coalesce(charges, 0) as trailing_charges,
        greatest(0, least(${TRAILING_DAYS}, ${dialect.daysBetween('first_charge', 'closes_on')} + 1)) as calendar_days
      from recent_charges`,
  };
}
