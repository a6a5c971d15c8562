import { attribute, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

const NODES = 'config.node_config';

export const environmentNetwork: ResourceRule = {
  id: 'composer-environment-network',
  title: 'Composer environments are in a named subnet or network attachment',
  severity: 'medium',
  controls: ['164.312(e)(1)', '164.312(a)(1)'],
  why: 'Otherwise it is in the default network, whose rules allow all traffic inside.',
  fix: 'Set config.node_config.network and subnetwork, or composer_network_attachment.',
  resourceTypes: ['google_composer_environment'],
  check({ attributes }) {
    const nodes = attribute(attributes, 'config', 'node_config');
    if (isUnknown(nodes)) return 'unknown';
    const named = ['subnetwork', 'composer_network_attachment'].map((name) => attribute(nodes, name));
    const network = attribute(nodes, 'network');
    if (!isUnknown(network) && /(^|\/)default$/.test(String(network))) {
      return [{ attribute: `${NODES}.network`, message: 'it is in the default network' }];
    }
    // Any expression names some subnet.
    if (named.some((value) => value !== undefined && value !== '' && !/(^|\/)default$/.test(String(value)))) return [];
    return [{ attribute: `${NODES}.subnetwork`, message: 'no subnet is named' }];
  },
};
