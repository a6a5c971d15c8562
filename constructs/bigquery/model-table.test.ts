import type { TerraformStack } from 'cdktf';
import type { PhiTag } from '../../model/phi/policy';
import type { TableDefinition } from '../../model/types';
import { KEY } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { MedallionDataset } from './medallion-dataset';
import { ModelTable } from './model-table';
import { PhiTaxonomy } from './phi-taxonomy';

const VISITS: TableDefinition = {
  dataset: 'silver',
  name: 'visits',
  layer: 'silver',
  grain: 'one row per visit',
  key: ['visit_id'],
  partitionBy: 'visit_date',
  clusterBy: ['visit_id'],
  columns: [
    { name: 'visit_id', type: 'STRING', phi: 'account_number', required: true, description: 'Visit.' },
    { name: 'visit_date', type: 'DATE', phi: 'date', description: 'Day.' },
    { name: 'amount', type: 'NUMERIC', phi: 'payment', description: 'Amount.' },
    { name: 'birth_year', type: 'INT64', phi: 'date', description: 'Year.' },
    { name: 'lines', type: 'INT64', phi: 'none', description: 'Lines.' },
    { name: 'is_open', type: 'BOOL', phi: 'none', description: 'Open.' },
  ],
};

function build(stack: TerraformStack, tags: PhiTag[], definition = VISITS) {
  const taxonomy = new PhiTaxonomy(stack, 'phi', {
    displayName: 'sunrise-dev',
    region: 'us-central1',
    tags,
    dataPolicyName: (tag) => `sunrise_dev_${tag}`,
  });
  const dataset = new MedallionDataset(stack, 'silver', {
    datasetId: 'silver',
    location: 'us-central1',
    encryptionKey: KEY,
    description: 'History',
    dataClass: 'phi',
    protection: 'protected',
  });
  new ModelTable(stack, 'visits', { definition, dataset, taxonomy, protection: 'protected' });
}
const synthesize = (
  tags: PhiTag[] = ['account_number', 'date', 'birth_year', 'payment'],
  definition?: TableDefinition,
) => synthesizeConstruct((stack) => build(stack, tags, definition));

it('spells types as the API gives them back and tags the PHI columns, and only those', () => {
  const { schema } = synthesize().only('google_bigquery_table') as { schema: string };
  expect(JSON.parse(schema)).toEqual([
    {
      name: 'visit_id',
      type: 'STRING',
      mode: 'REQUIRED',
      description: 'Visit.',
      policyTags: {
        names: [expect.stringMatching(/^\$\{google_data_catalog_policy_tag\.phi_class-account_number_\w+\.name\}$/)],
      },
    },
    {
      name: 'visit_date',
      type: 'DATE',
      mode: 'NULLABLE',
      description: 'Day.',
      policyTags: { names: [expect.stringContaining('class-date')] },
    },
    {
      name: 'amount',
      type: 'NUMERIC',
      mode: 'NULLABLE',
      description: 'Amount.',
      policyTags: { names: [expect.stringContaining('class-payment')] },
    },
    {
      name: 'birth_year',
      type: 'INTEGER',
      mode: 'NULLABLE',
      description: 'Year.',
      policyTags: { names: [expect.stringContaining('class-birth_year')] },
    },
    { name: 'lines', type: 'INTEGER', mode: 'NULLABLE', description: 'Lines.' },
    { name: 'is_open', type: 'BOOLEAN', mode: 'NULLABLE', description: 'Open.' },
  ]);
});

it('states the key of its dataset as its own, partitions, clusters and protection', () => {
  expect(synthesize().only('google_bigquery_table')).toMatchObject({
    encryption_configuration: { kms_key_name: KEY.name },
    deletion_protection: true,
    lifecycle: { prevent_destroy: true },
    time_partitioning: { type: 'DAY', field: 'visit_date' },
    clustering: ['visit_id'],
    labels: { data_class: 'phi' },
  });
});

it('is partitioned by the month where the model says so', () => {
  const table = synthesize(undefined, { ...VISITS, partitionUnit: 'month' }).only('google_bigquery_table');
  expect(table).toMatchObject({ time_partitioning: { type: 'MONTH', field: 'visit_date' } });
});

it('is neither partitioned nor clustered where the model does not say by what', () => {
  const { partitionBy: _, clusterBy: __, ...whole } = VISITS;
  for (const definition of [whole, { ...whole, clusterBy: [] }]) {
    const table = synthesize(undefined, definition).only('google_bigquery_table');
    expect(table).not.toHaveProperty('time_partitioning');
    expect(table).not.toHaveProperty('clustering');
  }
});

it('says that it holds no health information when no column is about a person', () => {
  const columns = VISITS.columns.filter((column) => column.phi === 'none');
  expect(synthesize(undefined, { ...VISITS, columns }).only('google_bigquery_table')).toMatchObject({
    labels: { data_class: 'deidentified' },
  });
});

it('refuses a column whose class the taxonomy lacks', () => {
  expect(() => synthesize(['date'])).toThrow(expect.objectContaining({ code: 'POLICY_TAG_MISSING' }));
});
