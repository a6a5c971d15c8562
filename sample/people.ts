import { en, Faker } from '@faker-js/faker';
import type { DayNumber } from './calendar';
import { dayNumber, instantText, isoDate } from './calendar';
import { COMMERCIAL_PAYERS, DEPARTMENTS, MEDICAID, MEDICARE, type Payer } from './codes';
import { type HospitalProfile, IDS, NEW_PATIENTS_PER_DAY } from './hospital-profile';
import { npiOf } from './npi';
import { Randomness } from './randomness';
import { SCRIPT } from './script';
import type { Timeline, Version } from './timeline';

/** A row of the extracts by the model's column names, as text; null is NULL. */
export type Fields = Readonly<Record<string, string | null>>;

/** How a patient is insured; the same for all of the patient's visits. */
export interface Coverage {
  readonly birthDay: DayNumber;
  /** null: self-pay. */
  readonly payer: Payer | null;
  /** Digits of the member number. */
  readonly member: string;
}

const REFERENCE_DAY = dayNumber('2024-07-01');
const DAYS_PER_YEAR = 365.25;

/** From 65 on mostly Medicare; before that by chance. */
export function coverageOf({ seed, spec }: HospitalProfile, patientNumber: number): Coverage {
  const random = new Randomness(seed, spec.id, 'coverage', patientNumber);
  const age = random.chance(0.3) ? random.whole(65, 92) : random.whole(0, 64);
  const birthDay = REFERENCE_DAY - Math.floor((age + random.next()) * DAYS_PER_YEAR);
  const selfPay = random.chance(0.06);
  const medicare = age >= 65 && random.chance(0.93);
  const medicaid = random.chance(0.2);
  const commercial = random.pick(COMMERCIAL_PAYERS);
  const payer = selfPay ? null : medicare ? MEDICARE : medicaid ? MEDICAID : commercial;
  return { birthDay, payer, member: String(random.whole(10_000_000, 99_999_999)) };
}

/** The stream of the row being written: what Faker draws for a row depends on the row alone. */
let stream = new Randomness('no row yet');
/** One for all rows: making a Faker costs more than making a patient. */
const FAKER = new Faker({ locale: en, randomizer: { next: () => stream.next(), seed: () => {} } });

/** One patient's versions. Social security numbers start with 9 and telephone numbers with 555-01: these are never assigned. */
export function patientTimeline(profile: HospitalProfile, number: number): Timeline<Fields> {
  const { seed, spec, period, patients } = profile;
  stream = new Randomness(seed, spec.id, 'patient', number);
  const random = stream;
  const sex = random.chance(0.52) ? 'female' : 'male';
  const phone = () => `(${random.whole(201, 989)}) 555-01${String(random.whole(0, 99)).padStart(2, '0')}`;
  const at = (day: DayNumber, second = random.whole(25_200, 75_600)) =>
    instantText(day, second, random.whole(0, 999_999));
  const isNew = number > patients;
  const closing = period.closing(1);
  const created = isNew
    ? closing + Math.ceil((number - patients) / NEW_PATIENTS_PER_DAY)
    : random.whole(period.start - 365, closing - 1);
  const middle = random.next();
  const fields: Fields = {
    patient_id: IDS.patient(number),
    first_name: FAKER.person.firstName(sex),
    last_name: FAKER.person.lastName(),
    // Some sources keep apart that there is none ('') and that it is unknown (NULL).
    middle_name: middle < 0.1 ? null : middle < 0.2 ? '' : FAKER.string.alpha({ length: 1, casing: 'upper' }),
    ssn: `9${random.whole(10, 99)}-${random.whole(10, 99)}-${random.whole(1000, 9999)}`,
    phone_number: random.chance(0.03) ? null : phone(),
    gender: sex === 'female' ? 'Female' : 'Male',
    date_of_birth: isoDate(coverageOf(profile, number).birthDay),
    address: `${FAKER.location.streetAddress()}, ${FAKER.location.city()}, ${FAKER.location.state({ abbreviated: true })} ${FAKER.location.zipCode('#####')}`,
    // The last change before the first extract, later than anything that was committed late.
    modified_at: number === patients ? at(closing, 81_000) : at(created),
  };
  const shownFrom = number === patients ? closing : created;
  return [{ shownFrom, row: fields }, ...scriptedChanges(profile, number, fields, phone, at)];
}

function scriptedChanges(
  { patients, period }: HospitalProfile,
  number: number,
  fields: Fields,
  phone: () => string,
  at: (day: DayNumber, second?: number) => string,
): Version<Fields>[] {
  const [first, second, third] = [period.closing(1), period.closing(2), period.closing(3)];
  const { changed, changedBack, changedLate, deletedFromEnd, returnedFromEnd } = SCRIPT.patients;
  const has = (numbers: readonly number[], wanted: number) => numbers.includes(wanted);
  const versions: Version<Fields>[] = [];
  if (has(changed, number) || has(changedLate, number)) {
    const modified = has(changedLate, number) ? at(first, 43_200) : at(second);
    versions.push({ shownFrom: second, row: { ...fields, phone_number: phone(), modified_at: modified } });
  }
  if (has(changedBack, number)) versions.push({ shownFrom: third, row: { ...fields, modified_at: at(third) } });
  if (has(deletedFromEnd, patients - number)) versions.push({ shownFrom: second, row: null });
  if (has(returnedFromEnd, patients - number))
    versions.push({ shownFrom: third, row: { ...fields, modified_at: at(third) } });
  return versions;
}

/** The department a provider works in on day 1, from 1. Every department has at least one provider. */
export function departmentOfProvider(providerNumber: number): number {
  return ((providerNumber - 1) % DEPARTMENTS.length) + 1;
}

/** One provider's versions; the id lacks the hospital's prefix: extracts add it, and the mapping removes it. */
export function providerTimeline(profile: HospitalProfile, number: number): Timeline<Fields> {
  const { seed, spec, period, index } = profile;
  stream = new Randomness(seed, spec.id, 'provider', number);
  const departmentNumber = departmentOfProvider(number);
  const fields: Fields = {
    provider_id: IDS.provider(number),
    first_name: FAKER.person.firstName(),
    last_name: FAKER.person.lastName(),
    specialization: DEPARTMENTS[departmentNumber - 1]?.specialization ?? null,
    department_id: IDS.department(departmentNumber),
    npi: npiOf(10_000_000 + index * 1_000_000 + number * 37),
  };
  const moved = { ...fields, department_id: IDS.department((departmentNumber % DEPARTMENTS.length) + 1) };
  return [
    { shownFrom: period.start, row: fields },
    ...(number === SCRIPT.providerMoved ? [{ shownFrom: period.closing(2), row: moved }] : []),
  ];
}

/** The departments; they never change. */
export function departmentTimeline({ period }: HospitalProfile, number: number): Timeline<Fields> {
  const row = { department_id: IDS.department(number), name: DEPARTMENTS[number - 1]?.name ?? null };
  return [{ shownFrom: period.start, row }];
}
