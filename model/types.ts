/** A value's type, independent of the engine. NUMERIC is exact decimal; TIMESTAMP is UTC with microseconds; codes are STRING. */
export type LogicalType = 'STRING' | 'INT64' | 'NUMERIC' | 'DATE' | 'TIMESTAMP' | 'BOOL';

/**
 * Class of a column for privacy. The first eighteen are the identifiers of the safe-harbour method, 45 CFR 164.514(b)(2)(i); `health` and
 * `payment` are about a person and identify nobody alone; `none` is not about a person. What each class means is `PHI_POLICY`.
 */
export const PHI_CLASSES = [
  'name',
  'geography',
  'date',
  'phone',
  'fax',
  'email',
  'ssn',
  'medical_record_number',
  'health_plan_number',
  'account_number',
  'certificate_number',
  'vehicle',
  'device',
  'url',
  'ip_address',
  'biometric',
  'photo',
  'other_unique_identifier',
  'health',
  'payment',
  'none',
] as const;
export type PhiClass = (typeof PHI_CLASSES)[number];

/** One column of a table, in any layer. */
export interface Column {
  /** snake_case, at most 63 characters. */
  readonly name: string;
  readonly type: LogicalType;
  /** Every column has a class: a table with an unclassed column does not compile. */
  readonly phi: PhiClass;
  /** One sentence for the data dictionary. */
  readonly description: string;
  /** A row without a value is an error. @default false */
  readonly required?: boolean;
  /**
   * What a key or time of class `none` reveals when somebody joins or compares it: the person of the row, or the day of a service.
   * Views for analysts leave the column out. @default nothing
   */
  readonly reveals?: 'person' | 'day';
  /**
   * Analysts see a keyed hash of the column, by which they can count and join the rows of one hospital. Only for a STRING whose class
   * has the mask `SHA256` in `PHI_POLICY`, in a table of gold with `hospital_id`. @default what the class says
   */
  readonly shownAs?: 'hashed';
  /** `usd`: an amount of money, rounded half up to cents and reconciled with the source. @default none */
  readonly unit?: 'usd' | 'days' | 'rows' | 'ratio';
}

/**
 * Whether a source must have a column.
 *
 * - `required`: every source has the column, and a row without a value is an error. Only what keys, days and money need.
 * - `optional`: a source may lack the column. It is then NULL, reports say who does not deliver it, and no KPI that needs it is computed there.
 */
export type Presence = 'required' | 'optional';

/** A column of a source entity: it also says how the source usually spells it. */
export interface EntityColumn extends Omit<Column, 'required'> {
  readonly presence: Presence;
  /** The source's column, unless the hospital's mapping names another. */
  readonly source: string;
  /**
   * Digits-only values shorter than this get leading zeros back: sources keep codes in integer columns (CPT 00100 arrives as 100).
   * @default no padding
   */
  readonly padTo?: number;
  /**
   * What the value identifies: joins compare its canonical form (see jobs/transform/canonical.ts), while each layer keeps it as delivered.
   * `id`: an id of the source, also where the source holds text in bytes. `icd10`, `cpt`: codes. @default none
   */
  readonly canonical?: 'id' | 'icd10' | 'cpt';
  /**
   * When the source wrote or changed the row, not what the row says: a change of it alone opens no version.
   * @default false
   */
  readonly bookkeeping?: boolean;
}

