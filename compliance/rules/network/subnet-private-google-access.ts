import { attribute, isTrue } from '../../arguments/attribute';
import { holdsMachines } from '../../rule-parts/subnet-purpose';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const subnetPrivateGoogleAccess: ResourceRule = {
  id: 'network-subnet-private-google-access',
  title: "Subnets reach Google's services without the internet",
  severity: 'medium',
  controls: ['164.312(e)(1)'],
  why: 'Without it, machines need public addresses to read a bucket or a table.',
  fix: 'Set private_ip_google_access to true.',
  resourceTypes: ['google_compute_subnetwork'],
  check(subnet) {
    if (!holdsMachines(subnet)) return 'not_applicable';
    return expectValue(attribute(subnet.attributes, 'private_ip_google_access'), isTrue, {
      attribute: 'private_ip_google_access',
      message: 'private_ip_google_access is not true',
    });
  },
};
