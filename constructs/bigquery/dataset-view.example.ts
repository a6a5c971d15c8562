import type { TerraformStack } from 'cdktf';
import { DatasetView, MedallionDataset } from '../index';

/** Monthly totals of a gold table that another stack has made, for people who may not read the table. */
export function datasetViewExample(stack: TerraformStack): DatasetView {
  const dataset = new MedallionDataset(stack, 'reporting', {
    datasetId: 'reporting',
    location: 'us-central1',
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/bigquery',
      location: 'us-central1',
    },
    description: 'Views that identify nobody',
    dataClass: 'deidentified',
    protection: 'protected',
  });
  return new DatasetView(stack, 'monthly-payments', {
    viewId: 'monthly_payments',
    dataset,
    query: 'select month, sum(paid) as paid from `sunrise-rcm-dev.gold.payments` group by month',
    description: 'one row per month',
    dataClass: 'deidentified',
    needs: [],
  });
}
