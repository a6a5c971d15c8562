import { isTrue, isUnknown } from '../../arguments/attribute';
import { CLUSTER_TYPES, clusterArgument, selectsCluster } from '../../rule-parts/cluster-argument';
import type { ResourceRule } from '../../verdicts/rule';

export const clusterPrivate: ResourceRule = {
  id: 'dataproc-cluster-private',
  title: 'Machines of Dataproc clusters have no public addresses',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: 'They hold rows of the source, and anyone who reaches their ports can run programs on them.',
  fix: 'Set gce_cluster_config.internal_ip_only to true.',
  resourceTypes: CLUSTER_TYPES,
  check(cluster) {
    if (selectsCluster(cluster)) return [];
    const { value, path } = clusterArgument(cluster, 'gce_cluster_config', 'internal_ip_only');
    if (isTrue(value)) return [];
    if (isUnknown(value)) return 'unknown';
    return [{ attribute: path, message: 'machines of the cluster have public addresses' }];
  },
};
