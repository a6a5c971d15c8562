import { BigqueryTable } from '@cdktf/provider-google/lib/bigquery-table';
import { Construct } from 'constructs';
import { phiTagOf } from '../../model/phi/tags';
import type { Column, LogicalType } from '../../model/types';
import { dataClassLabel } from '../inputs/data-class';
import { dataLifecycle } from '../inputs/protection';
import type { ModelTableProps } from './model-table-props';
import type { PhiTaxonomy } from './phi-taxonomy';

/** As the API gives them back: any other spelling (DECIMAL, STRUCT) replaces the table on every plan. */
const BIGQUERY_TYPES: Readonly<Record<LogicalType, string>> = {
  STRING: 'STRING',
  INT64: 'INTEGER',
  NUMERIC: 'NUMERIC',
  DATE: 'DATE',
  TIMESTAMP: 'TIMESTAMP',
  BOOL: 'BOOLEAN',
};

const PARTITION_TYPES = { day: 'DAY', month: 'MONTH' } as const;

/**
 * A BigQuery table of the model: columns with descriptions, a policy tag on each PHI column, partitioning, clustering, its own CMEK.
 * @example
 * ```ts
 * const dataset = new MedallionDataset(stack, 'silver', {
 *   datasetId: 'silver',
 *   location: 'us-central1',
 *   encryptionKey: {
 *     name: 'projects/sunrise-rcm-dev/locations/us-central1/keyRings/sunrise-dev/cryptoKeys/bigquery',
 *     location: 'us-central1',
 *   },
 *   description: 'Common data model with history',
 *   dataClass: 'phi',
 *   protection: 'protected',
 * });
 * const taxonomy = new PhiTaxonomy(stack, 'phi', {
 *   displayName: 'sunrise-dev',
 *   region: 'us-central1',
 *   tags: ['medical_record_number', 'date'],
 *   dataPolicyName: (tag) => `sunrise_${tag}`,
 * });
 * new ModelTable(stack, 'visits', {
 *   definition: {
 *     dataset: 'silver',
 *     name: 'visits',
 *     layer: 'silver',
 *     grain: 'one row per visit',
 *     key: ['patient_id', 'visit_date'],
 *     columns: [
 *       { name: 'patient_id', type: 'STRING', phi: 'medical_record_number', required: true, description: 'Patient.' },
 *       { name: 'visit_date', type: 'DATE', phi: 'date', required: true, description: 'Day of the visit.' },
 *     ],
 *   },
 *   dataset,
 *   taxonomy,
 *   protection: 'protected',
 * });
 * ```
 * @throws ConstructError `POLICY_TAG_MISSING`
 */
export class ModelTable extends Construct {
  readonly table: BigqueryTable;

  constructor(scope: Construct, id: string, props: ModelTableProps) {
    super(scope, id);
    const { definition, dataset, taxonomy } = props;
    this.table = new BigqueryTable(this, 'table', {
      datasetId: dataset.dataset.datasetId,
      tableId: definition.name,
      description: definition.grain,
      schema: JSON.stringify(definition.columns.map((column) => field(column, taxonomy))),
      encryptionConfiguration: { kmsKeyName: dataset.encryptionKey.name },
      deletionProtection: props.protection === 'protected',
      lifecycle: dataLifecycle(props.protection),
      labels: dataClassLabel(definition.columns.some((column) => column.phi !== 'none') ? 'phi' : 'deidentified'),
      ...(definition.partitionBy
        ? {
            timePartitioning: {
              type: PARTITION_TYPES[definition.partitionUnit ?? 'day'],
              field: definition.partitionBy,
            },
          }
        : {}),
      ...(definition.clusterBy?.length ? { clustering: [...definition.clusterBy] } : {}),
    });
  }
}

function field(column: Column, taxonomy: PhiTaxonomy) {
  const tag = phiTagOf(column);
  return {
    name: column.name,
    type: BIGQUERY_TYPES[column.type],
    mode: column.required ? 'REQUIRED' : 'NULLABLE',
    description: column.description,
    ...(tag ? { policyTags: { names: [taxonomy.tagName(tag)] } } : {}),
  };
}
