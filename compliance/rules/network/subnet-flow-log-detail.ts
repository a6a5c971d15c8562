import { attribute, blocks, isUnknown, numberOf } from '../../arguments/attribute';
import { holdsMachines } from '../../rule-parts/subnet-purpose';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

/** Google's default. Below it, most short connections leave no trace. */
export const LEAST_FLOW_SAMPLING = 0.5;
/** With longer intervals several connections become one line. */
const COARSE_INTERVALS = ['INTERVAL_10_MIN', 'INTERVAL_15_MIN'];

export const subnetFlowLogDetail: ResourceRule = {
  id: 'network-subnet-flow-log-detail',
  title: 'Flow logs have enough detail to follow a connection',
  severity: 'low',
  controls: ['164.312(b)'],
  why: 'A log of a few connections, or one without machine names, does not show who sent data where.',
  fix: `Set flow_sampling to ${LEAST_FLOW_SAMPLING} or more and metadata to INCLUDE_ALL_METADATA; leave filter_expr out, and the interval below 10 minutes.`,
  resourceTypes: ['google_compute_subnetwork'],
  check(subnet) {
    if (!holdsMachines(subnet)) return 'not_applicable';
    const logs = blocks(subnet.attributes, 'log_config');
    if (logs === 'unknown') return logs;
    const [log] = logs;
    if (!log) return 'not_applicable';
    const at = (name: string, message: string) => ({ attribute: `log_config.${name}`, message });
    return allOf(
      expectValue(
        attribute(log, 'flow_sampling'),
        (value) => value === undefined || numberOf(value) >= LEAST_FLOW_SAMPLING,
        at('flow_sampling', `fewer than ${LEAST_FLOW_SAMPLING} of the connections are recorded`),
      ),
      expectValue(
        attribute(log, 'metadata'),
        (value) => value !== 'EXCLUDE_ALL_METADATA',
        at('metadata', 'the names of machines are left out'),
      ),
      expectValue(
        attribute(log, 'filter_expr'),
        (value) => value === undefined || value === 'true' || value === '',
        at('filter_expr', 'some connections are left out'),
      ),
      expectValue(
        attribute(log, 'aggregation_interval'),
        (value) => !isUnknown(value) && !COARSE_INTERVALS.includes(String(value)),
        at('aggregation_interval', 'connections of ten minutes and more become one line'),
      ),
    );
  },
};
