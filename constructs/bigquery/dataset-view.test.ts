import { synthesizeConstruct } from '../../test/synthesized-stack';
import { DatasetView } from './dataset-view';
import { MedallionDataset } from './medallion-dataset';
import { ModelTable } from './model-table';
import { PhiTaxonomy } from './phi-taxonomy';

const synthesize = () =>
  synthesizeConstruct((stack) => {
    const dataset = (datasetId: string) =>
      new MedallionDataset(stack, datasetId, {
        datasetId,
        location: 'us-central1',
        encryptionKey: {
          name: 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/bigquery',
          location: 'us-central1',
        },
        description: datasetId,
        dataClass: 'deidentified',
        protection: 'protected',
      });
    const taxonomy = new PhiTaxonomy(stack, 'phi', {
      displayName: 'd',
      region: 'us-central1',
      tags: [],
      dataPolicyName: (tag) => tag,
    });
    const { table } = new ModelTable(stack, 'visits', {
      definition: { dataset: 'gold', name: 'visits', layer: 'gold', grain: 'visit', key: [], columns: [] },
      dataset: dataset('gold'),
      taxonomy,
      protection: 'protected',
    });
    new DatasetView(stack, 'visits-view', {
      viewId: 'visits',
      dataset: dataset('reporting'),
      query: 'select 1 as `one`',
      description: 'one row per visit',
      dataClass: 'deidentified',
      needs: [table],
    });
  });

it('is a query in standard SQL, after the tables that it reads', () => {
  const view = synthesize()
    .resources('google_bigquery_table')
    .find(({ attributes }) => 'view' in attributes)?.attributes;
  expect(view).toMatchObject({
    table_id: 'visits',
    view: { query: 'select 1 as `one`', use_legacy_sql: false },
    deletion_protection: false,
    labels: { data_class: 'deidentified' },
    depends_on: [expect.stringContaining('google_bigquery_table.visits_table')],
  });
  // Either would replace or change it on every plan.
  expect(view).not.toHaveProperty('encryption_configuration');
  expect(view).not.toHaveProperty('schema');
});
