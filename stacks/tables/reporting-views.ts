import type { BigqueryDataset } from '@cdktf/provider-google/lib/bigquery-dataset';
import type { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { DatasetView } from '../../constructs/bigquery/dataset-view';
import { MedallionDataset } from '../../constructs/bigquery/medallion-dataset';
import { modelOf } from '../../model/model';
import { type ReportingView, showsHashes } from '../../model/reporting';
import type { EnvironmentSettings } from '../settings/environment-settings';

export interface ReportingViewsProps {
  readonly settings: EnvironmentSettings;
  readonly datasetId: string;
  /** Whose rows the views show, for people. */
  readonly description: string;
  readonly query: (view: ReportingView) => string;
  /** What must be there before a view is made. */
  readonly needs: readonly ITerraformDependable[];
}

/** A dataset with the views that analysts read: of the whole group, or of one hospital. */
export class ReportingViews extends Construct {
  readonly dataset: BigqueryDataset;
  readonly views: readonly TerraformResource[];

  constructor(scope: Construct, id: string, { settings, datasetId, description, query, needs }: ReportingViewsProps) {
    super(scope, id);
    const { views } = modelOf(settings.spec);
    const showHashes = views.some(showsHashes);
    const dataset = new MedallionDataset(this, datasetId, {
      datasetId,
      location: settings.props.region,
      encryptionKey: settings.key('bigquery'),
      description: `${description}; ${showHashes ? 'patients stand in them as keyed hashes' : 'they identify nobody'}`,
      dataClass: showHashes ? 'phi' : 'deidentified',
      protection: settings.protection,
    });
    this.dataset = dataset.dataset;
    this.views = views.map(
      (view) =>
        new DatasetView(this, `${datasetId}-${view.name}`, {
          viewId: view.name,
          dataset,
          query: query(view),
          description: view.query?.description ?? view.table.grain,
          dataClass: showsHashes(view) ? 'phi' : 'deidentified',
          needs,
        }).view,
    );
  }
}
