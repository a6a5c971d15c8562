import type { TerraformStack } from 'cdktf';
import { MedallionDataset, ModelTable, PhiTaxonomy, TableFunction } from '../index';

/** A function on a table of the same stack: BigQuery reads the query when it creates the function, so the table comes first. */
export function tableFunctionOnTableExample(stack: TerraformStack): TableFunction {
  const dataset = new MedallionDataset(stack, 'gold', {
    datasetId: 'gold',
    location: 'us-central1',
    encryptionKey: {
      name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/bigquery',
      location: 'us-central1',
    },
    description: 'Facts and their totals',
    dataClass: 'deidentified',
    protection: 'protected',
  });
  const { table } = new ModelTable(stack, 'payments', {
    definition: {
      dataset: 'gold',
      name: 'payments',
      layer: 'gold',
      grain: 'one row per month',
      key: ['month'],
      columns: [{ name: 'month', type: 'STRING', phi: 'none', required: true, description: 'Month.' }],
    },
    dataset,
    taxonomy: new PhiTaxonomy(stack, 'phi', {
      displayName: 'sunrise-dev',
      region: 'us-central1',
      tags: [],
      dataPolicyName: (tag) => `sunrise_${tag}`,
    }),
    protection: 'protected',
  });
  return new TableFunction(stack, 'months-between', {
    functionId: 'months_between',
    dataset,
    arguments: [
      { name: 'first_month', type: 'STRING' },
      { name: 'last_month', type: 'STRING' },
    ],
    query: 'select month from `sunrise-rcm-dev.gold.payments` where month between first_month and last_month',
    description: 'one row per month',
    needs: [table],
  });
}
