import { isMostOfTheInternet, isPrivateRange, prefixLength } from '../../arguments/address-range';
import { attribute, blocks, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

const ARGUMENT = 'config.web_server_network_access_control.allowed_ip_range';
/** A larger public range is not an office. */
const WIDEST_PUBLIC = 16;

export const environmentWebServerAccess: ResourceRule = {
  id: 'composer-environment-web-server-access',
  title: 'The Airflow web server answers named address ranges only',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: 'It can start every step and shows every parameter; without ranges the whole internet reaches its sign-in.',
  fix: 'Set config.web_server_network_access_control with the ranges of your network.',
  resourceTypes: ['google_composer_environment'],
  check({ attributes }) {
    const control = attribute(attributes, 'config', 'web_server_network_access_control');
    const ranges = blocks(control, 'allowed_ip_range');
    if (ranges === 'unknown') return ranges;
    if (ranges.length === 0) return [{ attribute: ARGUMENT, message: 'no range is named, which means every address' }];
    const values = ranges.map((range) => attribute(range, 'value'));
    const known = values.filter((value) => !isUnknown(value)).map(String);
    if (isMostOfTheInternet(known))
      return [{ attribute: `${ARGUMENT}.value`, message: 'the whole internet is allowed' }];
    return allOf(
      ...values.map((value): Verdict => {
        if (isUnknown(value)) return 'unknown';
        const range = String(value);
        const wide = !isPrivateRange(range) && !range.includes(':') && (prefixLength(range) ?? 0) < WIDEST_PUBLIC;
        return wide ? [{ attribute: `${ARGUMENT}.value`, message: `${range} is a wide public range` }] : [];
      }),
    );
  },
};
