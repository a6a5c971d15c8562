import { BigqueryDataset } from '@cdktf/provider-google/lib/bigquery-dataset';
import { Construct } from 'constructs';
import { dataClassLabel } from './data-class';
import { MEDALLION_DATASET_DEFAULTS, type MedallionDatasetProps } from './medallion-dataset-props';
import { dataLifecycle } from './protection';

/**
 * A BigQuery dataset of one layer: CMEK for what it holds, seven days of time travel. It has no `access` blocks: together with IAM
 * members they would differ on every plan for ever; members are on the list of grants.
 */
export class MedallionDataset extends Construct {
  readonly dataset: BigqueryDataset;

  constructor(scope: Construct, id: string, props: MedallionDatasetProps) {
    super(scope, id);
    this.dataset = new BigqueryDataset(this, 'dataset', {
      datasetId: props.datasetId,
      location: props.location,
      description: props.description,
      defaultEncryptionConfiguration: { kmsKeyName: props.kmsKeyName },
      maxTimeTravelHours: String(MEDALLION_DATASET_DEFAULTS.timeTravelHours),
      deleteContentsOnDestroy: props.protection === 'destroyable',
      labels: dataClassLabel(props.dataClass),
      lifecycle: dataLifecycle(props.protection),
    });
  }
}
