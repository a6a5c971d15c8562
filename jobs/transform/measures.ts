/** Aggregates over a group of fact rows, by name. A sum is 0, not NULL, when no row of the group counts. */
export type Measures = Readonly<Record<string, string>>;

const sumWhere = (condition: string, value: string) => `sum(case when ${condition} then ${value} else 0 end)`;

/** Over fact_transactions. charges - payments = outstanding - credit_balance. */
export const TRANSACTION_MEASURES: Measures = {
  transactions: 'count(*)',
  charges: 'sum(amount)',
  payments: 'sum(paid_amount)',
  outstanding: sumWhere('balance > 0', 'balance'),
  credit_balance: sumWhere('balance < 0', '0 - balance'),
};

const standing = (condition: string) => `not is_reversed and ${condition}`;
const claimsIn = (status: string) => sumWhere(standing(`claim_status = '${status}'`), '1');

/** BOOL of a claim of fact_claims: the payer decided on it, and it was not taken back since. */
export const IS_ADJUDICATED = standing("claim_status in ('Approved', 'Paid', 'Denied')");

/** Over fact_claims. A claim that was taken back counts among the claims and in no other figure but its own. */
export const CLAIM_MEASURES: Measures = {
  claims: 'count(*)',
  claims_approved: claimsIn('Approved'),
  claims_paid: claimsIn('Paid'),
  claims_denied: claimsIn('Denied'),
  claims_rejected: claimsIn('Rejected'),
  claims_pending: claimsIn('Pending'),
  claims_reversed: sumWhere('is_reversed', '1'),
  claimed_amount: sumWhere('not is_reversed', 'claim_amount'),
  claim_payments: sumWhere('not is_reversed', 'paid_amount'),
  claims_outstanding: sumWhere(
    standing("claim_status in ('Pending', 'Approved') and claim_amount > paid_amount"),
    'claim_amount - paid_amount',
  ),
  adjudicated_amount: sumWhere(IS_ADJUDICATED, 'claim_amount'),
  denied_amount: sumWhere(standing("claim_status = 'Denied'"), 'claim_amount'),
};

/** Over fact_encounters. A patient counts once in a group, so patients of several groups do not add up. */
export const ENCOUNTER_MEASURES: Measures = {
  encounters: 'count(*)',
  patients: 'count(distinct patient_id)',
};
