import type { LogicalType, PhiClass } from '../types';

/**
 * What a column about a person holds: its class, or a year of birth. That is of class `date` and a whole number, and it is the only
 * year that says how old somebody is.
 */
export type PhiTag = Exclude<PhiClass, 'none'> | 'birth_year';

/**
 * How a column reaches the views for analysts:
 * `plain`: as it is; `year`: the year of a day or time; `birth_year`: the year, the same one for everybody older than
 * `OLDEST_REPORTED_AGE`; `hashed`: a keyed hash, which a column asks for with `shownAs`; `left_out`: the views lack it.
 */
export type Treatment = 'plain' | 'year' | 'birth_year' | 'hashed' | 'left_out';

/** Ages over 89 are reported only as 90 or older: 45 CFR 164.514(b)(2)(i)(C). Years. */
export const OLDEST_REPORTED_AGE = 89;

/** What BigQuery shows instead of the value to an account with masked access. */
export type Masking =
  /** NULL. */
  | 'ALWAYS_NULL'
  /** A hash without a key: equal values stay equal, so that rows can be counted and joined. */
  | 'SHA256'
  /** The year: 45 CFR 164.514(b)(2)(i)(C) removes all elements of dates but the year. */
  | 'DATE_YEAR_MASK';

/** Column types that BigQuery masks so; it refuses the others. https://cloud.google.com/bigquery/docs/column-data-masking-intro */
export const MASKED_TYPES: Readonly<Record<Masking, readonly LogicalType[]>> = {
  ALWAYS_NULL: ['STRING', 'INT64', 'NUMERIC', 'DATE', 'TIMESTAMP', 'BOOL'],
  SHA256: ['STRING'],
  DATE_YEAR_MASK: ['DATE', 'TIMESTAMP'],
};

/** What one class of columns means for privacy. */
export interface PhiPolicy {
  /** The value as it is can say who the person is: an identifier of the safe-harbour method, 45 CFR 164.514(b)(2)(i). */
  readonly identifies: boolean;
  /** How analysts see it. */
  readonly treatment: Treatment;
  /** What masked access shows; null: masked access is not possible, the column is refused. */
  readonly mask: Masking | null;
  /** Few or well-known values: hashing all of them shows which hash is whose, so that a hash hides nothing. */
  readonly guessable: boolean;
}

const hidden = { identifies: true, treatment: 'left_out', mask: null, guessable: false } as const;
const erased = { ...hidden, mask: 'ALWAYS_NULL' } as const;
const guessable = { ...erased, guessable: true } as const;
const number = { ...hidden, mask: 'SHA256' } as const;
/** About the person, and what revenue reports are built from. The mask is for the account that creates the views and reads none. */
const sensitive = { identifies: false, treatment: 'plain', mask: 'ALWAYS_NULL', guessable: true } as const;

/**
 * What each class means: the one place that says so. The views, the policy tags and their masks, the grants on them, the compliance
 * rules, the access matrix and the lineage all read this table.
 */
export const PHI_POLICY: Readonly<Record<PhiTag | 'none', PhiPolicy>> = {
  name: guessable,
  geography: guessable,
  date: { ...guessable, treatment: 'year', mask: 'DATE_YEAR_MASK' },
  // A year identifies nobody up to the age of 89. The column holds older people's too, so it counts as an identifier until a view has
  // put those together.
  birth_year: { ...guessable, treatment: 'birth_year' },
  phone: guessable,
  fax: guessable,
  email: erased,
  ssn: guessable,
  medical_record_number: number,
  health_plan_number: number,
  account_number: number,
  certificate_number: hidden,
  vehicle: hidden,
  device: hidden,
  url: hidden,
  ip_address: hidden,
  biometric: hidden,
  photo: hidden,
  other_unique_identifier: erased,
  health: sensitive,
  payment: sensitive,
  none: { identifies: false, treatment: 'plain', mask: null, guessable: false },
};

/**
 * How a reader of the views must be able to read the column: BigQuery asks who runs the query, also where a view reads the column.
 * The birth year is read in clear text because BigQuery masks no whole number to a year. A hash is made from what the mask leaves.
 */
export const TREATMENT_ACCESS: Readonly<Record<Treatment, 'plain' | 'masked' | 'none'>> = {
  plain: 'plain',
  year: 'masked',
  birth_year: 'plain',
  hashed: 'masked',
  left_out: 'none',
};
