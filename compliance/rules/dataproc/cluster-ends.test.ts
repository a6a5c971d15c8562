import { itJudges } from '../../../test/rule-cases';
import { clusterEnds } from './cluster-ends';

const template = (lifecycle_config: object, dag_timeout: string | null = '3600s') => ({
  dag_timeout,
  placement: { managed_cluster: { config: { lifecycle_config: { ...lifecycle_config } } } },
});
const IDLE = 'placement.managed_cluster.config.lifecycle_config.idle_delete_ttl';

itJudges(clusterEnds, {
  reports: {
    'google_dataproc_workflow_template.silent': [{ placement: {} }, IDLE, 'dag_timeout'],
    'google_dataproc_workflow_template.days': [template({ idle_delete_ttl: '864000s' }), IDLE],
    'google_dataproc_workflow_template.hangs': [template({ idle_delete_ttl: '1800s' }, null), 'dag_timeout'],
  },
  accepts: {
    'google_dataproc_workflow_template.idle': { ...template({ idle_delete_ttl: '1800s' }), labels: { a: 'b' } },
    'google_dataproc_workflow_template.age': template({ auto_delete_ttl: '14400s' }),
  },
  ignores: {
    'google_dataproc_cluster.stays': {},
    'google_dataproc_workflow_template.selects': { placement: { cluster_selector: { cluster_labels: {} } } },
  },
  unknown: { 'google_dataproc_workflow_template.variable': template({ idle_delete_ttl: '${var.idle}' }) },
});
