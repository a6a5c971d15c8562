import { itJudges } from '../../../test/rule-cases';
import { natNamedAddresses } from './nat-named-addresses';

const MANUAL = { nat_ip_allocate_option: 'MANUAL_ONLY' };

itJudges(natNamedAddresses, {
  reports: {
    'google_compute_router_nat.silent': [{ name: 'n' }, 'nat_ip_allocate_option'],
    'google_compute_router_nat.auto': [{ nat_ip_allocate_option: 'AUTO_ONLY' }, 'nat_ip_allocate_option'],
    'google_compute_router_nat.none': [{ ...MANUAL, nat_ips: [] }, 'nat_ips'],
  },
  accepts: {
    'google_compute_router_nat.own': { ...MANUAL, nat_ips: ['${google_compute_address.nat.self_link}'] },
    'google_compute_router_nat.two': { ...MANUAL, nat_ips: ['a', 'b'], min_ports_per_vm: 64 },
  },
  ignores: { 'google_compute_router_nat.private': { type: 'PRIVATE' } },
  unknown: {
    'google_compute_router_nat.option': { nat_ip_allocate_option: '${var.option}' },
    'google_compute_router_nat.addresses': { ...MANUAL, nat_ips: '${google_compute_address.nat[*].self_link}' },
  },
});
