import { judged } from '../../../test/judged';
import { subnetPrivateGoogleAccess } from './subnet-private-google-access';

it('reports a subnet that needs the internet', () => {
  expect(
    judged(subnetPrivateGoogleAccess, {
      google_compute_subnetwork: { silent: {}, off: { private_ip_google_access: false } },
    }),
  ).toEqual({
    checked: 2,
    defects: {
      'google_compute_subnetwork.silent': ['private_ip_google_access'],
      'google_compute_subnetwork.off': ['private_ip_google_access'],
    },
    unknown: [],
  });
});
it('accepts private access, having looked at it', () => {
  expect(
    judged(subnetPrivateGoogleAccess, { google_compute_subnetwork: { on: { private_ip_google_access: true } } }),
  ).toEqual({ checked: 1, defects: {}, unknown: [] });
});
it('is not about subnets without machines', () => {
  expect(
    judged(subnetPrivateGoogleAccess, {
      google_compute_subnetwork: { connect: { purpose: 'PRIVATE_SERVICE_CONNECT' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(subnetPrivateGoogleAccess, {
      google_compute_subnetwork: { variable: { private_ip_google_access: '${var.on}' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_compute_subnetwork.variable'] });
});
