import { judged } from '../../../test/judged';
import { clusterCmek } from './cluster-cmek';

const keyIn = (location: string) => `projects/p/locations/${location}/keyRings/r/cryptoKeys/k`;
const cluster = (kms_key_name?: string) => ({
  region: 'us-central1',
  cluster_config: { encryption_config: kms_key_name === undefined ? {} : { kms_key_name } },
});
const template = (...[key]: string[]) => ({
  location: 'us-central1',
  placement: {
    managed_cluster: { config: { encryption_config: key === undefined ? {} : { gce_pd_kms_key_name: key } } },
  },
});
const CLUSTER = 'cluster_config.encryption_config.kms_key_name';
const TEMPLATE = 'placement.managed_cluster.config.encryption_config.gce_pd_kms_key_name';

it('reports a missing key, a word that is not a key, and a key of another place', () => {
  expect(
    judged(clusterCmek, {
      google_dataproc_cluster: {
        silent: { region: 'us-central1' },
        none: cluster(),
        elsewhere: cluster(keyIn('us-east1')),
      },
      google_dataproc_workflow_template: { none: template(), word: template('default') },
    }),
  ).toEqual({
    checked: 5,
    defects: {
      'google_dataproc_cluster.silent': [CLUSTER],
      'google_dataproc_cluster.none': [CLUSTER],
      'google_dataproc_cluster.elsewhere': [CLUSTER],
      'google_dataproc_workflow_template.none': [TEMPLATE],
      'google_dataproc_workflow_template.word': [TEMPLATE],
    },
    unknown: [],
  });
});
it('accepts a key in the same place, and a template that makes no cluster, having looked at them', () => {
  expect(
    judged(clusterCmek, {
      google_dataproc_cluster: {
        name: cluster(keyIn('us-central1')),
        reference: cluster('${google_kms_crypto_key.k.id}'),
      },
      google_dataproc_workflow_template: {
        name: template(keyIn('us-central1')),
        selects: { placement: { cluster_selector: { cluster_labels: {} } } },
      },
    }),
  ).toEqual({ checked: 4, defects: {}, unknown: [] });
});
it('does not know what a variable will hold, and is not about other resources', () => {
  expect(
    judged(clusterCmek, {
      google_dataproc_cluster: { variable: cluster('${var.key}') },
      google_compute_route: { r: {} },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_dataproc_cluster.variable'] });
});
