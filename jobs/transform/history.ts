import { bronzeTable, quarantineTable, silverTable } from '../../model/catalogue';
import { opsLoads } from '../../model/ops';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, type Select, union, withTables } from '../warehouse/named-columns';
import { columnList, keyValue, sameKey, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import {
  eventOrder,
  type HospitalTable,
  runsInScope,
  type Scope,
  statementName,
  tableParameters,
} from './hospital-table';
import { brokenRuleIds, modelRules, rowRules } from './row-rules';

/**
 * Rebuilds the history (SCD2, half-open [valid_from, valid_to)) of every key that a pending load touched, from all events of the key in
 * bronze except quarantined ones, and marks the loads as applied. Execute atomically, after `checkRows`, and only when `historyViolations`
 * of the same scope finds nothing. Scope `applied` rebuilds every key of the hospital, for a replay, and leaves pending loads pending.
 *
 * Of several events at one moment the last in `eventOrder` counts. Consecutive events with equal content are one version. `D` ends a version.
 */
export function rebuildHistory(dialect: Dialect, of: HospitalTable, scope: Scope = 'pending'): Statement[] {
  const values = tableParameters(of);
  const hospital = `hospital_id = ${dialect.parameter('hospital_id')}`;
  const name = (verb: string) => statementName(`history.${verb}${scope === 'applied' ? '_applied' : ''}`, of);
  return [
    statement(
      name('clear'),
      `delete from ${dialect.table(silverTable(of.entity))} as v where ${hospital}${touched(dialect, of, scope)}`,
      values,
    ),
    statement(name('rebuild'), insertVersions(dialect, of, scope), values),
    ...(scope === 'applied'
      ? []
      : [
          statement(
            name('mark_applied'),
            `update ${dialect.table(opsLoads)} set applied_at = ${dialect.now()}
      where ${hospital} and table_name = ${dialect.parameter('table_name')} and applied_at is null`,
            values,
          ),
        ]),
  ];
}

/**
 * A condition that starts with ` and`: only keys with events of the runs in scope. The subquery is not correlated: BigQuery's emulator
 * confuses the columns of a correlated subquery in a DELETE.
 */
function touched(dialect: Dialect, of: HospitalTable, scope: Scope): string {
  return scope === 'applied' ? '' : ` and ${keyValue(dialect, of.entity.key)} in (${touchedKeys(dialect, of, scope)})`;
}

function touchedKeys(dialect: Dialect, of: HospitalTable, scope: Scope): string {
  return `
        select ${keyValue(dialect, of.entity.key)} from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} b where _run_id in ${runsInScope(dialect, scope)}`;
}

/** Which events count. A replay applies today's rules, because quarantine still holds the results of older rules. */
function counted(dialect: Dialect, of: HospitalTable, scope: Scope): string {
  if (scope === 'applied') {
    const errors = rowRules(dialect, of.entity).filter((rule) => rule.severity === 'error');
    return `e._run_id in ${runsInScope(dialect, scope)} and (e._op <> 'U' or ${brokenRuleIds(dialect, errors)} is null)`;
  }
  return `not exists (
        select 1 from ${dialect.table(quarantineTable(of.entity))} q
        where q.hospital_id = ${dialect.parameter('hospital_id')} and q._run_id = e._run_id and q._seq = e._seq and q._raw_line is null)${touched(dialect, of, scope)}`;
}

function insertVersions(dialect: Dialect, of: HospitalTable, scope: Scope): string {
  const names = of.entity.columns.map((column) => column.name);
  const warnings = modelRules(dialect, of.entity).filter((rule) => rule.severity === 'warning');
  return insertInto(dialect, silverTable(of.entity), {
    with: versions(dialect, of, scope),
    columns: {
      ...copied(dialect, [...names, '_row_hash', '_run_id']),
      hospital_id: dialect.parameter('hospital_id'),
      valid_from: '_source_ts',
      valid_to: 'ended_at',
      is_current: 'ended_at is null',
      _warnings: brokenRuleIds(dialect, warnings),
    },
    from: "from versions where _op = 'U'",
  });
}

/** Named tables, the last of them `versions`: the changes of each key in scope, deletes included; `ended_at` is the moment of the next change. */
function versions(dialect: Dialect, of: HospitalTable, scope: Scope): Record<string, string> {
  const keys = columnList(dialect, of.entity.key);
  return {
    // The event that counts at each moment of each key: `recency` 1.
    moments: `
      select e.*, row_number() over (partition by ${columnList(dialect, of.entity.key, 'e')}, e._source_ts order by ${eventOrder('desc')}) as recency
      from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} e
      where ${counted(dialect, of, scope)}`,
    compared: `
      select *, concat(_op, _row_hash) as content,
        lag(concat(_op, _row_hash)) over (partition by ${keys} order by _source_ts) as content_before
      from moments where recency = 1`,
    // Changes only. The next change ends a version, and so does a delete.
    versions: `
      select *, lead(_source_ts) over (partition by ${keys} order by _source_ts) as ended_at
      from compared where content_before is null or content_before <> content`,
  };
}

/**
 * Query: one row `violation`, `versions` for each kind of error that the history would have after `rebuildHistory` of the scope; no rows
 * for a valid history. Run it before the rebuild, so that an invalid history is never committed: it reads the versions that would be
 * written, and silver for all other keys.
 *
 * `empty_interval`: valid_from >= valid_to. `two_current`: a key has two open versions. `overlap`: a version begins before the previous one ends.
 * `gap`: time between two versions without a delete. `current_flag`: is_current differs from `valid_to is null`.
 */
export function historyViolations(dialect: Dialect, of: HospitalTable, scope: Scope = 'pending'): Statement {
  const keys = columnList(dialect, of.entity.key);
  const before = (column: string) => `lag(${column}) over (partition by ${keys} order by valid_from, valid_to)`;
  const violations = {
    empty_interval: 'valid_from >= valid_to',
    two_current: 'current_versions > 1',
    overlap: 'from_before is not null and (to_before is null or valid_from < to_before)',
    gap: `valid_from > to_before and not exists (
        select 1 from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} b
        where ${sameKey(dialect, of.entity.key, 'b', 'o')} and b._op = 'D' and b._source_ts = o.to_before)`,
    current_flag: 'is_current <> (valid_to is null)',
  };
  const found = Object.entries(violations).map(([violation, condition]) => ({
    columns: { violation: dialect.text(violation) },
    from: `from ordered o where ${condition}`,
  }));
  return statement(
    statementName(`history.violations${scope === 'applied' ? '_applied' : ''}`, of),
    `${withTables({
      ...versions(dialect, of, scope),
      history: union(dialect, 'all', historyAfter(dialect, of, scope)),
      ordered: `
        select ${keys}, valid_from, valid_to, is_current, ${before('valid_from')} as from_before, ${before('valid_to')} as to_before,
          sum(case when is_current then 1 else 0 end) over (partition by ${keys}) as current_versions
        from history`,
      found: union(dialect, 'all', found),
    })}
select violation, count(*) as versions from found group by violation order by violation`,
    tableParameters(of),
  );
}

/** The versions that would be written, and the versions in silver of the keys that the scope does not touch. */
function historyAfter(dialect: Dialect, of: HospitalTable, scope: Scope): Select[] {
  const keys = copied(dialect, of.entity.key);
  const key = keyValue(dialect, of.entity.key);
  const written = {
    columns: { ...keys, valid_from: '_source_ts', valid_to: 'ended_at', is_current: 'ended_at is null' },
    from: "from versions where _op = 'U'",
  };
  if (scope === 'applied') return [written];
  const kept = {
    columns: { ...keys, ...copied(dialect, ['valid_from', 'valid_to', 'is_current']) },
    from: `from ${dialect.table(silverTable(of.entity))} v
      where hospital_id = ${dialect.parameter('hospital_id')} and ${key} not in (${touchedKeys(dialect, of, scope)} and ${key} is not null)`,
  };
  return [written, kept];
}
