import { bronzeTable, silverTable, supersededTable } from '../../model/catalogue';
import { opsHeldDeliveries, opsLoads } from '../../model/ops';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, union } from '../warehouse/named-columns';
import { bound, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { onlyChange } from './changes';
import {
  computeVersions,
  type HistoryScope,
  isOfKey,
  TEMPORARY,
  versionWarnings,
  warningRules,
} from './history-versions';
import { refuseViolations } from './history-violations';
import { type HospitalTable, statementName, tableParameters } from './hospital-table';
import { recordMended } from './quarantine-decisions';
import { heldRows } from './quarantine-states';
import { brokenRuleIds } from './row-rules';

/**
 * Rebuilds the history (SCD2, half-open [valid_from, valid_to)) of every key that a pending load touched, from all events of the key in
 * bronze except quarantined ones, and marks the loads as applied. Execute atomically, after `checkRows`: an invalid history
 * fails in it. Scope `first` gives the same for a table without a history, see `historyBegun`; `applied` rebuilds every key of the hospital, for a replay, and leaves pending loads pending.
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
  scope: HistoryScope = 'pending',
): Statement[] {
  const values = { ...tableParameters(of), known_at: bound.instant(knownAt) };
  const name = (verb: string) => statementName(`history.${verb}`, of);
  const changed =
    scope === 'first'
      ? [statement(name('insert_single_first'), insertSingleEvents(dialect, of), values)]
      : [
          statement(name('supersede'), supersede(dialect, of), values),
          statement(name('end'), endVersions(dialect, of), values),
          statement(name('clear'), clearReplaced(dialect, of), values),
        ];
  return [
    ...computeVersions(dialect, of, scope, values),
    ...changed,
    statement(name('rebuild'), insertVersions(dialect, of), values),
    refuseViolations(dialect, of),
    ...(scope === 'applied' ? [] : [statement(name('mark_applied'), markApplied(dialect), values)]),
    recordMended(dialect, of, scope === 'applied' ? scope : 'pending'),
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

/** Query: one row `applied`, `versions`: how many loads are in the history of the table, and how many versions it has. */
export function historyBegun(dialect: Dialect, of: HospitalTable): Statement {
  const hospital = `hospital_id = ${dialect.parameter('hospital_id')}`;
  const loads = `select count(*) from ${dialect.table(opsLoads)} l where ${hospital} and table_name = ${dialect.parameter('table_name')} and applied_at is not null`;
  const versions = `select count(*) from ${dialect.table(silverTable(of.entity))} v where ${hospital}`;
  return statement(
    statementName('history.begun', of),
    `select (${loads}) as applied, (${versions}) as versions`,
    tableParameters(of),
  );
}

function markApplied(dialect: Dialect): string {
  return `update ${dialect.table(opsLoads)} set applied_at = ${dialect.now()}
      where hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')} and applied_at is null
        and run_id not in (select run_id from ${dialect.table(opsHeldDeliveries)} where hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')})`;
}

/** Copies what silver no longer says as it was. */
function supersede(dialect: Dialect, of: HospitalTable): string {
  const silver = silverTable(of.entity);
  return insertInto(dialect, supersededTable(of.entity), {
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
      where v.hospital_id = ${dialect.parameter('hospital_id')} and exists (select 1 from ${TEMPORARY.replaced} r where ${isOfVersion(dialect, of, 'r')})`,
  });
}

/** A row of a temporary table is of the version `v` of silver. */
function isOfVersion(dialect: Dialect, { entity }: HospitalTable, alias: string): string {
  return `${isOfKey(dialect, entity.key, alias, 'v')} and ${alias}.begins_at = v.valid_from`;
}

/**
 * Where only the end of a version is another, it is changed in place: the usual change, and an engine of columns that deletes and inserts
 * rows writes many times as much.
 */
function endVersions(dialect: Dialect, of: HospitalTable): string {
  const end = (value: string) =>
    `(select ${value} from ${TEMPORARY.versions} w where ${isOfVersion(dialect, of, 'w')} and w._op = 'U')`;
  return `
      update ${dialect.table(silverTable(of.entity))} as v
      set valid_to = ${end('w.ended_at')}, is_current = ${end('w.ended_at is null')}, known_from = ${dialect.parameter('known_at')}
      where v.hospital_id = ${dialect.parameter('hospital_id')} and exists (select 1 from ${TEMPORARY.replaced} r where r.ends and ${isOfVersion(dialect, of, 'r')})`;
}

function clearReplaced(dialect: Dialect, of: HospitalTable): string {
  return `
      delete from ${dialect.table(silverTable(of.entity))} as v
      where v.hospital_id = ${dialect.parameter('hospital_id')} and exists (select 1 from ${TEMPORARY.replaced} r where not r.ends and ${isOfVersion(dialect, of, 'r')})`;
}

/** The computed versions that silver does not have, which the statements before have left alone. */
function insertVersions(dialect: Dialect, of: HospitalTable): string {
  const { key } = of.entity;
  const silver = silverTable(of.entity);
  return insertInto(dialect, silver, {
    with: {
      missing: `
        select w.* from ${TEMPORARY.versions} w
        where w._op = 'U' and not exists (
          select 1 from ${dialect.table(silver)} v
          where v.hospital_id = ${dialect.parameter('hospital_id')} and ${isOfVersion(dialect, of, 'w')})`,
    },
    columns: {
      ...versionColumns(dialect, of),
      valid_from: 'm.begins_at',
      valid_to: 'm.ended_at',
      is_current: 'm.ended_at is null',
      _warnings: 'm._warnings',
    },
    // The moment of the snapshot says nothing that run and place do not, but engines skip what lies outside of those that are looked for.
    from: `
      from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} e
      join missing m on m._run_id = e._run_id and m._seq = e._seq and m._taken_at = e._taken_at and ${isOfKey(dialect, key, 'm', 'e')}`,
  });
}

/** Of a table without a history: the keys with one event, whose version needs no comparison. */
function insertSingleEvents(dialect: Dialect, of: HospitalTable): string {
  const { entity } = of;
  const { beginsAt, isStated } = onlyChange(entity);
  const hasKey = entity.key.map((name) => `e.${dialect.identifier(name)} is not null`).join(' and ');
  return insertInto(dialect, silverTable(entity), {
    with: {
      held: heldRows(dialect, entity),
      judged: `
        select e.*, ${isStated} as is_stated, ${brokenRuleIds(dialect, warningRules(dialect, of))} as row_warnings
        from ${dialect.table(bronzeTable(entity, of.hospitalId))} e`,
    },
    columns: {
      ...versionColumns(dialect, of),
      valid_from: beginsAt,
      valid_to: null,
      is_current: 'true',
      _warnings: versionWarnings(dialect, of, 'row_warnings', 'is_stated'),
    },
    from: `
      from judged e
      where _op = 'U' and ${hasKey}
        and not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq)
        and not exists (select 1 from ${TEMPORARY.touched} t where ${isOfKey(dialect, entity.key, 't', 'e')})`,
  });
}

/** The columns of a version that its event has. */
function versionColumns(dialect: Dialect, { entity }: HospitalTable): Record<string, string> {
  const names = entity.columns.map((column) => column.name);
  return {
    ...copied(dialect, [...names, '_row_hash', '_run_id'], 'e'),
    hospital_id: dialect.parameter('hospital_id'),
    known_from: dialect.parameter('known_at'),
  };
}
