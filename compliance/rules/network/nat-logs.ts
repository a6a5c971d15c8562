import { attribute, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

export const natLogs: ResourceRule = {
  id: 'network-nat-logs',
  title: 'Address translation records which connections went out',
  severity: 'medium',
  controls: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  why: 'It is the only way to the internet: what is not recorded here is recorded nowhere.',
  fix: 'Set log_config with enable = true and filter = "ALL" or "TRANSLATIONS_ONLY".',
  resourceTypes: ['google_compute_router_nat'],
  check: ({ attributes }) =>
    allOf(
      expectValue(attribute(attributes, 'log_config', 'enable'), isTrue, {
        attribute: 'log_config.enable',
        message: 'connections are not recorded',
      }),
      expectValue(attribute(attributes, 'log_config', 'filter'), (value) => value !== 'ERRORS_ONLY', {
        attribute: 'log_config.filter',
        message: 'only connections that failed are recorded',
      }),
    ),
};
