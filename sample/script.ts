/**
 * Scripted changes after day 1, so that even a small sample has every kind of change. Numbers are row numbers.
 * Many more changes come by chance: payments arrive, claims are decided, new patients come.
 */
export const SCRIPT = {
  encounters: {
    /** Day 2: another encounter type. */
    changed: [11, 22, 33],
    /** Never charged; gone on day 2. */
    deleted: [13, 26],
    /** Back on day 3. */
    returned: [13],
  },
  transactions: {
    /** Encounters whose second charge, without a claim, is gone on day 2: it was entered twice. */
    deleted: [17, 34],
    /** Back on day 3. */
    returned: [17],
    /** Encounters whose charge gets another visit type on day 2. */
    changed: [44, 55],
  },
  patients: {
    /** Day 2: another telephone number. */
    changed: [7, 8, 9],
    /** Day 3: the old number again. */
    changedBack: [7],
    /** Changed on day 1, committed after that day's extract: first seen on day 2. */
    changedLate: [10],
    /** The last ones, counted from the end: registered twice, never seen. The first of them (from the end) was changed last on day 1. */
    withoutEncounters: 4,
    /** Counted from the end (0 is the last): gone on day 2. */
    deletedFromEnd: [1, 2],
    /** Counted from the end: back on day 3. */
    returnedFromEnd: [1],
  },
  /** Day 2: works in another department. The table has no cursor, so this is seen by reading all of it. */
  providerMoved: 5,
  /** How many of day 2's new encounters happened on day 1 and were committed after that day's extract. */
  lateEncounters: 2,
} as const;

/** A defect or a rare case in an encounter's rows. */
export type Oddity =
  | 'negative_amount'
  | 'paid_before_service'
  | 'unknown_status'
  | 'credit_balance'
  | 'unknown_provider'
  | 'unknown_procedure';

const EVERY = 500;
const ODDITIES = new Map<number, Oddity>([
  [71, 'negative_amount'],
  [83, 'paid_before_service'],
  [97, 'unknown_status'],
  [61, 'credit_balance'],
  [211, 'credit_balance'],
  [67, 'unknown_provider'],
  [311, 'unknown_provider'],
  [79, 'unknown_procedure'],
]);

/** Chosen by number, so that a small sample has one of each. */
export function oddityOf(encounterNumber: number): Oddity | null {
  return ODDITIES.get(encounterNumber % EVERY) ?? null;
}
