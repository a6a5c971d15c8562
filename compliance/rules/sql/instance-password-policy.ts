import { attribute, isTrue, numberOf } from '../../arguments/attribute';
import { engineOf, isReplica } from '../../rule-parts/sql-instance';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue, type Verdict } from '../../verdicts/verdict';

/** The length that public benchmarks require; the regulation names no number. */
export const LEAST_PASSWORD_LENGTH = 14;
/** How many earlier passwords cannot be reused. */
export const LEAST_REUSE_INTERVAL = 5;

export const instancePasswordPolicy: ResourceRule = {
  id: 'sql-instance-password-policy',
  title: 'Databases reject weak and repeated passwords',
  severity: 'medium',
  controls: ['164.308(a)(5)(ii)(D)', '164.312(d)'],
  why: 'An account of the database itself is only as safe as its password.',
  fix: `Set settings.password_validation_policy: enable_password_policy, COMPLEXITY_DEFAULT, disallow_username_substring, min_length ${LEAST_PASSWORD_LENGTH} or more, reuse_interval ${LEAST_REUSE_INTERVAL} or more.`,
  resourceTypes: ['google_sql_database_instance'],
  check({ attributes }) {
    const engine = engineOf(attributes);
    // SQL Server has the policy of its own sign-ins; a replica that of its primary.
    if (engine === 'sqlserver' || isReplica(attributes)) return 'not_applicable';
    const expects = (name: string, accepts: Parameters<typeof expectValue>[1], wrong: string): Verdict =>
      expectValue(attribute(attributes, 'settings', 'password_validation_policy', name), accepts, {
        attribute: `settings.password_validation_policy.${name}`,
        message: `password_validation_policy.${name} ${wrong}`,
      });
    const on = expects('enable_password_policy', isTrue, 'is not true');
    if (on !== 'unknown' && on.length > 0) return on;
    return allOf(
      on,
      expects('complexity', (value) => value === 'COMPLEXITY_DEFAULT', 'is not COMPLEXITY_DEFAULT'),
      expects('disallow_username_substring', isTrue, 'is not true'),
      expects('min_length', (n) => numberOf(n) >= LEAST_PASSWORD_LENGTH, `is not ${LEAST_PASSWORD_LENGTH} or more`),
      expects('reuse_interval', (n) => numberOf(n) >= LEAST_REUSE_INTERVAL, `is not ${LEAST_REUSE_INTERVAL} or more`),
    );
  },
};
