import { attribute, isUnknown } from '../../arguments/attribute';
import { meant } from '../../estate/references';
import { engineOf } from '../../rule-parts/sql-instance';
import type { ResourceRule } from '../../verdicts/rule';

export const userHost: ResourceRule = {
  id: 'sql-user-host',
  title: 'Accounts with a password sign in from named addresses only',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.312(d)'],
  why: 'With the host "%", the default, the password works from anywhere that reaches the database.',
  fix: 'Set host to an address or a range, or use an account of Google.',
  resourceTypes: ['google_sql_user'],
  check(user, estate) {
    const type = attribute(user.attributes, 'type') ?? 'BUILT_IN';
    if (isUnknown(type)) return 'unknown';
    if (type !== 'BUILT_IN' && type !== '') return 'not_applicable';
    const instance = meant(estate, user, user.attributes['instance'], 'google_sql_database_instance');
    const engine = instance ? engineOf(instance.attributes) : undefined;
    // Only MySQL knows hosts.
    if (engine === 'postgres' || engine === 'sqlserver') return 'not_applicable';
    const host = attribute(user.attributes, 'host');
    if (isUnknown(host)) return 'unknown';
    const open = host === undefined || host === '' || String(host).startsWith('%') || host === '0.0.0.0/0';
    if (open && !instance && !estate.complete) return 'unknown';
    return open ? [{ attribute: 'host', message: 'the account can sign in from anywhere' }] : [];
  },
};
