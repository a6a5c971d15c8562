import { attribute, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

/** Roles that may do anything in an instance, and names that have them from the start. */
const ROLES = new Set(['cloudsqlsuperuser', 'cloudsqladmin', 'sysadmin', 'customerdbrootrole']);
const NAMES = new Set(['root', 'postgres', 'sqlserver', 'admin', 'sa']);

export const userSuperuser: ResourceRule = {
  id: 'sql-user-superuser',
  title: 'No account that may do everything in a database is part of the description',
  severity: 'medium',
  controls: ['164.502(b)', '164.514(d)', '164.312(a)(1)'],
  why: 'Such an account reads and changes every row and every account, and can end its own record.',
  fix: 'Leave the built-in administrator to an emergency, and give the account the rights that its work needs.',
  resourceTypes: ['google_sql_user'],
  check({ attributes }) {
    const roles = strings(attribute(attributes, 'database_roles'));
    const wide = roles === 'unknown' ? [] : roles.filter((role) => ROLES.has(role.toLowerCase()));
    const isBuiltIn = !/^(CLOUD_IAM_|ENTRAID_)/.test(String(attributes['type'] ?? ''));
    const name = String(attributes['name']).toLowerCase();
    if (isBuiltIn && NAMES.has(name)) return [{ attribute: 'name', message: `${name} may do everything` }];
    if (roles === 'unknown') return roles;
    return wide.map((role) => ({ attribute: 'database_roles', message: `${role} may do everything` }));
  },
};
