import { isUnknown } from '../../arguments/attribute';
import { engineOf, flagsOf } from '../../rule-parts/sql-instance';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

interface SafeFlag {
  readonly accepts: (value: string) => boolean;
  /** The engine's default is compliant too. */
  readonly mayBeAbsent: boolean;
  readonly because: string;
}

const is = (...values: string[]): SafeFlag['accepts'] => values.includes.bind(values);
const must = (because: string, ...values: string[]): SafeFlag => ({
  accepts: is(...values),
  mayBeAbsent: false,
  because,
});
const ifSet = (because: string, ...values: string[]): SafeFlag => ({
  accepts: is(...values),
  mayBeAbsent: true,
  because,
});

/** https://cloud.google.com/sql/docs lists the flags of each engine. */
const SAFE: Readonly<Record<'mysql' | 'postgres' | 'sqlserver', Readonly<Record<string, SafeFlag>>>> = {
  mysql: {
    local_infile: must('a client may load files into tables', 'off', '0'),
    skip_show_database: must('everybody sees which databases there are', 'on', '1'),
    log_bin_trust_function_creators: ifSet('functions may write what the log of changes cannot repeat', 'off', '0'),
    allow_suspicious_udfs: ifSet('any library may become a function', 'off', '0'),
    general_log: ifSet('every statement, with its values, is written into a log', 'off', '0'),
    require_secure_transport: ifSet('connections without TLS are accepted', 'on', '1'),
    tls_version: {
      accepts: (value) => !/tlsv1(\.[01])?(,|$)/.test(value.replaceAll(' ', '')),
      mayBeAbsent: true,
      because: 'old versions of TLS are accepted',
    },
  },
  postgres: {
    log_connections: must('sign-ins are not recorded', 'on'),
    log_disconnections: must('ends of sessions are not recorded', 'on'),
    log_statement: ifSet('no change of a table is recorded', 'ddl', 'mod', 'all'),
    log_min_duration_statement: ifSet('statements with their values are written into a log', '-1'),
    'cloudsql.enable_pgaudit': must('nobody can say which rows were read', 'on'),
    ssl_min_protocol_version: ifSet('old versions of TLS are accepted', 'tlsv1.2', 'tlsv1.3'),
  },
  sqlserver: {
    'contained database authentication': must('databases may have sign-ins of their own', 'off'),
    'cross db ownership chaining': must('the owner of one database may read another', 'off'),
    'external scripts enabled': ifSet('programs may run inside the database', 'off'),
    'remote access': must('procedures of other servers may run', 'off'),
  },
};

export const instanceFlags: ResourceRule = {
  id: 'sql-instance-flags',
  title: 'Database flags do not weaken access or logging',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.312(b)'],
  why: 'A flag changes what every user can do, regardless of grants.',
  fix: 'Set the flag that the finding names.',
  resourceTypes: ['google_sql_database_instance'],
  check({ attributes }) {
    const engine = engineOf(attributes);
    if (engine === undefined) return 'not_applicable';
    const flags = flagsOf(attributes);
    if (engine === 'unknown' || flags === 'unknown') return 'unknown';
    return allOf(
      ...Object.entries(SAFE[engine]).map(([name, { accepts, mayBeAbsent, because }]): Verdict => {
        const value = flags.get(name);
        if (isUnknown(value)) return 'unknown';
        if (value === undefined ? mayBeAbsent : accepts(value)) return [];
        const state = value === undefined ? 'is not set' : `is ${value}`;
        return [{ attribute: `settings.database_flags.${name}`, message: `${name} ${state}: ${because}` }];
      }),
    );
  },
};
