import { isUnknown } from '../../arguments/attribute';
import { CLUSTER_TYPES, clusterArgument, selectsCluster } from '../../rule-parts/cluster-argument';
import type { ResourceRule } from '../../verdicts/rule';

export const clusterNetwork: ResourceRule = {
  id: 'dataproc-cluster-network',
  title: 'Dataproc clusters are in a named subnet',
  severity: 'medium',
  controls: ['164.312(e)(1)', '164.312(a)(1)'],
  why: 'Otherwise they are in the default network, whose rules allow all traffic inside.',
  fix: 'Set gce_cluster_config.subnetwork.',
  resourceTypes: CLUSTER_TYPES,
  check(cluster) {
    if (selectsCluster(cluster)) return 'not_applicable';
    const { value, path } = clusterArgument(cluster, 'gce_cluster_config', 'subnetwork');
    if (value !== undefined && value !== '' && !/(^|\/)default$/.test(String(value))) {
      return isUnknown(value) && !/google_compute_subnetwork\.|\//.test(String(value)) ? 'unknown' : [];
    }
    return [{ attribute: path, message: 'no subnet is named' }];
  },
};
