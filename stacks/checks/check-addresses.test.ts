import type { RcmEnvironmentProps } from '../props/environment-props';
import { addressProblems } from './check-addresses';

const found = (address: string, optional: Partial<RcmEnvironmentProps> = {}) => {
  const groups = { engineers: address, analysts: 'analysts@sunrise.example', reviewers: 'compliance@sunrise.example' };
  const props = { groups, ...optional } as RcmEnvironmentProps;
  return addressProblems(props).map(({ code, path }) => `${code} ${path}`);
};

it.each([
  'rcm-engineers@sunrise.example',
  'rcm.engineers@sunrise.example',
  'data.warehouse@sunrise.example',
  'a.b-c@groups.sunrise.example',
])('takes %s for a group', (address) => {
  expect(found(address)).toEqual([]);
});

it.each(['jane.doe@sunrise.example', 'rcm-engineers@gmail.com'])('refuses %s, which is a person’s', (address) => {
  expect(found(address)).toEqual(['GROUP_ADDRESS_PERSONAL groups.engineers']);
});

it.each(['everybody', 'group:rcm@sunrise.example', 'Rcm@sunrise.example', 'rcm@p.iam.gserviceaccount.com', ''])(
  'refuses "%s", which is not the address of a group',
  (address) => {
    expect(found(address)).toEqual(['GROUP_ADDRESS_INVALID groups.engineers']);
  },
);

it('looks at the security contact and at the logging account too', () => {
  const optional = { securityContact: 'jane.doe@sunrise.example', loggingKmsAccount: 'cmek' };
  expect(found('rcm@sunrise.example', optional)).toEqual([
    'GROUP_ADDRESS_PERSONAL securityContact',
    'ACCOUNT_ADDRESS_INVALID loggingKmsAccount',
  ]);
});

it('refuses reviewers who would review themselves', () => {
  expect(found('compliance@sunrise.example')).toEqual(['REVIEWERS_NOT_APART groups.reviewers']);
});
