import type { BigqueryTable } from '@cdktf/provider-google/lib/bigquery-table';
import { Construct } from 'constructs';
import { MedallionDataset } from '../../constructs/bigquery/medallion-dataset';
import { ModelTable } from '../../constructs/bigquery/model-table';
import { PhiTaxonomy } from '../../constructs/bigquery/phi-taxonomy';
import type { DataClass } from '../../constructs/inputs/data-class';
import { phiTagsOf } from '../../model/phi/tags';
import type { TableDefinition } from '../../model/types';
import type { EnvironmentSettings } from '../settings/environment-settings';

export interface TaggedTablesProps {
  readonly settings: EnvironmentSettings;
  /** Display name of the taxonomy: unique in project and region. */
  readonly taxonomyName: string;
  /** First part of the data policies' names. */
  readonly dataPolicyOwner: string;
  readonly tables: readonly TableDefinition[];
  /** Datasets by id; every table is in one of them. */
  readonly datasets: Readonly<Record<string, { readonly description: string; readonly holds: DataClass }>>;
}

/**
 * Datasets with their tables, and a taxonomy of their own. A tag's name is given by the server and cannot be computed, so each stack
 * with tables has its own tags rather than reading another stack's state.
 */
export class TaggedTables extends Construct {
  readonly taxonomy: PhiTaxonomy;
  /** By id. */
  readonly datasets: ReadonlyMap<string, MedallionDataset>;
  /** By `dataset.table`. */
  readonly tables: ReadonlyMap<string, BigqueryTable>;

  constructor(
    scope: Construct,
    id: string,
    { settings, tables, datasets, taxonomyName, dataPolicyOwner }: TaggedTablesProps,
  ) {
    super(scope, id);
    const { names, props, protection } = settings;
    const taxonomy = new PhiTaxonomy(this, 'phi', {
      displayName: taxonomyName,
      region: props.region,
      tags: phiTagsOf(tables),
      dataPolicyName: (tag) => names.dataPolicy(dataPolicyOwner, tag),
    });
    this.taxonomy = taxonomy;
    const made = new Map<string, BigqueryTable>();
    const madeDatasets = new Map<string, MedallionDataset>();
    for (const [datasetId, { description, holds }] of Object.entries(datasets)) {
      const dataset = new MedallionDataset(this, datasetId, {
        datasetId,
        location: props.region,
        encryptionKey: settings.key('bigquery'),
        description,
        dataClass: holds,
        protection,
      });
      madeDatasets.set(datasetId, dataset);
      for (const definition of tables.filter((table) => table.dataset === datasetId)) {
        const { table } = new ModelTable(this, `${datasetId}-${definition.name}`, {
          definition,
          dataset,
          taxonomy,
          protection,
        });
        made.set(`${datasetId}.${definition.name}`, table);
      }
    }
    this.tables = made;
    this.datasets = madeDatasets;
  }
}
