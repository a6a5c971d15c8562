import type { ITerraformDependable } from 'cdktf';
import type { LogicalType } from '../../model/types';
import type { MedallionDataset } from './medallion-dataset';

/** One argument, in the place in which a query gives it. */
export interface TableFunctionArgument {
  /** No column that the query reads may have this name: BigQuery would take the column. */
  readonly name: string;
  readonly type: LogicalType;
}

export interface TableFunctionProps {
  /** Letters, digits and underscores. */
  readonly functionId: string;
  readonly dataset: MedallionDataset;
  readonly arguments: readonly TableFunctionArgument[];
  /** One select, in BigQuery's SQL, with the project in every name. */
  readonly query: string;
  /** Whose rows it gives, for people. */
  readonly description: string;
  /** BigQuery reads the query when the function is made: the tables in it, and the grants that its maker needs for that. */
  readonly needs: readonly ITerraformDependable[];
}
