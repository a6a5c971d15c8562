import { itJudges } from '../../../test/rule-cases';
import { clusterVersion } from './cluster-version';

const cluster = (image_version: string) => ({ cluster_config: { software_config: { image_version } } });
const PATH = 'cluster_config.software_config.image_version';

itJudges(clusterVersion, {
  reports: {
    'google_dataproc_cluster.silent': [{ name: 'c' }, PATH],
    'google_dataproc_cluster.one': [cluster('1.5-debian10'), PATH],
    'google_dataproc_cluster.old': [cluster('2.0.99-debian10'), PATH],
  },
  accepts: {
    'google_dataproc_cluster.new': { ...cluster('2.2-debian12'), labels: { a: 'b' } },
    'google_dataproc_cluster.next': { cluster_config: [{ software_config: [{ image_version: '3.0-debian13' }] }] },
  },
  ignores: { 'google_dataproc_workflow_template.selects': { placement: { cluster_selector: { cluster_labels: {} } } } },
  unknown: { 'google_dataproc_cluster.variable': cluster('${var.version}') },
});
