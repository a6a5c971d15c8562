import { itJudges } from '../../../test/rule-cases';
import { clusterOwnBuckets } from './cluster-own-buckets';

itJudges(clusterOwnBuckets, {
  reports: {
    'google_dataproc_cluster.silent': [
      { cluster_config: {} },
      'cluster_config.staging_bucket',
      'cluster_config.temp_bucket',
    ],
    'google_dataproc_workflow_template.one': [
      { placement: { managed_cluster: { config: { staging_bucket: 'b', temp_bucket: '' } } } },
      'placement.managed_cluster.config.temp_bucket',
    ],
  },
  accepts: {
    'google_dataproc_cluster.both': { cluster_config: [{ staging_bucket: 'b', temp_bucket: 'b' }], labels: { a: 'b' } },
    'google_dataproc_cluster.reference': {
      cluster_config: { staging_bucket: '${google_storage_bucket.b.name}', temp_bucket: '${var.bucket}' },
    },
  },
  ignores: { 'google_dataproc_workflow_template.selects': { placement: { cluster_selector: { cluster_labels: {} } } } },
});
