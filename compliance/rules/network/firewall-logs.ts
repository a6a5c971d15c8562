import { attribute, blocks, isTrue } from '../../arguments/attribute';
import { FIREWALL_TYPES, firewallRule } from '../../rule-parts/firewall-rule';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const firewallLogs: ResourceRule = {
  id: 'network-firewall-logs',
  title: 'Firewall rules log their decisions',
  severity: 'medium',
  controls: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  why: 'A denied connection shows an attempt to move data out.',
  fix: 'Classic rule: add log_config. Rule of a policy: set enable_logging to true.',
  resourceTypes: FIREWALL_TYPES,
  check(resource) {
    const { attributes, type } = resource;
    if (firewallRule(resource).enabled === false) return 'not_applicable';
    if (type !== 'google_compute_firewall') {
      return expectValue(attribute(attributes, 'enable_logging'), isTrue, {
        attribute: 'enable_logging',
        message: 'enable_logging is not true',
      });
    }
    const logs = blocks(attributes, 'log_config');
    if (logs === 'unknown') return logs;
    return logs.length > 0 ? [] : [{ attribute: 'log_config', message: 'log_config is missing, so nothing is logged' }];
  },
};
