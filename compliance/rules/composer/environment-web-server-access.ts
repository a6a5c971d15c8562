import { isRange, tooWide } from '../../arguments/address-range';
import { attribute, blocks, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

const ARGUMENT = 'config.web_server_network_access_control.allowed_ip_range';

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
    const wide = tooWide(known);
    if (wide.length > 0)
      return [{ attribute: `${ARGUMENT}.value`, message: `it answers all of ${wide.join(' and ')}` }];
    const odd = known.filter((range) => !isRange(range));
    if (odd.length > 0) return [{ attribute: `${ARGUMENT}.value`, message: `"${odd[0]}" names no address` }];
    return known.length < values.length ? 'unknown' : [];
  },
};
