import type { PhiTag } from '../../model/phi/tags';
import type { LogicalType } from '../../model/types';

/** How a reader without fine-grained access sees a column of a class. */
export type Masking =
  /** Nothing at all. */
  | 'ALWAYS_NULL'
  /** A hash: equal values stay equal, so that rows can still be counted and joined. */
  | 'SHA256'
  /** The year: 45 CFR 164.514(b)(2)(i)(C) removes all elements of dates but the year. */
  | 'DATE_YEAR_MASK';

/** Column types that BigQuery can mask so; it refuses the others. https://cloud.google.com/bigquery/docs/column-data-masking-intro */
export const MASKED_TYPES: Readonly<Record<Masking, readonly LogicalType[]>> = {
  ALWAYS_NULL: ['STRING', 'INT64', 'NUMERIC', 'DATE', 'TIMESTAMP', 'BOOL'],
  SHA256: ['STRING'],
  DATE_YEAR_MASK: ['DATE', 'TIMESTAMP'],
};

/**
 * Masking per tag; a tag that is not listed is hidden, not masked. Payment and health columns identify nobody alone and are what revenue
 * reports are made of: the readers of results get fine-grained access to them, and the mask is for whoever makes views and reads none.
 */
export const PHI_MASKING: Readonly<Partial<Record<PhiTag, Masking>>> = {
  name: 'ALWAYS_NULL',
  geography: 'ALWAYS_NULL',
  date: 'DATE_YEAR_MASK',
  birth_year: 'ALWAYS_NULL',
  phone: 'ALWAYS_NULL',
  fax: 'ALWAYS_NULL',
  email: 'ALWAYS_NULL',
  ssn: 'ALWAYS_NULL',
  medical_record_number: 'SHA256',
  health_plan_number: 'SHA256',
  account_number: 'SHA256',
  other_unique_identifier: 'ALWAYS_NULL',
  health: 'ALWAYS_NULL',
  payment: 'ALWAYS_NULL',
};

/** Tags of what is about a person and identifies nobody alone. */
export const SENSITIVE_TAGS: readonly PhiTag[] = ['health', 'payment'];

export interface PhiTaxonomyProps {
  /** Unique in project and region, e.g. `sunrise-prod`. */
  readonly displayName: string;
  readonly region: string;
  /** Tags of the columns: `phiTagsOf(tables)`. */
  readonly tags: readonly PhiTag[];
  /** Name of the data policy of a tag: one space per project and region. */
  readonly dataPolicyName: (tag: PhiTag) => string;
}
