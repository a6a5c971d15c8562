import { judged } from '../../../test/judged';
import { noPlainSecret } from './no-plain-secret';

it('reports what the state keeps, wherever it comes from, and write-only arguments that are written out', () => {
  expect(
    judged(noPlainSecret, {
      google_secret_manager_secret_version: {
        text: { secret_data: 'not-a-real-one' },
        random: { secret_data: '${random_password.p.result}' },
        written: { secret_data_wo: 'not-a-real-one' },
      },
      google_sql_user: { user: { password: '${var.password}' } },
      google_sql_database_instance: { root: { root_password: 'not-a-real-one' } },
    }),
  ).toEqual({
    checked: 5,
    defects: {
      'google_secret_manager_secret_version.text': ['secret_data'],
      'google_secret_manager_secret_version.random': ['secret_data'],
      'google_secret_manager_secret_version.written': ['secret_data_wo'],
      'google_sql_user.user': ['password'],
      'google_sql_database_instance.root': ['root_password'],
    },
    unknown: [],
  });
});
it('accepts write-only arguments from elsewhere, and IAM users, having looked at them', () => {
  expect(
    judged(noPlainSecret, {
      google_secret_manager_secret_version: {
        ephemeral: { secret_data_wo: '${ephemeral.random_password.p.result}', secret_data_wo_version: 1 },
      },
      google_sql_user: { account: { type: 'CLOUD_IAM_SERVICE_ACCOUNT' } },
      google_sql_database_instance: { silent: {} },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('is not about the secret around the version', () => {
  expect(judged(noPlainSecret, { google_secret_manager_secret: { other: { secret_id: 'emr-password' } } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
