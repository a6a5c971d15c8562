import type { CLAIM_STATUSES } from '../model/tables/claims';
import type { DayNumber } from './calendar';
import type { Payer } from './codes';
import type { Payment, Price } from './money';
import type { Randomness } from './randomness';

export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

/** A claim's state from a day on; each is a row of the claims file of its month. */
export interface ClaimEvent {
  readonly day: DayNumber;
  readonly status: ClaimStatus;
  /** Day of the payer's decision; null while there is none. */
  readonly adjudicated: DayNumber | null;
  /** Cents. */
  readonly paid: number;
  /** Whether the payer has reported what the patient owes: only with an approval. */
  readonly sharesKnown: boolean;
}

/** Everything that happens to a claim, in order, and the payer's payment if there is one. */
export interface ClaimCourse {
  readonly submitted: DayNumber;
  readonly events: readonly ClaimEvent[];
  readonly payment: Payment | null;
}

/** Shares of all claims. */
const REJECTED = 0.05;
const RESUBMITTED_OF_REJECTED = 0.7;
const OVERTURNED_OF_DENIED = 0.35;
/** Shares of the favourable decisions: the status stays Approved; changes from Approved to Paid; the rest is Paid at once. */
const STAYS_APPROVED = 0.3;
const APPROVED_FIRST = 0.25;

/**
 * Submitted 1 to 14 days after the service, decided 10 to 60 days later. A rejected claim came back before a decision and may be sent
 * again; a denied one may be appealed. The period's end plays no part here: an extract lacks what happened after it.
 * @param smooth submitted the next day, never rejected, never denied.
 */
export function courseOfClaim(
  random: Randomness,
  service: DayNumber,
  payer: Payer,
  price: Price,
  smooth: boolean,
): ClaimCourse {
  const submitted = service + (smooth ? 1 : random.whole(1, 14));
  const state = (day: DayNumber, status: ClaimStatus, adjudicated: DayNumber | null = null): ClaimEvent => ({
    ...{ day, status, adjudicated, paid: 0, sharesKnown: false },
  });
  const events = [state(submitted, 'Pending')];
  let sent = submitted;
  const rejectedAfter = random.whole(1, 3);
  const sentAgainAfter = random.whole(4, 12);
  if (random.chance(REJECTED) && !smooth) {
    events.push(state(submitted + rejectedAfter, 'Rejected'));
    if (!random.chance(RESUBMITTED_OF_REJECTED)) return { submitted, events, payment: null };
    sent = submitted + rejectedAfter + sentAgainAfter;
    events.push(state(sent, 'Pending'));
  }
  // Most decisions come early, a tail late.
  let decided = sent + 10 + Math.floor(51 * random.next() ** 1.7);
  if (random.chance(payer.denies) && !smooth) {
    events.push(state(decided, 'Denied', decided));
    if (!random.chance(OVERTURNED_OF_DENIED)) return { submitted, events, payment: null };
    decided += random.whole(30, 75);
  }
  const approve = (day: DayNumber, status: ClaimStatus, paid: number) =>
    events.push({ ...state(day, status, decided), paid, sharesKnown: true });
  const style = random.next();
  const paidOn = decided + random.whole(3, 20);
  if (price.payerPays === 0) approve(decided, 'Approved', 0);
  else if (style < STAYS_APPROVED) approve(decided, 'Approved', price.payerPays);
  else if (style < STAYS_APPROVED + APPROVED_FIRST) {
    approve(decided, 'Approved', 0);
    approve(paidOn, 'Paid', price.payerPays);
  } else approve(decided, 'Paid', price.payerPays);
  const last = events.at(-1)?.day ?? decided;
  return { submitted, events, payment: price.payerPays > 0 ? { day: last, cents: price.payerPays } : null };
}
