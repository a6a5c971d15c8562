import { type DayNumber, isoDate } from './calendar';
import { type ClaimCourse, courseOfClaim } from './claims';
import { type Encounter, timeOfChange } from './clinic';
import type { Payer } from './codes';
import { type HospitalProfile, IDS } from './hospital-profile';
import { moneyText, type Payment, type Price, patientPayments, priceOf } from './money';
import type { Fields } from './people';
import type { Randomness } from './randomness';
import { SCRIPT } from './script';
import type { Timeline, Version } from './timeline';

/** A charge in the EMR. `fields` is the row; the other members are the same values, ready for arithmetic. */
export interface TransactionRow {
  readonly fields: Fields;
  readonly amountCents: number;
  readonly paidCents: number;
  readonly serviceDay: DayNumber;
  readonly paidDay: DayNumber | null;
}

/** A claim as one line of a claims file. */
export interface ClaimRow {
  readonly fields: Fields;
  readonly status: string;
  readonly claimCents: number;
  readonly paidCents: number;
  /** Deductible, coinsurance and copay; 0 until the payer reports them. */
  readonly patientCents: number;
  readonly claimDay: DayNumber;
  readonly serviceDay: DayNumber;
  /** null: undecided, or the hospital's files lack the column. */
  readonly adjudicatedDay: DayNumber | null;
}

/** A charge with its claim and its payments, before it is written as rows. */
interface Account {
  readonly profile: HospitalProfile;
  readonly encounter: Encounter;
  readonly number: number;
  readonly payer: Payer | null;
  readonly price: Price;
  /** null: the patient is self-pay, or the charge was a mistake and never claimed. */
  readonly course: ClaimCourse | null;
  readonly posted: DayNumber;
  readonly payments: readonly Payment[];
  readonly oddity: Encounter['oddity'];
}

/** A status that the quality rules reject. */
export const UNKNOWN_STATUS = 'Under Review';

const REFUSED_BILLED_TO_PATIENT = 0.6;

/**
 * One charge of an encounter, its payments and its claim.
 * @param isMistake entered twice: never claimed nor paid, deleted on day 2.
 */
export function openAccount(
  profile: HospitalProfile,
  encounter: Encounter,
  number: number,
  random: Randomness,
  isMistake: boolean,
): { readonly transaction: Timeline<TransactionRow>; readonly claim: Timeline<ClaimRow> | null } {
  const { coverage, department, day } = encounter;
  const smooth = encounter.oddity !== null || encounter.number >= profile.encounters;
  const posted = smooth || random.chance(0.8) ? day : day + 1;
  const price = priceOf(random, department, coverage.payer);
  const course = coverage.payer && !isMistake ? courseOfClaim(random, day, coverage.payer, price, smooth) : null;
  const payments = isMistake ? [] : paymentsOf(random, day, price, course, encounter.oddity);
  const lastDay = Math.max(
    posted,
    ...payments.map((each) => each.day),
    ...(course?.events ?? []).map((each) => each.day),
  );
  // A row with a deliberate defect never changes after day 1: a few new rows in quarantine would be a large share of a small day.
  const settled = lastDay <= profile.period.closing(1) && day > profile.period.start;
  const oddity = settled ? encounter.oddity : null;
  const account = { profile, encounter, number, payer: coverage.payer, price, course, posted, payments, oddity };
  return {
    transaction: transactionTimeline(account, random, isMistake),
    claim: course ? claimTimeline({ ...account, course }, random) : null,
  };
}

function paymentsOf(
  random: Randomness,
  service: DayNumber,
  price: Price,
  course: ClaimCourse | null,
  oddity: Encounter['oddity'],
): Payment[] {
  const approved = course?.events.find((event) => event.sharesKnown);
  const fromPayer = course?.payment ? [course.payment] : [];
  const share = approved ? price.allowed - price.payerPays : price.charge;
  // What the payer refused is billed to the patient more often than written off.
  const isBilled = !course || approved !== undefined || random.chance(REFUSED_BILLED_TO_PATIENT);
  const billed = approved?.day ?? course?.events.at(-1)?.day ?? service;
  const fromPatient = patientPayments(random, isBilled ? share : 0, billed);
  const payments = [...fromPayer, ...fromPatient].sort((one, other) => one.day - other.day);
  if (oddity !== 'credit_balance') return payments;
  const paid = payments.reduce((sum, each) => sum + each.cents, 0);
  const last = payments.at(-1)?.day ?? service;
  return [...payments, { day: last + 9, cents: price.charge - paid + random.whole(1_000, 8_000) }];
}

