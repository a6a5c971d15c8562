import { judged } from '../../../test/judged';
import { subnetFlowLogs } from './subnet-flow-logs';

it('reports a subnet without flow logs', () => {
  expect(
    judged(subnetFlowLogs, { google_compute_subnetwork: { silent: {}, none: { purpose: 'PRIVATE', log_config: [] } } }),
  ).toEqual({
    checked: 2,
    defects: { 'google_compute_subnetwork.silent': ['log_config'], 'google_compute_subnetwork.none': ['log_config'] },
    unknown: [],
  });
});
it('accepts a log block, written either way, having looked at it', () => {
  expect(
    judged(subnetFlowLogs, {
      google_compute_subnetwork: {
        object: { log_config: { flow_sampling: 1 } },
        list: { log_config: [{ flow_sampling: 0.5 }] },
      },
    }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it('is not about subnets without machines', () => {
  expect(
    judged(subnetFlowLogs, { google_compute_subnetwork: { proxies: { purpose: 'REGIONAL_MANAGED_PROXY' } } }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
it('does not know whether a dynamic block will be there', () => {
  expect(
    judged(subnetFlowLogs, {
      google_compute_subnetwork: { dynamic: { dynamic: { log_config: { for_each: '${var.logs}' } } } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_compute_subnetwork.dynamic'] });
});
