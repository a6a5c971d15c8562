import type { DayNumber } from './calendar';
import type { Department, Payer } from './codes';
import type { Randomness } from './randomness';

/** Price of a service and who owes which part of it. All amounts in whole cents. */
export interface Price {
  /** Gross charge. */
  readonly charge: number;
  /** What the payer's contract allows of it. */
  readonly allowed: number;
  readonly deductible: number;
  readonly coinsurance: number;
  readonly copay: number;
  /** allowed - deductible - coinsurance - copay, never below 0. */
  readonly payerPays: number;
}

/** A payment on one day, in cents. */
export interface Payment {
  readonly day: DayNumber;
  readonly cents: number;
}

const SPREAD = 0.55;

/** Log-normal around the department's median; shares of the patient by the payer's terms. */
export function priceOf(random: Randomness, department: Department, payer: Payer | null): Price {
  const charge = Math.max(2_000, Math.round(department.medianCharge * Math.exp(SPREAD * random.normal())));
  if (!payer) return { charge, allowed: charge, deductible: 0, coinsurance: 0, copay: 0, payerPays: 0 };
  const [lowest, highest] = payer.allowed;
  const allowed = Math.round(charge * (lowest + random.next() * (highest - lowest)));
  const copay = Math.min(payer.copay, allowed);
  const owesDeductible = payer.type === 'Private' && random.chance(0.2);
  const deductible = owesDeductible ? Math.min(random.whole(2_000, 25_000), allowed - copay) : 0;
  const coinsurance = Math.round((allowed - copay - deductible) * payer.coinsurance);
  return { charge, allowed, deductible, coinsurance, copay, payerPays: allowed - copay - deductible - coinsurance };
}

/** What the patient pays of a debt from a day on: all at once, in instalments, a part of it or nothing. */
export function patientPayments(random: Randomness, owed: number, from: DayNumber): Payment[] {
  const firstDay = from + random.whole(3, 25);
  const habit = random.weighted([
    ['at once', 0.62],
    ['instalments', 0.22],
    ['in part', 0.06],
    ['never', 0.1],
  ]);
  const share = 0.2 + random.next() * 0.5;
  if (owed <= 0 || habit === 'never') return [];
  if (habit === 'at once') return [{ day: firstDay, cents: owed }];
  const part = Math.round(owed * share);
  if (habit === 'in part') return [{ day: firstDay, cents: part }];
  const payments = [
    { day: firstDay, cents: part },
    { day: firstDay + 30, cents: owed - part },
  ];
  return payments.filter((payment) => payment.cents > 0);
}

/** Cents as a decimal number with two places, e.g. `-12.30`. */
export function moneyText(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
