import type { DataClass } from '../inputs/data-class';
import type { EncryptionKey } from '../inputs/encryption-key';
import type { Protection } from '../inputs/protection';

/** Read by the construct, its test and the docs. 168 hours is the longest that BigQuery goes back. */
export const MEDALLION_DATASET_DEFAULTS = { timeTravelHours: 168 } as const;

export interface MedallionDatasetProps {
  /** Letters, digits and underscores, e.g. `bronze_hospital_a`. */
  readonly datasetId: string;
  readonly location: string;
  /** In `location`; the dataset's tables have it too. */
  readonly encryptionKey: EncryptionKey;
  /** What is in it, for people. */
  readonly description: string;
  readonly dataClass: DataClass;
  readonly protection: Protection;
}
