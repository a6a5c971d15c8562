import { isUnknown } from '../../arguments/attribute';
import { engineOf, flagsOf } from '../../rule-parts/sql-instance';
import type { ResourceRule } from '../../verdicts/rule';

const FLAG = { mysql: 'cloudsql_iam_authentication', postgres: 'cloudsql.iam_authentication' } as const;

export const instanceIamAuthentication: ResourceRule = {
  id: 'sql-instance-iam-authentication',
  title: 'Databases authenticate with IAM',
  severity: 'medium',
  controls: ['164.312(a)(2)(i)', '164.312(d)', '164.308(a)(5)(ii)(D)'],
  why: 'Without IAM sign-in every user needs a database password, which gets shared and forgotten.',
  fix: 'Add the database flag cloudsql_iam_authentication (MySQL) or cloudsql.iam_authentication (PostgreSQL) with the value on.',
  resourceTypes: ['google_sql_database_instance'],
  check({ attributes }) {
    const engine = engineOf(attributes);
    if (engine === 'unknown') return engine;
    // SQL Server has none.
    if (engine !== 'mysql' && engine !== 'postgres') return 'not_applicable';
    const flags = flagsOf(attributes);
    const value = flags === 'unknown' ? flags : flags.get(FLAG[engine]);
    if (value === 'unknown' || isUnknown(value)) return 'unknown';
    return value === 'on' ? [] : [{ attribute: 'settings.database_flags', message: `${FLAG[engine]} is not on` }];
  },
};
