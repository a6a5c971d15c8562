import { CLUSTER_TYPES, clusterArgument, selectsCluster } from '../../rule-parts/cluster-argument';
import { customerManagedKey } from '../../rule-parts/customer-managed-key';
import type { ResourceRule } from '../../verdicts/rule';

export const clusterCmek: ResourceRule = {
  id: 'dataproc-cluster-cmek',
  title: 'Disks of Dataproc clusters are encrypted with a customer-managed key in their region',
  severity: 'medium',
  controls: ['164.312(a)(2)(iv)'],
  why: 'Spark writes rows to the disks of its machines while it sorts and exchanges them.',
  fix: 'Cluster: set cluster_config.encryption_config.kms_key_name. Template: gce_pd_kms_key_name in its managed cluster.',
  resourceTypes: CLUSTER_TYPES,
  check(cluster) {
    if (selectsCluster(cluster)) return [];
    const { value, path } = clusterArgument(cluster, 'encryption_config', 'kms_key_name');
    return customerManagedKey(value, path, cluster.attributes['region'] ?? cluster.attributes['location']);
  },
};
