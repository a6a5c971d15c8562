import { bronzeTable, silverTable } from '../../model/catalogue';
import type { Dialect } from '../warehouse/dialect';
import { copied, type Select, union, withTables } from '../warehouse/named-columns';
import { columnList, sameKey, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { isOfKey, keyColumn, TEMPORARY, versionsInScope } from './history-versions';
import { type HospitalTable, type Scope, statementName, tableParameters } from './hospital-table';

/**
 * Query: one row `violation`, `versions` for each kind of error that the history would have after `rebuildHistory` of the scope; no rows
 * for a valid history. It computes the versions that would be written, and reads silver for all other keys: for a replay, and to say what
 * is wrong after `refuseViolations` has refused.
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
        where ${sameKey(dialect, of.entity.key, 'b', 'o')} and b._op = 'D' and b._taken_at = o.to_before)`,
    current_flag: 'is_current <> (valid_to is null)',
  };
  const found = Object.entries(violations).map(([violation, condition]) => ({
    columns: { violation: dialect.text(violation) },
    from: `from ordered o where ${condition}`,
  }));
  return statement(
    statementName(`history.violations${scope === 'applied' ? '_applied' : ''}`, of),
    `${withTables({
      ...versionsInScope(dialect, of, scope),
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
  const written = {
    columns: {
      ...Object.fromEntries(of.entity.key.map((name) => [name, dialect.identifier(keyColumn(name))])),
      valid_from: 'begins_at',
      valid_to: 'ended_at',
      is_current: 'ended_at is null',
    },
    from: `from ${TEMPORARY.versions} w where _op = 'U'`,
  };
  if (scope === 'applied') return [written];
  const kept = {
    columns: copied(dialect, [...of.entity.key, 'valid_from', 'valid_to', 'is_current']),
    from: `from ${dialect.table(silverTable(of.entity))} v
      where hospital_id = ${dialect.parameter('hospital_id')} and not exists (select 1 from ${TEMPORARY.touched} t where ${isOfKey(dialect, of.entity.key, 't', 'v')})`,
  };
  return [written, kept];
}

/**
 * Fails where the history that has just been written is invalid, so that its transaction is rolled back: the computed versions in every way
 * of `historyViolations`, all others in those that need no order. Their order was judged when they were written, and a replay judges it again.
 * No engine here can refuse by name: a word that is to be a number does it.
 */
export function refuseViolations(dialect: Dialect, of: HospitalTable): Statement {
  const { key } = of.entity;
  const computed = columnList(dialect, key.map(keyColumn));
  const before = (column: string) => `lag(${column}) over (partition by ${computed} order by begins_at, ended_at)`;
  const silver = `from ${dialect.table(silverTable(of.entity))} v where hospital_id = ${dialect.parameter('hospital_id')}`;
  const deletes = key.map(keyColumn).map((name) => `d.${dialect.identifier(name)} = o.${dialect.identifier(name)}`);
  const violations = {
    empty_interval: `${silver} and valid_from >= valid_to`,
    two_current: `from (select ${columnList(dialect, key)} ${silver} and is_current group by ${columnList(dialect, key)} having count(*) > 1) t`,
    current_flag: `${silver} and is_current <> (valid_to is null)`,
    overlap: 'from ordered o where from_before is not null and (to_before is null or begins_at < to_before)',
    gap: `from ordered o where begins_at > to_before and not exists (
        select 1 from ${TEMPORARY.versions} d where d._op = 'D' and ${deletes.join(' and ')} and d.begins_at = o.to_before)`,
  };
  const found = Object.entries(violations).map(([violation, from]) => ({
    columns: { violation: dialect.text(violation) },
    from,
  }));
  return statement(
    statementName('history.refuse_violations', of),
    `create or replace temp table history_violations as
${withTables({
  ordered: `select ${computed}, begins_at, ended_at, ${before('begins_at')} as from_before, ${before('ended_at')} as to_before from ${TEMPORARY.versions} w where _op = 'U'`,
  found: union(dialect, 'all', found),
})}
select ${dialect.cast('violation', 'INT64')} as violation from found f`,
    tableParameters(of),
  );
}
