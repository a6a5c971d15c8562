import type { ITerraformDependable } from 'cdktf';
import type { DataClass } from '../inputs/data-class';
import type { MedallionDataset } from './medallion-dataset';

export interface DatasetViewProps {
  /** Letters, digits and underscores. */
  readonly viewId: string;
  readonly dataset: MedallionDataset;
  /** One select, in BigQuery's SQL, with the project in every name. */
  readonly query: string;
  /** The grain, for people: one row per month. */
  readonly description: string;
  /** Class of the data in its rows. */
  readonly dataClass: DataClass;
  /** BigQuery runs the query once when the view is made: the tables that it reads, and the grants that its maker needs for that. */
  readonly needs: readonly ITerraformDependable[];
}
