import { attribute, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

/** Roles that can do anything in an instance, and the names that have them by default. */
const ROLES = new Set(['cloudsqlsuperuser', 'cloudsqladmin', 'sysadmin', 'customerdbrootrole']);
const NAMES = new Set(['root', 'postgres', 'sqlserver', 'admin', 'sa']);

export const userSuperuser: ResourceRule = {
  id: 'sql-user-superuser',
  title: 'The description holds no superuser of a database',
  severity: 'medium',
  controls: ['164.502(b)', '164.514(d)', '164.312(a)(1)'],
  why: 'A superuser can read and change every row and account, and disable its own logging.',
  fix: 'Keep the built-in administrator for emergencies, and grant the account only the rights that its work needs.',
  resourceTypes: ['google_sql_user'],
  check({ attributes }) {
    const roles = strings(attribute(attributes, 'database_roles'));
    const wide = roles === 'unknown' ? [] : roles.filter((role) => ROLES.has(role.toLowerCase()));
    const isBuiltIn = !/^(CLOUD_IAM_|ENTRAID_)/.test(String(attributes['type'] ?? ''));
    const name = String(attributes['name']).toLowerCase();
    if (isBuiltIn && NAMES.has(name)) return [{ attribute: 'name', message: `${name} can do everything` }];
    if (roles === 'unknown') return roles;
    return wide.map((role) => ({ attribute: 'database_roles', message: `${role} can do everything` }));
  },
};
