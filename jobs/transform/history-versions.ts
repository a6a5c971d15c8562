import { bronzeTable, HASH_VERSION, silverTable } from '../../model/catalogue';
import type { Dialect } from '../warehouse/dialect';
import { union, withTables } from '../warehouse/named-columns';
import { columnList, statement, tidy } from '../warehouse/statement';
import type { Parameter, Statement } from '../warehouse/warehouse';
import { changes } from './changes';
import { columnsText } from './event-order';
import { type HospitalTable, isNotHeld, runsInScope, type Scope, statementName } from './hospital-table';
import { discardedRows, heldRows, placeOf, releasedRows, rowAndRules, wasReleased } from './quarantine-states';
import { brokenRuleIds, type RowRule, rowRules } from './row-rules';

/** `first`: the pending loads of a table that has no history yet. */
export type HistoryScope = Scope | 'first';

/** Temporary tables of a rebuild. Their columns of the key begin with `of_`: engines confuse equal names of correlated subqueries. */
export const TEMPORARY = {
  /** Keys whose history is computed. */
  touched: 'history_touched',
  /** Their changes, deletes included: `begins_at`, `ended_at`, `_op`, the place of the event in bronze, and `_warnings`. */
  versions: 'history_versions',
  /** Versions in silver that are no longer so; `ends` where only their end is another. */
  replaced: 'history_replaced',
} as const;

/** The warning on a version that does not begin at its own cursor. */
export const SOURCE_TIME_IMPLAUSIBLE = 'source_time_implausible';

/** Stands for an end that has not come; no version ends then. */
const NEVER = '9999-12-31 00:00:00.000000';

/** The column of a temporary table that holds a column of the key. */
export function keyColumn(name: string): string {
  return `of_${name}`;
}

/** TRUE where a row of a temporary table, `left`, has the key of a row with the entity's columns, `right`. */
export function isOfKey(dialect: Dialect, key: readonly string[], left: string, right: string): string {
  return key
    .map((name) => `${left}.${dialect.identifier(keyColumn(name))} = ${right}.${dialect.identifier(name)}`)
    .join(' and ');
}

/** Columns of the key, renamed as temporary tables have them. */
export function keyColumns(dialect: Dialect, key: readonly string[], alias: string): string {
  return key.map((name) => `${alias}.${dialect.identifier(name)} as ${dialect.identifier(keyColumn(name))}`).join(', ');
}

/**
 * Statements that compute, once for everything that follows in their transaction, what history says of the keys in scope, and where silver
 * differs. Only what orders and compares events is carried through the windows; the rows themselves stay in bronze.
 */
export function computeVersions(
  dialect: Dialect,
  of: HospitalTable,
  scope: HistoryScope,
  values: Readonly<Record<string, Parameter>>,
): Statement[] {
  const suffix = scope === 'applied' ? '_applied' : '';
  const temporary = (table: keyof typeof TEMPORARY, ending: string, sql: string) =>
    statement(
      statementName(`history.${table}${ending}`, of),
      `create or replace temp table ${TEMPORARY[table]} as\n${tidy(sql)}`,
      values,
    );
  return [
    ...(scope === 'applied'
      ? []
      : [temporary('touched', scope === 'first' ? '_first' : '', touchedKeys(dialect, of, scope))]),
    temporary('versions', suffix, versions(dialect, of, scope)),
    ...(scope === 'first' ? [] : [temporary('replaced', suffix, replaced(dialect, of, scope))]),
  ];
}

/** Keys with events of pending loads, or with a row that somebody has released; of a table without a history those with several events. */
function touchedKeys(dialect: Dialect, of: HospitalTable, scope: HistoryScope): string {
  const { key } = of.entity;
  const bronze = dialect.table(bronzeTable(of.entity, of.hospitalId));
  const hasKey = key.map((name) => `b.${dialect.identifier(name)} is not null`).join(' and ');
  const keys = columnList(dialect, key, 'b');
  if (scope === 'first')
    return `select ${keyColumns(dialect, key, 'b')} from ${bronze} b where b.hospital_id = ${dialect.parameter('hospital_id')} and ${hasKey} group by ${keys} having count(*) > 1`;
  const columns = Object.fromEntries(key.map((name) => [keyColumn(name), `b.${dialect.identifier(name)}`]));
  const isTouched = [`_run_id in ${runsInScope(dialect, scope)}`, wasReleased(dialect, of.entity)];
  return union(
    dialect,
    'distinct',
    isTouched.map((condition) => ({ columns, from: `from ${bronze} b where ${hasKey} and ${condition}` })),
  );
}

function versions(dialect: Dialect, of: HospitalTable, scope: HistoryScope): string {
  const { [TEMPORARY.versions]: last = '', ...before } = versionTables(dialect, of, scope);
  return `${withTables(before)}\n${last}`;
}

/** Tables for a `with`: what `computeVersions` puts into temporary tables, by their names; `touched` keys first, `versions` last. */
export function versionsInScope(dialect: Dialect, of: HospitalTable, scope: Scope): Record<string, string> {
  const touched = scope === 'applied' ? {} : { [TEMPORARY.touched]: touchedKeys(dialect, of, scope) };
  return { ...touched, ...versionTables(dialect, of, scope) };
}

