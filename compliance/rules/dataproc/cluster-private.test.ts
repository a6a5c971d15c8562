import { judged } from '../../../test/judged';
import type { JsonObject } from '../../arguments/attribute';
import { clusterPrivate } from './cluster-private';

const cluster = (gce_cluster_config: JsonObject) => ({ cluster_config: { gce_cluster_config } });
const template = (gce_cluster_config: JsonObject) => ({
  placement: { managed_cluster: { config: { gce_cluster_config } } },
});
const CLUSTER = 'cluster_config.gce_cluster_config.internal_ip_only';
const TEMPLATE = 'placement.managed_cluster.config.gce_cluster_config.internal_ip_only';

it('reports public addresses', () => {
  expect(
    judged(clusterPrivate, {
      google_dataproc_cluster: { silent: {}, off: cluster({ internal_ip_only: false }) },
      google_dataproc_workflow_template: { silent: template({}) },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_dataproc_cluster.silent': [CLUSTER],
      'google_dataproc_cluster.off': [CLUSTER],
      'google_dataproc_workflow_template.silent': [TEMPLATE],
    },
    unknown: [],
  });
});
it('accepts what is as it should be, and a template that makes no cluster, having looked at them', () => {
  expect(
    judged(clusterPrivate, {
      google_dataproc_cluster: { right: cluster({ internal_ip_only: true }) },
      google_dataproc_workflow_template: {
        right: template({ internal_ip_only: true }),
        selects: { placement: { cluster_selector: { cluster_labels: {} } } },
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('does not know what a variable will hold, and is not about other resources', () => {
  const variable = cluster({ internal_ip_only: '${var.private}' });
  expect(judged(clusterPrivate, { google_dataproc_cluster: { variable }, google_compute_route: { r: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: ['google_dataproc_cluster.variable'],
  });
});
