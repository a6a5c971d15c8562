import { CLUSTER_TYPES, clusterArgument, selectsCluster } from '../../rule-parts/cluster-argument';
import { namedServiceAccount } from '../../rule-parts/named-service-account';
import type { ResourceRule } from '../../verdicts/rule';

export const clusterServiceAccount: ResourceRule = {
  id: 'dataproc-cluster-service-account',
  title: 'Dataproc clusters run under a service account of their own',
  severity: 'high',
  controls: ['164.312(a)(2)(i)', '164.308(a)(4)(ii)(B)'],
  why: 'Everything without an account of its own shares the default account, which is often an editor.',
  fix: 'Set gce_cluster_config.service_account.',
  resourceTypes: CLUSTER_TYPES,
  check(cluster) {
    if (selectsCluster(cluster)) return [];
    const { value, path } = clusterArgument(cluster, 'gce_cluster_config', 'service_account');
    return namedServiceAccount(value, path);
  },
};
