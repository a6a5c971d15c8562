import { bronzeTable, quarantineTable, silverTable } from '../../model/catalogue';
import { opsLoads } from '../../model/ops';
import type { Dialect } from '../warehouse/dialect';
import type { Statement } from '../warehouse/warehouse';
import {
  eventOrder,
  type HospitalTable,
  runsInScope,
  type Scope,
  statementName,
  tableParameters,
} from './hospital-table';
import { brokenRuleIds, modelRules } from './rules';
import { columnList, keyValue, sameKey, statement } from './statement';

/**
 * Brings silver up to date: the history (SCD2, half-open [valid_from, valid_to)) of every key that a pending load touched is
 * rebuilt from all of the key's events in bronze, without the quarantined ones; then the loads are marked as applied.
 * Execute atomically, after `checkRows`. With scope `all` every key of the hospital is rebuilt, for a replay.
 *
 * Several events of one moment: the last in `eventOrder` holds. Consecutive events with equal content are one version. `D` ends a version.
 */
export function rebuildHistory(dialect: Dialect, of: HospitalTable, scope: Scope = 'pending'): Statement[] {
  const values = tableParameters(of);
  const hospital = `hospital_id = ${dialect.parameter('hospital_id')}`;
  const name = (verb: string) => statementName(`history.${verb}${scope === 'all' ? '_all' : ''}`, of);
  return [
    statement(
      name('clear'),
      `delete from ${dialect.table(silverTable(of.entity))} as v where ${hospital}${touched(dialect, of, scope)}`,
      values,
    ),
    statement(name('rebuild'), insertVersions(dialect, of, scope), values),
    statement(
      name('mark_applied'),
      `update ${dialect.table(opsLoads)} set applied_at = ${dialect.now()}
      where ${hospital} and table_name = ${dialect.parameter('table_name')} and applied_at is null`,
      values,
    ),
  ];
}

/**
 * ` and ...`: only keys that the runs in scope brought events of. The subquery does not look outside itself:
 * BigQuery's emulator mistakes the columns of a correlated one in a DELETE.
 */
function touched(dialect: Dialect, of: HospitalTable, scope: Scope): string {
  if (scope === 'all') return '';
  const key = keyValue(dialect, of.entity.key);
  return ` and ${key} in (
        select ${key} from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} b where _run_id in ${runsInScope(dialect, scope)})`;
}

function insertVersions(dialect: Dialect, of: HospitalTable, scope: Scope): string {
  const columns = columnList(
    dialect,
    of.entity.columns.map((column) => column.name),
  );
  const keys = columnList(dialect, of.entity.key);
  const warnings = modelRules(dialect, of.entity).filter((rule) => rule.severity === 'warning');
  return `
    insert into ${dialect.table(silverTable(of.entity))} (hospital_id, ${columns}, valid_from, valid_to, is_current, _row_hash, _run_id, _warnings)
    with moments as (
      -- the event that holds at each moment of each key
      select e.*, row_number() over (partition by ${columnList(dialect, of.entity.key, 'e')}, e._source_ts order by ${eventOrder('desc')}) as recency
      from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} e
      where not exists (
        select 1 from ${dialect.table(quarantineTable(of.entity))} q
        where q.hospital_id = ${dialect.parameter('hospital_id')} and q._run_id = e._run_id and q._seq = e._seq and q._raw_line is null)${touched(dialect, of, scope)}
    ),
    compared as (
      select *, concat(_op, _row_hash) as content,
        lag(concat(_op, _row_hash)) over (partition by ${keys} order by _source_ts) as content_before
      from moments where recency = 1
    ),
    versions as (
      -- changes only; the next change, a delete too, ends the version
      select *, lead(_source_ts) over (partition by ${keys} order by _source_ts) as ended_at
      from compared where content_before is null or content_before <> content
    )
    select ${dialect.parameter('hospital_id')}, ${columns}, _source_ts, ended_at, ended_at is null, _row_hash, _run_id,
      ${brokenRuleIds(dialect, warnings)}
    from versions where _op = 'U'`;
}

/**
 * Query: what is wrong with the history of a table, one row `violation`, `versions` per kind; no rows when all is well.
 * `empty_interval`: valid_from >= valid_to. `two_current`: a key has two open versions. `overlap`: a version begins before the one before it ends.
 * `gap`: versions do not meet although nothing was deleted in between. `current_flag`: is_current is not `valid_to is null`.
 */
export function historyViolations(dialect: Dialect, of: HospitalTable): Statement {
  const keys = columnList(dialect, of.entity.key);
  return statement(
    statementName('history.violations', of),
    `
    with ordered as (
      select ${keys}, valid_from, valid_to, is_current,
        lag(valid_from) over (partition by ${keys} order by valid_from, valid_to) as from_before,
        lag(valid_to) over (partition by ${keys} order by valid_from, valid_to) as to_before,
        sum(case when is_current then 1 else 0 end) over (partition by ${keys}) as current_versions
      from ${dialect.table(silverTable(of.entity))} v where hospital_id = ${dialect.parameter('hospital_id')}
    ),
    found as (
      select 'empty_interval' as violation from ordered where valid_from >= valid_to
      union all
      select 'two_current' from ordered where current_versions > 1
      union all
      select 'overlap' from ordered where from_before is not null and (to_before is null or valid_from < to_before)
      union all
      select 'gap' from ordered o where valid_from > to_before and not exists (
        select 1 from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} b
        where ${sameKey(dialect, of.entity.key, 'b', 'o')} and b._op = 'D' and b._source_ts = o.to_before)
      union all
      select 'current_flag' from ordered where is_current <> (valid_to is null)
    )
    select violation, count(*) as versions from found group by violation order by violation`,
    tableParameters(of),
  );
}
