import type { TableDefinition } from '../../model/types';
import type { Protection } from '../inputs/protection';
import type { MedallionDataset } from './medallion-dataset';
import type { PhiTaxonomy } from './phi-taxonomy';

export interface ModelTableProps {
  readonly definition: TableDefinition;
  /** The table states the dataset's key as its own: without it, it is replaced on every plan. */
  readonly dataset: MedallionDataset;
  /** Taxonomy of the stack, made with every class of the table. */
  readonly taxonomy: PhiTaxonomy;
  readonly protection: Protection;
}
