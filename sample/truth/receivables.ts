import type { TransactionRow } from '../account';
import { type DayNumber, isoDate, lastDayOfMonth, monthNumber, monthOf } from '../calendar';
import { type Ratio, ratio, sortedObject } from './ratio';

/** Sums over transactions, in cents. */
export interface Totals {
  transactions: number;
  chargesCents: number;
  paymentsCents: number;
  /** charges - payments; a credit balance reduces it. */
  outstandingCents: number;
}

/** The books at the close of one month, in cents. */
export interface MonthEnd {
  readonly month: string;
  readonly openingCents: number;
  readonly chargesCents: number;
  readonly paymentsCents: number;
  /** opening + charges - payments. */
  readonly closingCents: number;
  /** Balances that are owed, summed over transactions; closing = receivable - creditBalance. */
  readonly receivableCents: number;
  /** What was paid beyond the charge, as a positive number. */
  readonly creditBalanceCents: number;
  /** Charges of the last 91 days, the day of the close included. */
  readonly trailingChargesCents: number;
  /** The month had not ended on the newest day with a charge or payment: it closes on that day. */
  readonly isPartial: boolean;
  /** receivable / (trailing charges / 91); null while the books are younger than 91 days. */
  readonly daysInReceivables: number | null;
}

export const AGE_BUCKETS = ['0-30', '31-60', '61-90', '91-120', 'over 120'] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];
export type AgedReceivables = Record<AgeBucket, number>;

export interface ReceivablesTruth {
  readonly totals: Totals;
  /** The newest day on which anything was charged or paid. */
  readonly asOf: string | null;
  readonly monthEnds: readonly MonthEnd[];
  /** Receivable on the as-of day by days since the service, in cents; credit balances are not in it. */
  readonly agedCents: AgedReceivables;
  readonly agedCentsByPayer: Record<string, AgedReceivables>;
  readonly collectionRate: Ratio;
  /** By month of service: payments on that month's charges, whenever they came. */
  readonly collectionRateByServiceMonth: Record<string, Ratio>;
  readonly byPayer: Record<string, Totals>;
  readonly byDepartment: Record<string, Totals>;
  readonly byProvider: Record<string, Totals>;
  readonly byServiceMonth: Record<string, Totals>;
}

const TRAILING_DAYS = 91;
/** Group of self-pay charges, which have no payer. */
export const NO_PAYER = '(none)';

/** Adds up transactions one by one, in whole cents. A charge is posted on its service date, all that was paid on the paid date. */
export class Receivables {
  private readonly totals = emptyTotals();
  private readonly groups = {
    payer: new Map<string, Totals>(),
    department: new Map<string, Totals>(),
    provider: new Map<string, Totals>(),
    month: new Map<string, Totals>(),
  };
  private readonly months = new Map<
    number,
    { charges: number; payments: number; receivable: number; credit: number }
  >();
  /** The newest day on which anything was charged or paid; null: nothing was. */
  newestDay: DayNumber | null = null;
  private readonly chargesByDay = new Map<DayNumber, number>();
  /** Payer, service day, cents owed. */
  private readonly owed = new Map<string, Map<DayNumber, number>>();

  add({ fields, amountCents, paidCents, serviceDay, paidDay }: TransactionRow): void {
    const payer = fields['payer_id'] ?? NO_PAYER;
    addTotals(this.totals, amountCents, paidCents);
    addTotals(at(this.groups.payer, payer, emptyTotals), amountCents, paidCents);
    addTotals(at(this.groups.department, fields['department_id'] ?? '', emptyTotals), amountCents, paidCents);
    addTotals(at(this.groups.provider, fields['provider_id'] ?? '', emptyTotals), amountCents, paidCents);
    addTotals(at(this.groups.month, monthOf(serviceDay), emptyTotals), amountCents, paidCents);
    increase(this.chargesByDay, serviceDay, amountCents);
    const charged = monthNumber(serviceDay);
    const paid = paidDay === null || paidCents === 0 ? null : monthNumber(paidDay);
    for (const day of paidDay !== null && paidCents !== 0 ? [serviceDay, paidDay] : [serviceDay])
      if (this.newestDay === null || day > this.newestDay) this.newestDay = day;
    this.month(charged).charges += amountCents;
    if (paid !== null) this.month(paid).payments += paidCents;
    // The balance changes at most twice: with the charge and with the payment, in either order.
    const first = paid === null ? charged : Math.min(charged, paid);
    const between = paid === null || charged < paid ? amountCents : charged > paid ? -paidCents : null;
    if (between !== null) this.moveBalance(first, 0, between);
    if (paid !== null) this.moveBalance(Math.max(charged, paid), between ?? 0, amountCents - paidCents);
    const balance = paid === null ? amountCents : amountCents - paidCents;
    if (balance > 0)
      increase(
        at(this.owed, payer, () => new Map<DayNumber, number>()),
        serviceDay,
        balance,
      );
  }

