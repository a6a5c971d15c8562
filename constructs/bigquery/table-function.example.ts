import type { TerraformStack } from 'cdktf';
import { MedallionDataset, TableFunction } from '../index';

/** Rows of a table that another stack has made, from a day on that the caller names. */
export function tableFunctionExample(stack: TerraformStack): TableFunction {
  const dataset = new MedallionDataset(stack, 'silver', {
    datasetId: 'silver',
    location: 'us-central1',
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/bigquery',
      location: 'us-central1',
    },
    description: 'Common data model with history',
    dataClass: 'phi',
    protection: 'protected',
  });
  return new TableFunction(stack, 'visits-since', {
    functionId: 'visits_since',
    dataset,
    arguments: [{ name: 'first_day', type: 'DATE' }],
    query: 'select visit_id from `sunrise-rcm-dev.silver.visits` where visit_date >= first_day',
    description: 'one row per visit from a day on',
    needs: [],
  });
}
