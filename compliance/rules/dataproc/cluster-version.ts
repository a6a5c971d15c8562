import { isUnknown } from '../../arguments/attribute';
import { CLUSTER_TYPES, clusterArgument, selectsCluster } from '../../rule-parts/cluster-argument';
import type { ResourceRule } from '../../verdicts/rule';

/** The oldest image line that may still get security fixes. */
const OLDEST = [2, 1] as const;

export const clusterVersion: ResourceRule = {
  id: 'dataproc-cluster-version',
  title: 'Dataproc runs a pinned, supported image version',
  severity: 'medium',
  controls: ['164.308(a)(5)(ii)(B)', '164.312(a)(1)'],
  why: 'An old image keeps known vulnerabilities; without a name the image changes from one cluster to the next.',
  fix: `Set software_config.image_version to ${OLDEST.join('.')} or later.`,
  resourceTypes: CLUSTER_TYPES,
  check(cluster) {
    if (selectsCluster(cluster)) return 'not_applicable';
    const { value, path } = clusterArgument(cluster, 'software_config', 'image_version');
    if (isUnknown(value)) return 'unknown';
    if (value === undefined || value === '') return [{ attribute: path, message: 'no version is named' }];
    const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(String(value)) ?? [];
    if (major === '') return [];
    const old = Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
    return old ? [{ attribute: path, message: `image ${String(value)} gets no security fixes` }] : [];
  },
};