  /** @param asOf day of the last close: the group's, so that its hospitals add up */
  result(asOf = this.newestDay): ReceivablesTruth {
    const monthEnds = asOf === null ? [] : this.monthEnds(asOf);
    const aged = [...this.owed].map(([payer, days]) => [payer, age(days, asOf ?? 0)] as const);
    const agedCents = emptyAges();
    for (const [, ages] of aged) for (const bucket of AGE_BUCKETS) agedCents[bucket] += ages[bucket];
    const rateOf = (totals: Totals) => ratio(totals.paymentsCents, totals.chargesCents);
    const byServiceMonth = sortedObject(this.groups.month);
    return {
      totals: this.totals,
      asOf: asOf === null ? null : isoDate(asOf),
      monthEnds,
      agedCents,
      agedCentsByPayer: sortedObject(new Map(aged)),
      collectionRate: rateOf(this.totals),
      collectionRateByServiceMonth: Object.fromEntries(
        Object.entries(byServiceMonth).map(([month, totals]) => [month, rateOf(totals)]),
      ),
      byPayer: sortedObject(this.groups.payer),
      byDepartment: sortedObject(this.groups.department),
      byProvider: sortedObject(this.groups.provider),
      byServiceMonth,
    };
  }

  private monthEnds(asOf: DayNumber): MonthEnd[] {
    const numbers = [...this.months.keys()];
    const firstDay = Math.min(...this.chargesByDay.keys());
    const ends: MonthEnd[] = [];
    let [opening, receivable, credit] = [0, 0, 0];
    for (let number = Math.min(...numbers); number <= monthNumber(asOf); number++) {
      const { charges, payments, ...moved } = this.month(number);
      receivable += moved.receivable;
      credit += moved.credit;
      const monthEnd = lastDayOfMonth(number);
      const lastDay = Math.min(monthEnd, asOf);
      const firstTrailing = lastDay - TRAILING_DAYS + 1;
      let trailing = 0;
      for (let day = firstTrailing; day <= lastDay; day++) trailing += this.chargesByDay.get(day) ?? 0;
      ends.push({
        month: monthOf(lastDay),
        openingCents: opening,
        chargesCents: charges,
        paymentsCents: payments,
        closingCents: opening + charges - payments,
        receivableCents: receivable,
        creditBalanceCents: credit,
        trailingChargesCents: trailing,
        isPartial: lastDay < monthEnd,
        daysInReceivables: firstTrailing < firstDay || trailing === 0 ? null : receivable / (trailing / TRAILING_DAYS),
      });
      opening += charges - payments;
    }
    return ends;
  }

  /** Moves a transaction's balance from its old side (owed or credit) to its new side, from a month on. */
  private moveBalance(month: number, from: number, to: number): void {
    const moved = this.month(month);
    moved.receivable += Math.max(to, 0) - Math.max(from, 0);
    moved.credit += Math.max(-to, 0) - Math.max(-from, 0);
  }

  private month(number: number) {
    return at(this.months, number, () => ({ charges: 0, payments: 0, receivable: 0, credit: 0 }));
  }
}

function age(owed: ReadonlyMap<DayNumber, number>, asOf: DayNumber): AgedReceivables {
  const ages = emptyAges();
  for (const [day, cents] of owed) {
    const days = asOf - day;
    const bucket =
      days <= 30 ? '0-30' : days <= 60 ? '31-60' : days <= 90 ? '61-90' : days <= 120 ? '91-120' : 'over 120';
    ages[bucket] += cents;
  }
  return ages;
}

const emptyAges = (): AgedReceivables => ({ '0-30': 0, '31-60': 0, '61-90': 0, '91-120': 0, 'over 120': 0 });
const emptyTotals = (): Totals => ({ transactions: 0, chargesCents: 0, paymentsCents: 0, outstandingCents: 0 });

function addTotals(totals: Totals, charge: number, paid: number): void {
  totals.transactions += 1;
  totals.chargesCents += charge;
  totals.paymentsCents += paid;
  totals.outstandingCents += charge - paid;
}

function at<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function increase<Key>(map: Map<Key, number>, key: Key, by: number): void {
  map.set(key, (map.get(key) ?? 0) + by);
}
