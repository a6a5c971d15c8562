import { attribute, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

export const natLogs: ResourceRule = {
  id: 'network-nat-logs',
  title: 'Cloud NAT logs connections',
  severity: 'medium',
  controls: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  why: 'It is the only way to the internet, so nothing else logs these connections.',
  fix: 'Set log_config with enable = true and filter = "ALL" or "TRANSLATIONS_ONLY".',
  resourceTypes: ['google_compute_router_nat'],
  check: ({ attributes }) =>
    allOf(
      expectValue(attribute(attributes, 'log_config', 'enable'), isTrue, {
        attribute: 'log_config.enable',
        message: 'connections are not logged',
      }),
      expectValue(attribute(attributes, 'log_config', 'filter'), (value) => value !== 'ERRORS_ONLY', {
        attribute: 'log_config.filter',
        message: 'only failed connections are logged',
      }),
    ),
};
