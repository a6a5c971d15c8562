import type { Resource } from '../estate/resource';

/** Subnets of load balancers' proxies and of Private Service Connect hold no machines; Google refuses both settings there. */
const WITHOUT_MACHINES = new Set([
  'REGIONAL_MANAGED_PROXY',
  'GLOBAL_MANAGED_PROXY',
  'INTERNAL_HTTPS_LOAD_BALANCER',
  'PRIVATE_SERVICE_CONNECT',
  'PRIVATE_NAT',
]);

export function holdsMachines(subnet: Resource): boolean {
  return !WITHOUT_MACHINES.has(String(subnet.attributes['purpose']));
}
