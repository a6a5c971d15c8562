import type { PhiClass } from '../model/types';

/** How a reader without fine-grained access sees a column of a class. */
export type Masking =
  /** Nothing at all. */
  | 'ALWAYS_NULL'
  /** A hash: equal values stay equal, so that rows can still be counted and joined. */
  | 'SHA256'
  /** The year: 45 CFR 164.514(b)(2)(i)(C) removes all elements of dates but the year. */
  | 'DATE_YEAR_MASK';

/**
 * Masking per class; a class that is not listed is hidden, not masked. Payment and health columns identify nobody alone and are what
 * revenue reports are made of: they have a tag, and the readers of results get fine-grained access to it.
 */
export const PHI_MASKING: Readonly<Partial<Record<PhiClass, Masking>>> = {
  name: 'ALWAYS_NULL',
  geography: 'ALWAYS_NULL',
  date: 'DATE_YEAR_MASK',
  phone: 'ALWAYS_NULL',
  fax: 'ALWAYS_NULL',
  email: 'ALWAYS_NULL',
  ssn: 'ALWAYS_NULL',
  medical_record_number: 'SHA256',
  health_plan_number: 'SHA256',
  account_number: 'SHA256',
  other_unique_identifier: 'ALWAYS_NULL',
};

/** Classes about a person that identify nobody alone. */
export const SENSITIVE_CLASSES: readonly PhiClass[] = ['health', 'payment'];

export interface PhiTaxonomyProps {
  /** Unique in project and region, e.g. `sunrise-prod`. */
  readonly displayName: string;
  readonly region: string;
  /** Classes of the columns that will be tagged; `none` needs no tag. */
  readonly classes: readonly PhiClass[];
  /** Name of the data policy of a class: one space per project and region. */
  readonly dataPolicyName: (phiClass: PhiClass) => string;
}
