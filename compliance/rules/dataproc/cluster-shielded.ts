import { attribute, isTrue, isUnknown } from '../../arguments/attribute';
import { CLUSTER_TYPES, clusterArgument, selectsCluster } from '../../rule-parts/cluster-argument';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

const SETTINGS = ['enable_secure_boot', 'enable_vtpm', 'enable_integrity_monitoring'];

export const clusterShielded: ResourceRule = {
  id: 'dataproc-cluster-shielded',
  title: 'Machines of Dataproc clusters boot signed software only and report changes',
  severity: 'medium',
  controls: ['164.312(c)(1)', '164.312(c)(2)'],
  why: 'A changed boot program reads every row, and nothing on the machine can detect it.',
  fix: 'Set enable_secure_boot, enable_vtpm and enable_integrity_monitoring in shielded_instance_config.',
  resourceTypes: CLUSTER_TYPES,
  check(cluster) {
    if (selectsCluster(cluster)) return 'not_applicable';
    const { value, path } = clusterArgument(cluster, 'gce_cluster_config', 'shielded_instance_config');
    return allOf(
      ...SETTINGS.map((name): Verdict => {
        const setting = attribute(value, name);
        if (isTrue(setting)) return [];
        return isUnknown(setting) ? 'unknown' : [{ attribute: `${path}.${name}`, message: `${name} is not true` }];
      }),
    );
  },
};
