import { itJudges } from '../../../test/rule-cases';
import { clusterShielded } from './cluster-shielded';

const ON = { enable_secure_boot: true, enable_vtpm: true, enable_integrity_monitoring: true };
const cluster = (config: object) => ({
  cluster_config: { gce_cluster_config: { shielded_instance_config: { ...config } } },
});
const PATH = 'gce_cluster_config.shielded_instance_config';

itJudges(clusterShielded, {
  reports: {
    'google_dataproc_cluster.silent': [
      { name: 'c' },
      ...Object.keys(ON).map((name) => `cluster_config.${PATH}.${name}`),
    ],
    'google_dataproc_cluster.boot': [
      cluster({ ...ON, enable_secure_boot: false }),
      `cluster_config.${PATH}.enable_secure_boot`,
    ],
    'google_dataproc_workflow_template.tpm': [
      {
        placement: {
          managed_cluster: {
            config: { gce_cluster_config: { shielded_instance_config: { ...ON, enable_vtpm: false } } },
          },
        },
      },
      `placement.managed_cluster.config.${PATH}.enable_vtpm`,
    ],
  },
  accepts: {
    'google_dataproc_cluster.on': { ...cluster(ON), labels: { a: 'b' } },
    'google_dataproc_cluster.list': { cluster_config: [{ gce_cluster_config: [{ shielded_instance_config: [ON] }] }] },
  },
  ignores: { 'google_dataproc_workflow_template.selects': { placement: { cluster_selector: { cluster_labels: {} } } } },
  unknown: { 'google_dataproc_cluster.variable': cluster({ ...ON, enable_vtpm: '${var.on}' }) },
});
