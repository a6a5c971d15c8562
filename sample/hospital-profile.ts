import type { HospitalSpec } from '../model/spec';
import type { SampleDay, SamplePeriod } from './calendar';
import { SampleError } from './errors';

/** Size of a hospital of a sample, and what differs between hospitals. */
export interface HospitalProfile {
  readonly spec: HospitalSpec;
  readonly seed: number;
  readonly period: SamplePeriod;
  /** Position in the group, from 0. */
  readonly index: number;
  /** Patients and encounters on day 1. */
  readonly patients: number;
  readonly encounters: number;
  readonly providers: number;
  /** Every second hospital's claims files lack AdjudicationDate, so that a KPI is not computable there. */
  readonly hasAdjudicationDate: boolean;
  /** Every second hospital keeps procedure codes in an integer column: 00100 arrives as 100, codes with letters cannot occur. */
  readonly integerProcedureCodes: boolean;
}

/** Patients and encounters that each later day adds. */
export const NEW_PATIENTS_PER_DAY = 3;

/** @throws SampleError `SAMPLE_TOO_SMALL` */
export function hospitalProfile(
  spec: HospitalSpec,
  index: number,
  size: {
    readonly seed: number;
    readonly patients: number;
    readonly encounters: number;
    readonly period: SamplePeriod;
  },
): HospitalProfile {
  if (!(size.patients >= 50) || !(size.encounters >= 100))
    throw new SampleError('SAMPLE_TOO_SMALL', `got ${size.patients} patients and ${size.encounters} encounters`);
  const second = index % 2 === 1;
  return {
    ...size,
    spec,
    index,
    providers: second ? 30 : 25,
    hasAdjudicationDate: !second,
    integerProcedureCodes: second,
  };
}

/** Encounters that each later day brings: an average day's, but at least four. */
export function newEncountersPerDay({ encounters, period }: HospitalProfile): number {
  return Math.max(4, Math.round(encounters / (period.end - period.start + 1)));
}

/** How many patient numbers exist up to a day. */
export function patientNumbers(profile: HospitalProfile, day: SampleDay): number {
  return profile.patients + (day - 1) * NEW_PATIENTS_PER_DAY;
}

/** How many encounter numbers exist up to a day. */
export function encounterNumbers(profile: HospitalProfile, day: SampleDay): number {
  return profile.encounters + (day - 1) * newEncountersPerDay(profile);
}

/** Ids as the sources have them; they start the same in every hospital on purpose. */
export const IDS = {
  patient: (number: number) => `PAT${String(number).padStart(6, '0')}`,
  encounter: (number: number) => `ENC${String(number).padStart(6, '0')}`,
  transaction: (number: number) => `TRANS${String(number).padStart(6, '0')}`,
  claim: (number: number) => `CLAIM${String(number).padStart(6, '0')}`,
  provider: (number: number) => `PROV${String(number).padStart(4, '0')}`,
  department: (number: number) => `DEPT${String(number).padStart(3, '0')}`,
} as const;
