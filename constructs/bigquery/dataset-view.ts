import { BigqueryTable } from '@cdktf/provider-google/lib/bigquery-table';
import { Construct } from 'constructs';
import { dataClassLabel } from '../inputs/data-class';
import type { DatasetViewProps } from './dataset-view-props';

/**
 * A view. It holds no rows, so it has neither a key, with which it would be replaced on every plan, nor protection: it can be made again.
 * Its columns are the query's; a schema of its own would only repeat them. What it may read is a grant, `view:…` in an `AccessList`.
 */
export class DatasetView extends Construct {
  readonly view: BigqueryTable;

  constructor(scope: Construct, id: string, props: DatasetViewProps) {
    super(scope, id);
    this.view = new BigqueryTable(this, 'view', {
      datasetId: props.dataset.dataset.datasetId,
      tableId: props.viewId,
      description: props.description,
      view: { query: props.query, useLegacySql: false },
      deletionProtection: false,
      labels: dataClassLabel(props.dataClass),
      dependsOn: [...props.needs],
    });
  }
}
