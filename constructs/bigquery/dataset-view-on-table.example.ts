import type { TerraformStack } from 'cdktf';
import { DatasetView, MedallionDataset, ModelTable, PhiTaxonomy } from '../index';

/** A view on a table of the same stack: BigQuery runs the query when it creates the view, so the table comes first. */
export function datasetViewOnTableExample(stack: TerraformStack): DatasetView {
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
  return new DatasetView(stack, 'months', {
    viewId: 'months',
    dataset,
    query: 'select month from `sunrise-rcm-dev.gold.payments`',
    description: 'one row per month',
    dataClass: 'deidentified',
    needs: [table],
  });
}
