import { PLACEMENT } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { RestrictedGoogleDns } from './restricted-google-dns';
import { RESTRICTED_GOOGLE_ADDRESSES, RESTRICTED_GOOGLE_DOMAINS } from './restricted-google-dns-props';

const synthesize = () =>
  synthesizeConstruct(
    (stack) =>
      new RestrictedGoogleDns(stack, 'dns', {
        resourceName: (role) => `sunrise-dev-${role}`,
        placement: PLACEMENT,
      }),
  );

it.each(Object.entries(RESTRICTED_GOOGLE_DOMAINS))('answers for %s (%s) in the one network only', (role, domain) => {
  expect(synthesize().named('google_dns_managed_zone', `sunrise-dev-google-${role}`)).toMatchObject({
    dns_name: domain,
    visibility: 'private',
    private_visibility_config: { networks: [{ network_url: PLACEMENT.network }] },
  });
  expect(synthesize().named('google_dns_record_set', domain)).toMatchObject({
    type: 'A',
    rrdatas: RESTRICTED_GOOGLE_ADDRESSES,
  });
  expect(synthesize().named('google_dns_record_set', `*.${domain}`)).toMatchObject({ type: 'CNAME' });
});