function transactionTimeline(account: Account, random: Randomness, isMistake: boolean): Timeline<TransactionRow> {
  const { profile, encounter, posted, payments } = account;
  const [second, third] = [profile.period.closing(2), profile.period.closing(3)];
  const includes = (numbers: readonly number[]) => numbers.includes(encounter.number);
  const recoded = includes(SCRIPT.transactions.changed) ? [second] : [];
  const days = new Set([posted, ...payments.map((each) => each.day), ...recoded]);
  const visitType =
    encounter.type === 'Emergency' ? 'Emergency' : random.pick(['Routine', 'Follow-up', 'Consultation']);
  const diagnosis = random.pick(encounter.department.diagnoses);
  const inserted = timeOfChange(random, posted, encounter.isLastOfDayOne);
  const rowFrom = (day: DayNumber, modified: string): TransactionRow => {
    const arrived = payments.filter((each) => each.day <= day);
    const type = recoded.some((each) => each <= day) ? 'Recheck' : visitType;
    return transactionRow(account, { arrived, visitType: type, diagnosis, inserted, modified });
  };
  const versions: Version<TransactionRow>[] = [];
  for (const day of [...days].sort((one, other) => one - other)) {
    if (day > third) break;
    const modified = day === posted ? inserted : timeOfChange(random, day);
    versions.push({ shownFrom: Math.max(day, encounter.shownFrom), row: rowFrom(day, modified) });
  }
  if (isMistake) versions.push({ shownFrom: second, row: null });
  if (isMistake && includes(SCRIPT.transactions.returned))
    versions.push({ shownFrom: third, row: rowFrom(third, timeOfChange(random, third)) });
  return versions;
}

function transactionRow(
  { encounter, number, payer, price, course, oddity }: Account,
  state: {
    readonly arrived: readonly Payment[];
    readonly visitType: string;
    readonly diagnosis: string;
    readonly inserted: string;
    readonly modified: string;
  },
): TransactionRow {
  const paidCents = state.arrived.reduce((sum, each) => sum + each.cents, 0);
  const paidOn = state.arrived.at(-1)?.day ?? null;
  const paidDay = paidOn !== null && oddity === 'paid_before_service' ? encounter.day - 1 : paidOn;
  const amountCents = oddity === 'negative_amount' ? -price.charge : price.charge;
  const { member } = encounter.coverage;
  const fields: Fields = {
    transaction_id: IDS.transaction(number),
    encounter_id: IDS.encounter(encounter.number),
    patient_id: IDS.patient(encounter.patientNumber),
    provider_id: encounter.providerId,
    department_id: encounter.departmentId,
    visit_date: isoDate(encounter.day),
    service_date: isoDate(encounter.day),
    paid_date: paidDay === null ? null : isoDate(paidDay),
    visit_type: state.visitType,
    amount: moneyText(amountCents),
    amount_type: payer === null ? 'Self-pay' : payer.lineOfBusiness === 'Commercial' ? 'Insurance' : payer.name,
    paid_amount: moneyText(paidCents),
    claim_id: course ? IDS.claim(number) : null,
    payer_id: payer?.name ?? null,
    procedure_code: encounter.procedureCode,
    icd_code: state.diagnosis,
    line_of_business: payer?.lineOfBusiness ?? 'Self-Pay',
    medicaid_id: payer?.lineOfBusiness === 'Medicaid' ? `MEDI${member}` : null,
    medicare_id: payer?.lineOfBusiness === 'Medicare' ? `MCARE${member}` : null,
    inserted_at: state.inserted,
    modified_at: state.modified,
  };
  return { fields, amountCents, paidCents, serviceDay: encounter.day, paidDay };
}

function claimTimeline(
  { profile, encounter, number, payer, price, course, oddity }: Account & { readonly course: ClaimCourse },
  random: Randomness,
): Timeline<ClaimRow> {
  const versions: Version<ClaimRow>[] = [];
  let inserted: string | null = null;
  for (const [index, event] of course.events.entries()) {
    if (event.day > profile.period.closing(3)) break;
    const modified = timeOfChange(random, event.day);
    inserted ??= modified;
    const isLast = index === course.events.length - 1;
    const status = isLast && oddity === 'unknown_status' ? UNKNOWN_STATUS : event.status;
    const adjudicatedDay = profile.hasAdjudicationDate ? event.adjudicated : null;
    const share = (cents: number) => (event.sharesKnown ? moneyText(cents) : null);
    const fields: Fields = {
      claim_id: IDS.claim(number),
      transaction_id: IDS.transaction(number),
      patient_id: IDS.patient(encounter.patientNumber),
      encounter_id: IDS.encounter(encounter.number),
      provider_id: encounter.providerId,
      department_id: encounter.departmentId,
      service_date: isoDate(encounter.day),
      claim_date: isoDate(course.submitted),
      adjudication_date: adjudicatedDay === null ? null : isoDate(adjudicatedDay),
      payer_id: payer?.name ?? null,
      claim_amount: moneyText(price.charge),
      paid_amount: moneyText(event.paid),
      claim_status: status,
      payer_type: payer?.type ?? null,
      deductible: share(price.deductible),
      coinsurance: share(price.coinsurance),
      copay: share(price.copay),
      inserted_at: inserted,
      modified_at: modified,
    };
    const row = {
      ...{ fields, status, claimCents: price.charge, paidCents: event.paid, adjudicatedDay },
      patientCents: event.sharesKnown ? price.deductible + price.coinsurance + price.copay : 0,
      ...{ claimDay: course.submitted, serviceDay: encounter.day },
    };
    versions.push({ shownFrom: event.day, row });
  }
  return versions;
}
