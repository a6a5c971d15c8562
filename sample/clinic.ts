import { type DayNumber, instantText, isoDate, weekday } from './calendar';
import { DEPARTMENTS, type Department, UNKNOWN_PROCEDURE, UNKNOWN_PROVIDER } from './codes';
import { type HospitalProfile, IDS, NEW_PATIENTS_PER_DAY, newEncountersPerDay } from './hospital-profile';
import { type Coverage, coverageOf, departmentOfProvider, type Fields } from './people';
import { Randomness } from './randomness';
import { type Oddity, oddityOf, SCRIPT } from './script';
import type { Timeline, Version } from './timeline';

/** One visit, with everything that its charges and claims copy from it. */
export interface Encounter {
  readonly number: number;
  readonly patientNumber: number;
  readonly coverage: Coverage;
  readonly day: DayNumber;
  /** First day whose extracts show it. Later than `day` when it was committed late. */
  readonly shownFrom: DayNumber;
  readonly type: string;
  /** Id without prefix; a few do not exist. */
  readonly providerId: string;
  readonly departmentId: string;
  readonly department: Department;
  readonly procedureCode: string;
  /** The last encounter of day 1: its rows were changed after all others of that day. */
  readonly isLastOfDayOne: boolean;
  readonly oddity: Oddity | null;
  readonly timeline: Timeline<Fields>;
}

const LATEST_SECOND = 81_000;

/** A time between 7:00 and 21:00, or 22:30 for the last row of day 1. */
export function timeOfChange(random: Randomness, day: DayNumber, isLast = false): string {
  return instantText(day, isLast ? LATEST_SECOND : random.whole(25_200, 75_600), random.whole(0, 999_999));
}

/** The encounter with a number; numbers follow the dates. */
export function encounterOf(profile: HospitalProfile, number: number): Encounter {
  const { seed, spec, encounters, patients, providers } = profile;
  const random = new Randomness(seed, spec.id, 'encounter', number);
  const isLastOfDayOne = number === encounters;
  const { day, shownFrom } = whenSeen(profile, number, random);
  const isNew = number > encounters;
  // The third of a later day's encounters is the first visit of one of that day's new patients.
  const isFirstVisit = isNew && (number - encounters - 1) % newEncountersPerDay(profile) === SCRIPT.lateEncounters;
  const laterDay = Math.ceil((number - encounters) / newEncountersPerDay(profile));
  const oddity = isNew || isLastOfDayOne ? null : oddityOf(number);
  const drawn = random.whole(1, patients - SCRIPT.patients.withoutEncounters);
  const anybody = isNew || isLastOfDayOne || oddity ? insuredFrom(profile, drawn) : drawn;
  const patientNumber = isFirstVisit ? patients + (laterDay - 1) * NEW_PATIENTS_PER_DAY + 1 : anybody;
  const providerNumber = random.whole(1, providers);
  const departmentNumber = departmentOfProvider(providerNumber);
  const department = DEPARTMENTS[departmentNumber - 1] ?? DEPARTMENTS[0];
  const drawnCode = procedureFor(department, profile.integerProcedureCodes, random);
  const rows = {
    type:
      department.name === 'Emergency'
        ? 'Emergency'
        : random.weighted([
            ['Outpatient', 0.5],
            ['Routine Checkup', 0.2],
            ['Inpatient', 0.15],
            ['Telemedicine', 0.15],
          ]),
    providerId: oddity === 'unknown_provider' ? UNKNOWN_PROVIDER : IDS.provider(providerNumber),
    departmentId: IDS.department(departmentNumber),
    procedureCode: oddity === 'unknown_procedure' ? UNKNOWN_PROCEDURE : drawnCode,
  };
  const written = timeOfChange(random, day, isLastOfDayOne);
  const fields: Fields = {
    encounter_id: IDS.encounter(number),
    patient_id: IDS.patient(patientNumber),
    encounter_date: isoDate(day),
    encounter_type: rows.type,
    provider_id: rows.providerId,
    department_id: rows.departmentId,
    procedure_code: rows.procedureCode,
    inserted_at: written,
    modified_at: written,
  };
  const timeline = [{ shownFrom, row: fields }, ...scriptedChanges(profile, number, fields, random)];
  const coverage = coverageOf(profile, patientNumber);
  return { number, patientNumber, coverage, day, shownFrom, department, ...rows, isLastOfDayOne, oddity, timeline };
}

/** This patient or one of the next: the scripted cases need a claim. */
function insuredFrom(profile: HospitalProfile, patientNumber: number): number {
  const last = profile.patients - SCRIPT.patients.withoutEncounters;
  for (let step = 0; step < last; step++) {
    const candidate = ((patientNumber - 1 + step) % last) + 1;
    if (coverageOf(profile, candidate).payer) return candidate;
  }
  return patientNumber;
}

function whenSeen({ encounters, period, ...profile }: HospitalProfile, number: number, random: Randomness) {
  const closing = period.closing(1);
  if (number > encounters) {
    const perDay = newEncountersPerDay({ encounters, period, ...profile });
    const shownFrom = closing + Math.ceil((number - encounters) / perDay);
    const isLate = number - encounters <= SCRIPT.lateEncounters;
    return { day: isLate ? closing : shownFrom, shownFrom };
  }
  if (number === encounters) return { day: closing, shownFrom: closing };
  const share = (number - 1 + random.next()) / encounters;
  const drawn = Math.min(closing, period.start + Math.floor(share * (closing - period.start + 1)));
  // Most weekend visits move to the Friday before.
  const pastFriday = weekday(drawn) === 6 ? 1 : weekday(drawn) === 0 ? 2 : 0;
  const day = random.chance(0.7) ? Math.max(period.start, drawn - pastFriday) : drawn;
  return { day, shownFrom: day };
}

/** The code as the hospital's column stores it: an integer column loses leading zeros and takes no letters. */
function procedureFor(department: Department, asInteger: boolean, random: Randomness): string {
  const code = random.pick(department.procedures);
  if (!asInteger) return code;
  const digitsOnly = /^[0-9]+$/.test(code) ? code : department.procedures[0];
  return String(Number(digitsOnly));
}

function scriptedChanges(
  { period }: HospitalProfile,
  number: number,
  fields: Fields,
  random: Randomness,
): Version<Fields>[] {
  const { changed, deleted, returned } = SCRIPT.encounters;
  const has = (numbers: readonly number[]) => numbers.includes(number);
  const [second, third] = [period.closing(2), period.closing(3)];
  const versions: Version<Fields>[] = [];
  if (has(changed)) {
    const other = fields['encounter_type'] === 'Inpatient' ? 'Outpatient' : 'Inpatient';
    const row = { ...fields, encounter_type: other, modified_at: timeOfChange(random, second) };
    versions.push({ shownFrom: second, row });
  }
  if (has(deleted)) versions.push({ shownFrom: second, row: null });
  if (has(returned)) {
    versions.push({ shownFrom: third, row: { ...fields, modified_at: timeOfChange(random, third) } });
  }
  return versions;
}
