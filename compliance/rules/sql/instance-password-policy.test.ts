import { itJudges, OfType } from '../../../test/rule-cases';
import { instancePasswordPolicy } from './instance-password-policy';

const policy = 'settings.password_validation_policy';
const sound = {
  enable_password_policy: true,
  complexity: 'COMPLEXITY_DEFAULT',
  disallow_username_substring: true,
  min_length: 14,
  reuse_interval: 5,
};
const instance = (of: Record<string, string | number | boolean>) => ({
  database_version: 'MYSQL_8_4',
  settings: { user_labels: { a: 'b' }, password_validation_policy: of },
});

itJudges(instancePasswordPolicy, {
  type: 'google_sql_database_instance',
  reports: {
    'no policy': [{ database_version: 'POSTGRES_16' }, `${policy}.enable_password_policy`],
    'a policy that is off': [instance({ ...sound, enable_password_policy: false }), `${policy}.enable_password_policy`],
    'short passwords': [instance({ ...sound, min_length: 13 }), `${policy}.min_length`],
    'passwords that come back, with the name inside': [
      instance({ ...sound, reuse_interval: 0, disallow_username_substring: false }),
      `${policy}.disallow_username_substring`,
      `${policy}.reuse_interval`,
    ],
    'passwords of one kind of letter': [
      instance({ ...sound, complexity: 'COMPLEXITY_UNSPECIFIED' }),
      `${policy}.complexity`,
    ],
  },
  accepts: {
    'the least': instance(sound),
    'more, as a list': {
      database_version: 'POSTGRES_16',
      settings: [{ password_validation_policy: [{ ...sound, min_length: '20', reuse_interval: 10 }] }],
    },
  },
  ignores: {
    'SQL Server': { database_version: 'SQLSERVER_2022_STANDARD' },
    'a replica': { database_version: 'MYSQL_8_4', master_instance_name: 'primary' },
    'another type': new OfType('google_sql_user', {}),
  },
  unknown: {
    'a computed length': instance({ ...sound, min_length: '${var.n}' }),
    'a computed policy': { settings: { password_validation_policy: '${var.policy}' } },
  },
});
