import { BigqueryTable } from '@cdktf/provider-google/lib/bigquery-table';
import { Construct } from 'constructs';
import { dataClassLabel } from '../inputs/data-class';
import type { DatasetViewProps } from './dataset-view-props';

/**
 * A view. It holds no rows, so it needs neither a key (which would replace it on every plan) nor protection.
 * Its columns are the query's; a schema of its own would only repeat them. What it may read is a grant, `view:…` in an `AccessList`.
 * @example
 * ```ts
 * const dataset = new MedallionDataset(stack, 'reporting', {
 *   datasetId: 'reporting',
 *   location: 'us-central1',
 *   encryptionKey: {
 *     name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/bigquery',
 *     location: 'us-central1',
 *   },
 *   description: 'Views that identify nobody',
 *   dataClass: 'deidentified',
 *   protection: 'protected',
 * });
 * new DatasetView(stack, 'monthly-payments', {
 *   viewId: 'monthly_payments',
 *   dataset,
 *   query: 'select month, sum(paid) as paid from `sunrise-rcm-dev.gold.payments` group by month',
 *   description: 'one row per month',
 *   dataClass: 'deidentified',
 *   needs: [],
 * });
 * ```
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
