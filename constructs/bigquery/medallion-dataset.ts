import { BigqueryDataset } from '@cdktf/provider-google/lib/bigquery-dataset';
import { Construct } from 'constructs';
import { dataClassLabel } from '../inputs/data-class';
import { type EncryptionKey, keyNameFor } from '../inputs/encryption-key';
import { dataLifecycle } from '../inputs/protection';
import { MEDALLION_DATASET_DEFAULTS, type MedallionDatasetProps } from './medallion-dataset-props';

/**
 * A BigQuery dataset of one layer: CMEK for what it holds, seven days of time travel. It has no `access` blocks: together with IAM
 * members they would differ on every plan for ever; members are on the list of grants.
 * @example
 * ```ts
 * new MedallionDataset(stack, 'bronze', {
 *   datasetId: 'bronze_hospital_a',
 *   location: 'us-central1',
 *   encryptionKey: {
 *     name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/bigquery',
 *     location: 'us-central1',
 *   },
 *   description: 'Change events of hospital-a',
 *   dataClass: 'phi',
 *   protection: 'protected',
 * });
 * ```
 * @throws ConstructError `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`
 */
export class MedallionDataset extends Construct {
  readonly dataset: BigqueryDataset;
  /** Key of the dataset, for its tables. */
  readonly encryptionKey: EncryptionKey;

  constructor(scope: Construct, id: string, props: MedallionDatasetProps) {
    super(scope, id);
    this.encryptionKey = props.encryptionKey;
    this.dataset = new BigqueryDataset(this, 'dataset', {
      datasetId: props.datasetId,
      location: props.location,
      description: props.description,
      defaultEncryptionConfiguration: { kmsKeyName: keyNameFor(props.encryptionKey, props.location) },
      maxTimeTravelHours: String(MEDALLION_DATASET_DEFAULTS.timeTravelHours),
      deleteContentsOnDestroy: props.protection === 'destroyable',
      labels: dataClassLabel(props.dataClass),
      lifecycle: dataLifecycle(props.protection),
    });
  }
}
