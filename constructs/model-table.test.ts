import type { TerraformStack } from 'cdktf';
import type { PhiClass, TableDefinition } from '../model/types';
import { KEY } from '../test/placed-resources';
import { synthesizeConstruct } from '../test/synthesized-stack';
import { MedallionDataset } from './medallion-dataset';
import { MEDALLION_DATASET_DEFAULTS } from './medallion-dataset-props';
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
    { name: 'lines', type: 'INT64', phi: 'none', description: 'Lines.' },
    { name: 'is_open', type: 'BOOL', phi: 'none', description: 'Open.' },
  ],
};

function build(stack: TerraformStack, classes: PhiClass[], definition = VISITS) {
  const taxonomy = new PhiTaxonomy(stack, 'phi', {
    displayName: 'sunrise-dev',
    region: 'us-central1',
    classes,
    dataPolicyName: (phiClass) => `sunrise_dev_${phiClass}`,
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
  classes: PhiClass[] = ['account_number', 'date', 'payment', 'none'],
  definition?: TableDefinition,
) => synthesizeConstruct((stack) => build(stack, classes, definition));

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

it('masks identifiers and dates, and leaves amounts to fine-grained access', () => {
  const policies = synthesize()
    .resources('google_bigquery_datapolicy_data_policy')
    .map(({ attributes }) => [attributes['data_policy_id'], attributes['data_masking_policy']]);
  expect(policies).toEqual([
    ['sunrise_dev_account_number', { predefined_expression: 'SHA256' }],
    ['sunrise_dev_date', { predefined_expression: 'DATE_YEAR_MASK' }],
  ]);
});

it('refuses a column whose class the taxonomy lacks', () => {
  expect(() => synthesize(['date'])).toThrow(expect.objectContaining({ code: 'POLICY_TAG_MISSING' }));
});

it('puts its table into a dataset without access blocks', () => {
  const dataset = synthesize().only('google_bigquery_dataset');
  expect(dataset).toMatchObject({
    default_encryption_configuration: { kms_key_name: KEY.name },
    max_time_travel_hours: String(MEDALLION_DATASET_DEFAULTS.timeTravelHours),
    delete_contents_on_destroy: false,
  });
  expect(dataset).not.toHaveProperty('access');
});
