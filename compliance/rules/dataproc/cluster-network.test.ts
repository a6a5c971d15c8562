import { itJudges } from '../../../test/rule-cases';
import { clusterNetwork } from './cluster-network';

const cluster = (subnetwork: string) => ({ cluster_config: { gce_cluster_config: { subnetwork } } });
const PATH = 'gce_cluster_config.subnetwork';

itJudges(clusterNetwork, {
  reports: {
    'google_dataproc_cluster.silent': [{ name: 'c' }, `cluster_config.${PATH}`],
    'google_dataproc_cluster.default': [cluster('default'), `cluster_config.${PATH}`],
    'google_dataproc_workflow_template.silent': [
      { placement: [{ managed_cluster: [{ config: [{}] }] }] },
      `placement.managed_cluster.config.${PATH}`,
    ],
  },
  accepts: {
    'google_dataproc_cluster.named': { ...cluster('projects/p/regions/r/subnetworks/s'), labels: { a: 'b' } },
    'google_dataproc_cluster.reference': cluster('${google_compute_subnetwork.s.id}'),
  },
  ignores: { 'google_dataproc_workflow_template.selects': { placement: { cluster_selector: { cluster_labels: {} } } } },
  unknown: { 'google_dataproc_cluster.variable': cluster('${var.subnet}') },
});
