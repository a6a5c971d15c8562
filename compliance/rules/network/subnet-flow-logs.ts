import { blocks } from '../../arguments/attribute';
import { holdsMachines } from '../../rule-parts/subnet-purpose';
import type { ResourceRule } from '../../verdicts/rule';

export const subnetFlowLogs: ResourceRule = {
  id: 'network-subnet-flow-logs',
  title: 'Subnets have flow logs',
  severity: 'medium',
  controls: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  why: 'After an incident, flow logs are the only record of where data went.',
  fix: 'Add a log_config block.',
  resourceTypes: ['google_compute_subnetwork'],
  check(subnet) {
    if (!holdsMachines(subnet)) return 'not_applicable';
    const logs = blocks(subnet.attributes, 'log_config');
    if (logs === 'unknown') return logs;
    return logs.length > 0 ? [] : [{ attribute: 'log_config', message: 'log_config is missing, so flow logs are off' }];
  },
};
