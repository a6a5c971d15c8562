import { attribute, blocks, isUnknown } from '../../arguments/attribute';
import { ofTypes } from '../../estate/estate';
import { meant } from '../../estate/references';
import { qualifiedAddress } from '../../estate/resource';
import type { EstateRule } from '../../verdicts/rule';
import type { Verdict } from '../../verdicts/verdict';

const NETWORK = 'google_compute_network';

export const vpcDnsPolicy: EstateRule = {
  id: 'network-vpc-dns-policy',
  title: 'Networks have a DNS policy',
  severity: 'low',
  controls: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  why: 'Without a policy nothing logs the names that the machines of a network look up.',
  fix: 'Add a google_dns_policy with enable_logging that names the network.',
  resourceTypes: [NETWORK, 'google_dns_policy'],
  checkEstate(estate) {
    const policies = ofTypes(estate, 'google_dns_policy');
    const lists = policies.map((policy) => ({ policy, networks: blocks(policy.attributes, 'networks') }));
    const named = new Set<string>();
    let computed = false;
    for (const { policy, networks } of lists) {
      if (networks === 'unknown') computed = true;
      for (const each of networks === 'unknown' ? [] : networks) {
        const url = attribute(each, 'network_url');
        const network = meant(estate, policy, url, NETWORK);
        if (network) named.add(qualifiedAddress(network));
        else if (isUnknown(url)) computed = true;
      }
    }
    return ofTypes(estate, NETWORK).map((network) => {
      const verdict: Verdict = named.has(qualifiedAddress(network))
        ? []
        : computed || !estate.complete
          ? 'unknown'
          : [{ attribute: 'name', message: 'no DNS policy names the network' }];
      return { subject: network.address, stack: network.stack, verdict };
    });
  },
};