function versionTables(dialect: Dialect, of: HospitalTable, scope: HistoryScope): Record<string, string> {
  const { entity } = of;
  const kept = ['_op', '_taken_at', '_run_id', '_seq', '_row_hash', ...(scope === 'applied' ? ['values_text'] : [])];
  return {
    ...countedEvents(dialect, of, scope),
    ...changes(dialect, entity),
    // The next change, a delete too, ends the version.
    ended: `select *, lead(begins_at) over (partition by ${columnList(dialect, entity.key)} order by begins_at) as ended_at from changes`,
    [TEMPORARY.versions]: `
      select ${keyColumns(dialect, entity.key, 'c')}, begins_at, ended_at, ${kept.join(', ')}, ${versionWarnings(dialect, of, 'row_warnings', 'is_stated')} as _warnings
      from ended c`,
  };
}

/**
 * Tables for a `with`, the last of them `events`: those that count, released rows too and discarded ones never, with what `changes` reads and
 * `row_warnings`. A replay applies today's rules, because quarantine still holds the results of older rules.
 */
function countedEvents(dialect: Dialect, of: HospitalTable, scope: HistoryScope): Record<string, string> {
  const bronze = dialect.table(bronzeTable(of.entity, of.hospitalId));
  const described = eventColumns(dialect, of, scope);
  if (scope === 'applied') {
    const errors = rowRules(dialect, of.entity).filter((rule) => rule.severity === 'error');
    const release = rowAndRules(dialect, '_run_id', '_seq', 'broken');
    return {
      released_rows: releasedRows(dialect, of.entity),
      discarded_rows: discardedRows(dialect, of.entity),
      judged: `select ${described}, e._source_file, ${brokenRuleIds(dialect, errors)} as broken from ${bronze} e where e._run_id in ${runsInScope(dialect, scope)}`,
      events: `
        select * from judged j
        where _op <> 'U' or ((broken is null or ${release} in (select released from released_rows))
          and ${placeOf(dialect, '_run_id', '_seq')} not in (select discarded from discarded_rows) and ${isNotHeld(dialect, 'j')})`,
    };
  }
  return {
    held: heldRows(dialect, of.entity),
    events: `
      select ${described} from ${bronze} e join ${TEMPORARY.touched} t on ${isOfKey(dialect, of.entity.key, 't', 'e')}
      where not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq)`,
  };
}

/** What is carried of an event. */
function eventColumns(dialect: Dialect, of: HospitalTable, scope: HistoryScope): string {
  const { entity } = of;
  const order = [
    '_op',
    '_row_hash',
    '_hash_version',
    '_taken_at',
    '_run_id',
    '_seq',
    '_source_ts',
    '_source_time_kind',
    '_unreadable',
  ];
  const text = columnsText(dialect, entity, 'e');
  // The columns are compared where a hash is of an older version: the text is made only where there is one.
  const oldest = `(select min(coalesce(o._hash_version, 1)) from ${dialect.table(bronzeTable(entity, of.hospitalId))} o)`;
  return [
    columnList(dialect, [...entity.key, ...order], 'e'),
    `${brokenRuleIds(dialect, warningRules(dialect, of))} as row_warnings`,
    `${scope === 'applied' ? text : `case when ${oldest} < ${HASH_VERSION} then ${text} end`} as values_text`,
  ].join(', ');
}

/** The rules of a row that warn. A version has one more warning, `SOURCE_TIME_IMPLAUSIBLE`. */
export function warningRules(dialect: Dialect, of: HospitalTable): RowRule[] {
  return rowRules(dialect, of.entity).filter((rule) => rule.severity === 'warning');
}

/** STRING: the warnings of a version, from those of its row and whether it begins at a time that the source states. */
export function versionWarnings(dialect: Dialect, { entity }: HospitalTable, ofRow: string, isStated: string): string {
  if (entity.cursor === null) return ofRow;
  const implausible = dialect.text(SOURCE_TIME_IMPLAUSIBLE);
  return `case when ${isStated} then ${ofRow} when ${ofRow} is null then ${implausible} else concat(${ofRow}, ',', ${implausible}) end`;
}

/** Versions of silver, of the keys in scope, that the computed ones do not have, or have otherwise. */
function replaced(dialect: Dialect, of: HospitalTable, scope: HistoryScope): string {
  const { key } = of.entity;
  const never = dialect.timestampLiteral(NEVER);
  // A replay trusts nothing in silver, a hash beside its values neither.
  const sameContent = scope === 'applied' ? ` and w.values_text = ${columnsText(dialect, of.entity, 'v')}` : '';
  const sameVersion = `w._run_id = v._run_id and w._row_hash = v._row_hash and coalesce(w._warnings, '') = coalesce(v._warnings, '')${sameContent}`;
  const sameEnd = `coalesce(w.ended_at, ${never}) = coalesce(v.valid_to, ${never})`;
  const isTouched =
    scope === 'applied' ? '' : `\n        join ${TEMPORARY.touched} t on ${isOfKey(dialect, key, 't', 'v')}`;
  return `
      select ${keyColumns(dialect, key, 'v')}, v.valid_from as begins_at, coalesce(${sameVersion}, false) as ends
      from ${dialect.table(silverTable(of.entity))} v${isTouched}
        left join (select * from ${TEMPORARY.versions} where _op = 'U') w on ${isOfKey(dialect, key, 'w', 'v')} and w.begins_at = v.valid_from
      where v.hospital_id = ${dialect.parameter('hospital_id')} and not coalesce(${sameVersion} and ${sameEnd}, false)`;
}
