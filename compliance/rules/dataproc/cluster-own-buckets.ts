import { CLUSTER_TYPES, clusterArgument, selectsCluster } from '../../rule-parts/cluster-argument';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

export const clusterOwnBuckets: ResourceRule = {
  id: 'dataproc-cluster-own-buckets',
  title: 'Dataproc keeps its files in named buckets',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.312(a)(2)(iv)', '164.310(d)(2)(i)'],
  why: "Otherwise Dataproc creates a bucket for job output, without the customer's key, access rules and retention.",
  fix: 'Set staging_bucket and temp_bucket.',
  resourceTypes: CLUSTER_TYPES,
  check(cluster) {
    if (selectsCluster(cluster)) return 'not_applicable';
    return allOf(
      ...['staging_bucket', 'temp_bucket'].map((name): Verdict => {
        const { value, path } = clusterArgument(cluster, name);
        // Any expression names some bucket, which is judged itself.
        return value !== undefined && value !== '' ? [] : [{ attribute: path, message: `${name} is not set` }];
      }),
    );
  },
};
