import { type ClaimRow, openAccount, type TransactionRow } from './account';
import { type Encounter, encounterOf } from './clinic';
import type { HospitalProfile } from './hospital-profile';
import { Randomness } from './randomness';
import { SCRIPT } from './script';
import type { Timeline } from './timeline';

/** An encounter with its charges, claims and payments. */
export interface Episode {
  readonly encounter: Encounter;
  readonly transactions: readonly Timeline<TransactionRow>[];
  readonly claims: readonly Timeline<ClaimRow>[];
}

/** Assigns transaction numbers: an encounter has none, one or two. */
export interface TransactionNumbers {
  next: number;
}

/** The episode of an encounter. Called for 1, 2, 3 ... in turn with the same `numbers`. */
export function episodeOf(profile: HospitalProfile, number: number, numbers: TransactionNumbers): Episode {
  const encounter = encounterOf(profile, number);
  const random = new Randomness(profile.seed, profile.spec.id, 'episode', number);
  const transactions: Timeline<TransactionRow>[] = [];
  const claims: Timeline<ClaimRow>[] = [];
  const enteredTwice = SCRIPT.transactions.deleted.some((each) => each === number);
  for (let charge = 0; charge < numberOfCharges(profile, encounter, random); charge++) {
    const account = openAccount(profile, encounter, numbers.next++, random, enteredTwice && charge === 1);
    transactions.push(account.transaction);
    if (account.claim) claims.push(account.claim);
  }
  return { encounter, transactions, claims };
}

function numberOfCharges({ encounters }: HospitalProfile, { number, oddity }: Encounter, random: Randomness): number {
  const drawn = random.weighted([
    [1, 0.88],
    [0, 0.04],
    [2, 0.08],
  ]);
  if (SCRIPT.encounters.deleted.some((each) => each === number)) return 0;
  if (SCRIPT.transactions.deleted.some((each) => each === number)) return 2;
  const needsOne = oddity || number >= encounters || SCRIPT.transactions.changed.some((each) => each === number);
  return needsOne ? 1 : drawn;
}
