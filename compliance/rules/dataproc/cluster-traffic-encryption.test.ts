import { itJudges } from '../../../test/rule-cases';
import { clusterTrafficEncryption } from './cluster-traffic-encryption';

const ON = {
  'spark:spark.authenticate': 'true',
  'spark:spark.network.crypto.enabled': 'true',
  'spark:spark.io.encryption.enabled': 'true',
};
const template = (properties: object) => ({
  placement: { managed_cluster: { config: { software_config: { properties: { ...properties } } } } },
});
const PATH = 'placement.managed_cluster.config.software_config.properties';

itJudges(clusterTrafficEncryption, {
  reports: {
    'google_dataproc_workflow_template.silent': [template({}), PATH, PATH, PATH],
    'google_dataproc_workflow_template.off': [template({ ...ON, 'spark:spark.authenticate': 'false' }), PATH],
    'google_dataproc_cluster.workers': [
      {
        cluster_config: {
          worker_config: { num_instances: 2 },
          software_config: { override_properties: { ...ON, 'spark:spark.io.encryption.enabled': 'false' } },
        },
      },
      'cluster_config.software_config.override_properties',
    ],
  },
  accepts: {
    'google_dataproc_workflow_template.on': { ...template(ON), labels: { a: 'b' } },
    'google_dataproc_cluster.on': { cluster_config: [{ software_config: [{ override_properties: ON }] }] },
    'google_dataproc_cluster.kerberos': {
      cluster_config: { security_config: { kerberos_config: { enable_kerberos: true } } },
    },
  },
  ignores: {
    'google_dataproc_cluster.one_machine': {
      cluster_config: { software_config: { override_properties: { 'dataproc:dataproc.allow.zero.workers': 'true' } } },
    },
    'google_dataproc_workflow_template.selects': { placement: { cluster_selector: { cluster_labels: {} } } },
  },
  unknown: {
    'google_dataproc_workflow_template.variable': template({ ...ON, 'spark:spark.authenticate': '${var.on}' }),
  },
});