/** A row-level rule as data. A row passes only when the condition is TRUE; NULL fails, except in a column that may be NULL. */
export type QualityCheck =
  | {
      readonly kind: 'at_least';
      readonly column: string;
      readonly minimum: number;
      /** Rows with one of these values in this column may have less. @default every row is judged */
      readonly unless?: { readonly column: string; readonly values: readonly string[] };
    }
  | { readonly kind: 'one_of'; readonly column: string; readonly values: readonly string[] }
  | { readonly kind: 'pattern'; readonly column: string; readonly regex: string }
  | { readonly kind: 'not_before'; readonly column: string; readonly other: string }
  | { readonly kind: 'at_most_column'; readonly column: string; readonly other: string }
  /** A day, or the day of a time, from `earliest` (`EARLIEST_PLAUSIBLE_DATE`) to the day after the snapshot that brought the row. */
  | { readonly kind: 'plausible_date'; readonly column: string; readonly earliest?: string }
  /**
   * There is a value, also in an optional column: rows released from quarantine may lack it. Rows of a source that lacks the column pass.
   */
  | { readonly kind: 'present'; readonly column: string }
  /** The check digit of an NPI. A text that is not 10 digits passes: another rule asks for those. */
  | { readonly kind: 'npi_check_digit'; readonly column: string };

/**
 * Electronic claims began about then, and no open balance is that old: an earlier day of a service or payment is a mistyped year,
 * e.g. 1026 for 2026. One such date would move the months of every KPI.
 */
export const EARLIEST_PLAUSIBLE_DATE = '1990-01-01';

/** Nobody alive was born earlier. */
export const EARLIEST_PLAUSIBLE_BIRTH = '1900-01-01';

/** `error` sends the row to quarantine; `warning` stays on the row in `_warnings`. Missing required values and values of the wrong type are errors in every entity. */
export interface QualityRule {
  /** Unique in its entity, e.g. `amount_not_negative`. */
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly check: QualityCheck;
  readonly description: string;
}

/** What a source delivers and silver keeps: one definition gives landing, bronze, quarantine and silver their columns. */
export interface Entity {
  readonly name: string;
  readonly title: string;
  /** What one row stands for: `one row per claim`. */
  readonly grain: string;
  /** Who delivers it: each hospital's EMR, each hospital's files, or the group's reference files. See `asDelivered`. */
  readonly origin: 'emr' | 'feed' | 'reference';
  /**
   * Of a table of an EMR that a hospital delivers as files: whether each file holds every row, so that a row which it lacks has ended, or the
   * rows that are new or have changed. Its feed says it; the model itself never does.
   */
  readonly content?: 'full' | 'changes';
  /** The source's table, unless the mapping names another. */
  readonly source: string;
  /** Columns that identify a row within one hospital. With `hospital_id` they are the key of silver. */
  readonly key: readonly string[];
  /** Column whose value grows with each change; null: every run reads the whole table. */
  readonly cursor: string | null;
  readonly columns: readonly EntityColumn[];
  readonly quality: readonly QualityRule[];
}

/** The entities of a model: the base model's, and those that an environment adds. */
export interface Entities {
  /** In the order in which a reader meets them. */
  readonly entities: readonly Entity[];
}

/** The tables of gold of a model. */
export interface GoldTables {
  readonly gold: readonly TableDefinition[];
}

/** The dataset (schema) of a table: see `datasets.ts`. */
export type Layer = 'staging' | 'bronze' | 'quarantine' | 'silver' | 'gold' | 'ops';

/** A table in a warehouse. */
export interface TableDefinition {
  /** BigQuery dataset or DuckDB schema. */
  readonly dataset: string;
  readonly name: string;
  readonly layer: Layer;
  /** What one row stands for: `one row per claim`. */
  readonly grain: string;
  readonly columns: readonly Column[];
  /** Columns that identify a row; empty: an append-only log. */
  readonly key: readonly string[];
  /** Column (DATE or TIMESTAMP) by which BigQuery partitions. @default not partitioned */
  readonly partitionBy?: string;
  /**
   * What one partition holds. A job may write 4,000 partitions of a table: a table that is written whole, by the day of a service, has more
   * after eleven years. @default day
   */
  readonly partitionUnit?: 'day' | 'month';
  /** At most four columns; BigQuery leaves out blocks by the first of them that a statement compares with a constant. @default not clustered */
  readonly clusterBy?: readonly string[];
}
