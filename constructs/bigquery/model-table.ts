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

/**
 * A BigQuery table of the model: columns with descriptions, a policy tag on each PHI column, partitioning, clustering, its own CMEK.
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
      ...(definition.partitionBy ? { timePartitioning: { type: 'DAY', field: definition.partitionBy } } : {}),
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
