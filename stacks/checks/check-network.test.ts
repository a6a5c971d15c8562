import { NETWORK_ADDRESS_DEFAULTS, type NetworkAddresses } from '../props/network-addresses';
import { hostProblems, networkProblems } from './check-network';

const found = (addresses: NetworkAddresses) =>
  networkProblems({ addresses }).map(({ code, path }) => `${code} ${path.replace('addresses.', '')}`);
const EXISTING = { projectId: 'sunrise-shared-vpc', network: 'hospital-wide', subnetwork: 'rcm' };

it('accepts the default ranges', () => {
  expect(networkProblems({})).toEqual([]);
  expect(found(NETWORK_ADDRESS_DEFAULTS)).toEqual([]);
});

it.each<[string, NetworkAddresses]>([
  ['the smallest that are large enough', { workloads: '10.1.0.0/24', services: '10.1.1.0/24', airflow: '10.2.0.0/20' }],
  ['the ends of the private networks', { workloads: '172.31.255.0/24', services: '192.168.0.0/16' }],
  ['neighbours', { workloads: '10.0.0.0/16', services: '10.1.0.0/16' }],
  ['addresses of RFC 6598', { workloads: '100.64.0.0/20' }],
])('takes %s', (_case, addresses) => {
  expect(found(addresses)).toEqual([]);
});

it.each<[string, NetworkAddresses, string]>([
  ['no range', { workloads: '10.64.0.0' }, 'CIDR_INVALID workloads'],
  ['a prefix that there is not', { services: '10.64.0.0/33' }, 'CIDR_INVALID services'],
  ['three numbers', { workloads: '10.64.0/20' }, 'CIDR_INVALID workloads'],
  ['an octal number', { workloads: '010.64.0.0/20' }, 'CIDR_INVALID workloads'],
  ['IPv6', { workloads: 'fd00::/64' }, 'CIDR_INVALID workloads'],
  ['an address inside its range', { workloads: '10.64.1.0/20' }, 'CIDR_OFF_BOUNDARY workloads'],
  ['public addresses', { workloads: '34.64.0.0/20' }, 'CIDR_NOT_PRIVATE workloads'],
  ['private addresses and their neighbours', { services: '192.168.0.0/15' }, 'CIDR_NOT_PRIVATE services'],
  ['half of what the workloads need', { workloads: '10.64.0.0/25' }, 'CIDR_TOO_SMALL workloads'],
  ['half of what Cloud SQL needs', { services: '10.65.0.0/25' }, 'CIDR_TOO_SMALL services'],
  ['half of what Airflow needs', { airflow: '10.70.0.0/21' }, 'CIDR_TOO_SMALL airflow'],
  ['twice what Airflow takes', { airflow: '10.70.0.0/19' }, 'CIDR_INVALID airflow'],
  ['one range for two', { services: NETWORK_ADDRESS_DEFAULTS.workloads }, 'CIDR_OVERLAP services'],
  ['a range inside another', { airflow: '10.65.16.0/20' }, 'CIDR_OVERLAP airflow'],
  ['a range around another', { services: '10.64.0.0/10' }, 'CIDR_OVERLAP services'],
  ['addresses that Cloud SQL keeps for itself', { workloads: '172.17.4.0/24' }, 'CIDR_OVERLAP workloads'],
])('refuses %s', (_case, addresses, problem) => {
  expect(found(addresses)).toEqual([problem]);
});

it('says all of it at once, of ranges that can be compared too', () => {
  expect(found({ workloads: '8.8.8.8/25', services: 'all', airflow: '8.8.0.0/20' }).sort()).toEqual([
    'CIDR_INVALID services',
    'CIDR_NOT_PRIVATE airflow',
    'CIDR_NOT_PRIVATE workloads',
    'CIDR_OFF_BOUNDARY workloads',
    'CIDR_OVERLAP airflow',
    'CIDR_TOO_SMALL workloads',
  ]);
});

it('leaves the ranges of an existing network to its owner, and chooses those inside Airflow', () => {
  const addresses = { workloads: '10.1.0.0/24', airflow: '10.70.0.0/21' };
  expect(networkProblems({ network: EXISTING, addresses }).map(({ code, path }) => `${code} ${path}`)).toEqual([
    'ADDRESSES_OF_OTHERS addresses.workloads',
    'CIDR_TOO_SMALL addresses.airflow',
  ]);
});

describe('hosts outside', () => {
  const why = 'asks for codes; discloses nothing about a patient';
  const problems = (publicApis: { host: string; why: string }[], network?: typeof EXISTING) =>
    networkProblems({ publicApis, ...(network ? { network } : {}) }).map(({ code, path }) => `${code} ${path}`);

  it('are whole names with a reason, or none', () => {
    expect(problems([])).toEqual([]);
    expect(problems([{ host: 'npiregistry.cms.hhs.gov', why }])).toEqual([]);
  });

  it.each(['*.example.org', 'https://example.org', 'example', '8.8.8.8', 'Example.org'])('are not "%s"', (host) => {
    expect(problems([{ host, why }])).toEqual(['HOST_INVALID publicApis[0].host']);
  });

  it('want a reason, and belong to the owner of an existing network', () => {
    expect(problems([{ host: 'example.org', why: ' ' }])).toEqual(['REASON_MISSING publicApis[0].why']);
    expect(problems([{ host: 'example.org', why }], EXISTING)).toEqual(['ADDRESSES_OF_OTHERS publicApis']);
  });
});

describe('the address of a database that exists', () => {
  it.each([
    ['the first of the workloads', '10.64.0.0'],
    ['the last of the workloads', '10.64.15.255'],
    ['one of the services', '10.65.7.7'],
    ['one inside Airflow', '100.64.130.1'],
  ])('is not %s', (_case, host) => {
    expect(hostProblems({}, host).map(({ code, path }) => `${code} ${path}`)).toEqual(['CIDR_OVERLAP emr.host']);
  });

  it.each(['10.64.16.0', '10.63.255.255', '10.20.0.5', 'emr.sunrise.example'])('may be %s', (host) => {
    expect(hostProblems({}, host)).toEqual([]);
  });

  it('is compared with what is ours in an existing network', () => {
    expect(hostProblems({ network: EXISTING }, '10.64.0.5')).toEqual([]);
    expect(hostProblems({ network: EXISTING }, '100.64.130.1')).toHaveLength(1);
  });
});
