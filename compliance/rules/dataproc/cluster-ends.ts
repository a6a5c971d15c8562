import { isUnknown, numberOf } from '../../arguments/attribute';
import { clusterArgument, selectsCluster } from '../../rule-parts/cluster-argument';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

/** A working day. With a longer limit a forgotten cluster keeps rows overnight. */
export const LONGEST_IDLE_SECONDS = 8 * 60 * 60;
/** The longest that Dataproc lets a workflow run. */
const LONGEST_WORKFLOW_SECONDS = 24 * 60 * 60;

export const clusterEnds: ResourceRule = {
  id: 'dataproc-cluster-ends',
  title: 'Clusters are deleted when their run ends or hangs',
  severity: 'low',
  controls: ['164.310(d)(2)(i)', '164.502(b)'],
  why: 'The disks of a cluster hold rows of the last run until the cluster is deleted.',
  fix: `Set lifecycle_config.idle_delete_ttl or auto_delete_ttl to "${LONGEST_IDLE_SECONDS}s" or less, and dag_timeout.`,
  resourceTypes: ['google_dataproc_workflow_template'],
  check(template) {
    if (selectsCluster(template)) return 'not_applicable';
    const idle = clusterArgument(template, 'lifecycle_config', 'idle_delete_ttl');
    const ends = clusterArgument(template, 'lifecycle_config', 'auto_delete_ttl').value;
    const timeout = template.attributes['dag_timeout'];
    const forgets: Verdict =
      numberOf(idle.value) <= LONGEST_IDLE_SECONDS || numberOf(ends) <= LONGEST_WORKFLOW_SECONDS
        ? []
        : isUnknown(idle.value) || isUnknown(ends)
          ? 'unknown'
          : [{ attribute: idle.path, message: 'an idle cluster stays' }];
    const stops: Verdict =
      numberOf(timeout) <= LONGEST_WORKFLOW_SECONDS
        ? []
        : isUnknown(timeout)
          ? 'unknown'
          : [{ attribute: 'dag_timeout', message: 'a hanging run keeps its cluster' }];
    return allOf(forgets, stops);
  },
};
