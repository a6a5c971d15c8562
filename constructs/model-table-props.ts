import type { BigqueryDataset } from '@cdktf/provider-google/lib/bigquery-dataset';
import type { TableDefinition } from '../model/types';
import type { PhiTaxonomy } from './phi-taxonomy';
import type { Protection } from './protection';

export interface ModelTableProps {
  readonly definition: TableDefinition;
  readonly dataset: BigqueryDataset;
  /** Taxonomy of the stack, made with every class of the table. */
  readonly taxonomy: PhiTaxonomy;
  /** Full resource name of the dataset's key: a table without its own statement of it is replaced on every plan. */
  readonly kmsKeyName: string;
  readonly protection: Protection;
}
