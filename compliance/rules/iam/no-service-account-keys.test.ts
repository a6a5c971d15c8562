import { judged } from '../../../test/judged';
import { noServiceAccountKeys } from './no-service-account-keys';

it('reports each key, whatever its arguments', () => {
  expect(
    judged(noServiceAccountKeys, {
      google_service_account_key: { key: { service_account_id: '${google_service_account.load.name}' } },
    }),
  ).toEqual({ checked: 1, defects: { 'google_service_account_key.key': ['service_account_id'] }, unknown: [] });
});
it('is not about the accounts themselves', () => {
  expect(judged(noServiceAccountKeys, { google_service_account: { load: { account_id: 'load' } } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
