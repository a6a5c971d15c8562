import { attribute, isObject, isTrue, isUnknown } from '../../arguments/attribute';
import { CLUSTER_TYPES, clusterArgument, selectsCluster } from '../../rule-parts/cluster-argument';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

const SETTINGS = [
  'spark:spark.authenticate',
  'spark:spark.network.crypto.enabled',
  'spark:spark.io.encryption.enabled',
];
const NO_WORKERS = 'dataproc:dataproc.allow.zero.workers';

export const clusterTrafficEncryption: ResourceRule = {
  id: 'dataproc-cluster-traffic-encryption',
  title: 'Spark workers authenticate each other and encrypt their traffic and spilled data',
  severity: 'medium',
  controls: ['164.312(e)(2)(ii)', '164.312(e)(1)', '164.312(a)(2)(iv)'],
  why: 'Spark sends rows between machines when it sorts and joins; without these settings they are not encrypted.',
  fix: `Set ${SETTINGS.join(', ')} to "true" in the properties, or use Kerberos in security_config.`,
  resourceTypes: CLUSTER_TYPES,
  check(cluster) {
    if (selectsCluster(cluster)) return 'not_applicable';
    const name = cluster.type === 'google_dataproc_cluster' ? 'override_properties' : 'properties';
    const { value: properties, path } = clusterArgument(cluster, 'software_config', name);
    if (isUnknown(properties)) return 'unknown';
    const set = isObject(properties) ? properties : {};
    const workers = clusterArgument(cluster, 'worker_config', 'num_instances').value;
    // A single machine has no traffic to others.
    if (isTrue(set[NO_WORKERS]) && (workers === undefined || workers === 0)) return 'not_applicable';
    const kerberos = clusterArgument(cluster, 'security_config', 'kerberos_config').value;
    if (isTrue(attribute(kerberos, 'enable_kerberos'))) return [];
    return allOf(
      ...SETTINGS.map((setting): Verdict => {
        if (isTrue(set[setting])) return [];
        return isUnknown(set[setting]) ? 'unknown' : [{ attribute: path, message: `${setting} is not "true"` }];
      }),
    );
  },
};
