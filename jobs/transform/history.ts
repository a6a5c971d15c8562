import { bronzeTable, silverTable, supersededTable } from '../../model/catalogue';
import { opsHeldDeliveries, opsLoads } from '../../model/ops';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, type Select, union, withTables } from '../warehouse/named-columns';
import { bound, columnList, keyTexts, keyValue, lengthPrefixed, sameKey, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { changes } from './changes';
import { columnsText } from './event-order';
import {
  type HospitalTable,
  isNotHeld,
  runsInScope,
  type Scope,
  statementName,
  tableParameters,
} from './hospital-table';
import { recordMended } from './quarantine-decisions';
import { discardedRows, heldRows, placeOf, releasedRows, rowAndRules, wasReleased } from './quarantine-states';
import { brokenRuleIds, type RowRule, rowRules } from './row-rules';

/**
 * Rebuilds the history (SCD2, half-open [valid_from, valid_to)) of every key that a pending load touched, from all events of the key in
 * bronze except quarantined ones, and marks the loads as applied. Execute atomically, after `checkRows`, and only when `historyViolations`
 * of the same scope finds nothing. Scope `applied` rebuilds every key of the hospital, for a replay, and leaves pending loads pending.
 *
 * `changes` says when each version begins. Consecutive events with equal content are one version. `D` ends a version.
 * Versions that come out as silver has them stay. Those that no longer hold move to `supersededTable`, and what takes their place is known
 * from `knownAt` on: both together say what silver said at any time.
 * @param knownAt `YYYY-MM-DD HH:MM:SS.ffffff`, UTC, later than any of the table before: see `latestKnown`.
 */
export function rebuildHistory(
  dialect: Dialect,
  of: HospitalTable,
  knownAt: string,
  scope: Scope = 'pending',
): Statement[] {
  const values = { ...tableParameters(of), known_at: bound.instant(knownAt) };
  const name = (verb: string) => statementName(`history.${verb}${scope === 'applied' ? '_applied' : ''}`, of);
  return [
    statement(name('supersede'), supersede(dialect, of, scope), values),
    statement(name('clear'), clearSuperseded(dialect, of), values),
    statement(name('rebuild'), insertVersions(dialect, of, scope), values),
    ...(scope === 'applied' ? [] : [statement(name('mark_applied'), markApplied(dialect), values)]),
    recordMended(dialect, of, scope),
  ];
}

/** Query: one row `known`, the latest moment from or until which a version of the table was known; NULL before the first. */
export function latestKnown(dialect: Dialect, of: HospitalTable): Statement {
  const hospital = `hospital_id = ${dialect.parameter('hospital_id')}`;
  const moments = [
    {
      columns: { known: 'max(known_from)' },
      from: `from ${dialect.table(silverTable(of.entity))} v where ${hospital}`,
    },
    {
      columns: { known: 'max(known_to)' },
      from: `from ${dialect.table(supersededTable(of.entity))} v where ${hospital}`,
    },
  ];
  return statement(
    statementName('history.latest_known', of),
    `select max(known) as known from (\n${union(dialect, 'all', moments)}\n) moments`,
    { hospital_id: bound.text(of.hospitalId) },
  );
}

function markApplied(dialect: Dialect): string {
  return `update ${dialect.table(opsLoads)} set applied_at = ${dialect.now()}
      where hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')} and applied_at is null
        and run_id not in (select run_id from ${dialect.table(opsHeldDeliveries)} where hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')})`;
}

/** The versions of the keys in scope that `versions` no longer has, or has otherwise. */
function supersede(dialect: Dialect, of: HospitalTable, scope: Scope): string {
  const silver = silverTable(of.entity);
  // NULL is one of the values that are compared.
  const same = (kept: string, written: string, none: string) =>
    `coalesce(${kept}, ${none}) = coalesce(${written}, ${none})`;
  // A replay trusts nothing in silver, a hash beside its values neither.
  const sameContent = `
            and ${columnsText(dialect, of.entity, 'w')} = ${columnsText(dialect, of.entity, 'v')}`;
  return insertInto(dialect, supersededTable(of.entity), {
    with: {
      ...versions(dialect, of, scope),
      written: `select *, ${brokenRuleIds(dialect, warningRules(dialect, of))} as _warnings from versions where _op = 'U'`,
    },
    columns: {
      ...copied(
        dialect,
        silver.columns.map((column) => column.name),
        'v',
      ),
      known_to: dialect.parameter('known_at'),
    },
    from: `
      from ${dialect.table(silver)} v
      where hospital_id = ${dialect.parameter('hospital_id')}${touched(dialect, of, scope)}
        and not exists (
          select 1 from written w
          where ${sameKey(dialect, of.entity.key, 'w', 'v')} and w.begins_at = v.valid_from and w._run_id = v._run_id and w._row_hash = v._row_hash
            and ${same('v.valid_to', 'w.ended_at', dialect.timestampLiteral(NEVER))}
            and ${same('v._warnings', 'w._warnings', "''")}${scope === 'applied' ? sameContent : ''})`,
  });
}

/** Stands for an end that has not come; no version ends then. */
const NEVER = '9999-12-31 00:00:00.000000';

function clearSuperseded(dialect: Dialect, of: HospitalTable): string {
  const hospital = `hospital_id = ${dialect.parameter('hospital_id')}`;
  const version = lengthPrefixed(dialect, [...keyTexts(dialect, of.entity), dialect.timestampText('valid_from')]);
  return `delete from ${dialect.table(silverTable(of.entity))} as v where ${hospital} and ${version} in (
        select ${version} from ${dialect.table(supersededTable(of.entity))} s where ${hospital} and known_to = ${dialect.parameter('known_at')})`;
}

/**
 * A condition that starts with ` and`: only keys with events of the runs in scope. The subquery is not correlated: BigQuery's emulator
 * confuses the columns of a correlated subquery in a DELETE.
 */
function touched(dialect: Dialect, of: HospitalTable, scope: Scope): string {
  return scope === 'applied' ? '' : ` and ${keyValue(dialect, of.entity)} in (${touchedKeys(dialect, of, scope)})`;
}

function touchedKeys(dialect: Dialect, of: HospitalTable, scope: Scope): string {
  return `
        select ${keyValue(dialect, of.entity)} from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} b where (_run_id in ${runsInScope(dialect, scope)} or ${wasReleased(dialect, of.entity)})`;
}

/**
 * Tables for a `with`, the last of them `events`: those that count, released rows too and discarded ones never. A replay applies today's rules, because quarantine still
 * holds the results of older rules.
 */
function countedEvents(dialect: Dialect, of: HospitalTable, scope: Scope): Record<string, string> {
  const bronze = dialect.table(bronzeTable(of.entity, of.hospitalId));
  if (scope === 'applied') {
    const errors = rowRules(dialect, of.entity).filter((rule) => rule.severity === 'error');
    const release = rowAndRules(dialect, '_run_id', '_seq', 'broken');
    return {
      released_rows: releasedRows(dialect, of.entity),
      discarded_rows: discardedRows(dialect, of.entity),
      judged: `select e.*, ${brokenRuleIds(dialect, errors)} as broken from ${bronze} e where e._run_id in ${runsInScope(dialect, scope)}`,
      events: `
        select * from judged j
        where _op <> 'U' or ((broken is null or ${release} in (select released from released_rows))
          and ${placeOf(dialect, '_run_id', '_seq')} not in (select discarded from discarded_rows) and ${isNotHeld(dialect, 'j')})`,
    };
  }
  return {
    held: heldRows(dialect, of.entity),
    events: `
      select e.* from ${bronze} e
      where not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq)${touched(dialect, of, scope)}`,
  };
}

/** The warning on a version that does not begin at its own cursor. */
export const SOURCE_TIME_IMPLAUSIBLE = 'source_time_implausible';

function warningRules(dialect: Dialect, of: HospitalTable): RowRule[] {
  return [
    ...rowRules(dialect, of.entity).filter((rule) => rule.severity === 'warning'),
    ...(of.entity.cursor === null
      ? []
      : [{ id: SOURCE_TIME_IMPLAUSIBLE, severity: 'warning', failed: 'not is_stated' } as const]),
  ];
}

/** The versions in scope that silver does not have, which `supersede` and `clearSuperseded` have left alone. */
function insertVersions(dialect: Dialect, of: HospitalTable, scope: Scope): string {
  const silver = silverTable(of.entity);
  const names = of.entity.columns.map((column) => column.name);
  return insertInto(dialect, silver, {
    with: versions(dialect, of, scope),
    columns: {
      ...copied(dialect, [...names, '_row_hash', '_run_id']),
      hospital_id: dialect.parameter('hospital_id'),
      valid_from: 'begins_at',
      valid_to: 'ended_at',
      is_current: 'ended_at is null',
      known_from: dialect.parameter('known_at'),
      _warnings: brokenRuleIds(dialect, warningRules(dialect, of)),
    },
    from: `
      from versions w
      where _op = 'U' and not exists (
        select 1 from ${dialect.table(silver)} v
        where v.hospital_id = ${dialect.parameter('hospital_id')} and ${sameKey(dialect, of.entity.key, 'v', 'w')} and v.valid_from = w.begins_at)`,
  });
}

/** Named tables, the last of them `versions`: the changes of each key in scope, deletes included; `ended_at` is the moment of the next change. */
function versions(dialect: Dialect, of: HospitalTable, scope: Scope): Record<string, string> {
  const keys = columnList(dialect, of.entity.key);
  return {
    ...countedEvents(dialect, of, scope),
    ...changes(dialect, of.entity),
    // The next change, a delete too, ends the version.
    versions: `select *, lead(begins_at) over (partition by ${keys} order by begins_at) as ended_at from changes`,
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
  const key = keyValue(dialect, of.entity);
  const written = {
    columns: { ...keys, valid_from: 'begins_at', valid_to: 'ended_at', is_current: 'ended_at is null' },
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
