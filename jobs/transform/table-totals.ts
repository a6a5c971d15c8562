import { bronzeTable, quarantineTable, silverTable, stagingTable } from '../../model/catalogue';
import { opsReconciliations } from '../../model/ops';
import type { Entity } from '../../model/types';
import { centsOf } from '../lake/cents';
import type { LandingManifest, SourceTotals } from '../lake/manifest';
import type { Dialect } from '../warehouse/dialect';
import type { Row, Statement } from '../warehouse/warehouse';
import { eventOrder, type HospitalTable, runsInScope, statementName, tableParameters } from './hospital-table';
import { bound, columnList, statement } from './statement';

/** What the subjects of a table's comparisons in ops.reconciliations begin with: its source with bronze, bronze with silver. */
export const TABLE_SUBJECTS = { source: 'source.', silver: 'silver.' } as const;

/** Columns that hold money: a table's totals are its rows and the sum of each. */
export function moneyColumns(entity: Entity): string[] {
  return entity.columns.filter(({ unit }) => unit === 'usd').map(({ name }) => name);
}

/** Query: one row with `row_count` and the sum of each money column, over what the load job put into staging. */
export function stagedTotals(dialect: Dialect, of: HospitalTable): Statement {
  return statement(
    statementName('staging.totals', of),
    `select ${totals(dialect, of.entity)} from ${dialect.table(stagingTable(of.entity, of.hospitalId))} s`,
  );
}

/** In words, where staging differs from what the manifest says was landed; nothing when all of it has arrived. */
export function landingDifferences(entity: Entity, manifest: LandingManifest, staged: Row): string[] {
  const rows = Number(staged['row_count']);
  const found = rows === manifest.rows ? [] : [`${manifest.rows} rows were landed and ${rows} are in staging`];
  const sums = moneyColumns(entity).filter(
    (name) => centsOf(String(staged[name] ?? 0)) !== centsOf(manifest.totals[name] ?? '0'),
  );
  return [...found, ...sums.map((name) => `the sum of ${name} is another in staging`)];
}

/** The totals of a source as a landing manifest has them. */
export interface SourceComparison extends HospitalTable {
  readonly runId: string;
  /** The source's clock at the snapshot, UTC: bronze is looked at as it was then. */
  readonly takenAt: string;
  /** null: nothing is compared, and what the run compared before is removed. */
  readonly totals: SourceTotals | null;
}

/**
 * Compares the source's own totals with bronze, into ops.reconciliations of the run as `source.<table>.rows` and `source.<table>.<column>`:
 * the newest event of each key, where it is no delete. Execute atomically, after `appendToBronze`; idempotent by run and table.
 */
export function compareWithSource(
  dialect: Dialect,
  { runId, takenAt, totals: source, ...of }: SourceComparison,
): Statement[] {
  const clear = clearSubjects(dialect, 'source', of, runId);
  if (source === null) return [clear];
  const measured = Object.keys(source.sums);
  const expected = [String(source.rows), ...measured.map((name) => source.sums[name] ?? '0')];
  const names = ['row_count', ...measured];
  const values = Object.fromEntries(
    names.map((name, index) => [`expected_${name}`, bound.text(expected[index] ?? '0')]),
  );
  const arms = names.map((name) =>
    comparison(
      dialect,
      'source',
      of.entity,
      name,
      dialect.parameter(`expected_${name}`),
      `b.${dialect.identifier(name)}`,
      'in_bronze b',
    ),
  );
  const keys = columnList(dialect, of.entity.key);
  return [
    clear,
    statement(
      statementName('reconcile.source', of),
      `
      ${insertComparisons(dialect)}
      with newest as (
        -- events of later snapshots are unknown to these totals; a row without a key is counted nowhere
        select ${columnList(dialect, moneyColumns(of.entity).concat('_op'))},
          row_number() over (partition by ${keys} order by ${eventOrder('desc')}) as recency
        from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} e
        where _taken_at <= ${dialect.parameter('taken_at')} and ${of.entity.key.map((name) => `${dialect.identifier(name)} is not null`).join(' and ')}
      ),
      in_bronze as (
        select ${totals(dialect, of.entity)} from newest where recency = 1 and _op = 'U'
      ),
      compared as (
        ${arms.join('\n        union all\n        ')}
      )
      ${selectComparisons(dialect)}`,
      {
        hospital_id: bound.text(of.hospitalId),
        run_id: bound.text(runId),
        taken_at: bound.instant(takenAt),
        ...values,
      },
    ),
  ];
}

/**
 * Compares bronze with the current rows of silver, into ops.reconciliations of the run as `silver.<table>...`: the newest event of each key
 * among those of applied loads that no error rule held back, where it is no delete. Execute atomically, after `rebuildHistory`; idempotent by run and table.
 */
export function compareWithSilver(dialect: Dialect, of: HospitalTable, runId: string): Statement[] {
  const money = moneyColumns(of.entity);
  const hospital = `hospital_id = ${dialect.parameter('hospital_id')}`;
  const arms = ['row_count', ...money].map((name) => {
    const column = dialect.identifier(name);
    return comparison(
      dialect,
      'silver',
      of.entity,
      name,
      `b.${column}`,
      `s.${column}`,
      'in_bronze b cross join in_silver s',
    );
  });
  return [
    clearSubjects(dialect, 'silver', of, runId),
    statement(
      statementName('reconcile.silver', of),
      `
      ${insertComparisons(dialect)}
      with newest as (
        select ${columnList(dialect, money.concat('_op'))},
          row_number() over (partition by ${columnList(dialect, of.entity.key)} order by ${eventOrder('desc')}) as recency
        from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} e
        where not exists (
          select 1 from ${dialect.table(quarantineTable(of.entity))} q
          where q.${hospital} and q._run_id = e._run_id and q._seq = e._seq and q._raw_line is null)
          and e._run_id in ${runsInScope(dialect, 'applied')}
      ),
      in_bronze as (
        select ${totals(dialect, of.entity)} from newest where recency = 1 and _op = 'U'
      ),
      in_silver as (
        select ${totals(dialect, of.entity)} from ${dialect.table(silverTable(of.entity))} v where ${hospital} and is_current
      ),
      compared as (
        ${arms.join('\n        union all\n        ')}
      )
      ${selectComparisons(dialect)}`,
      { ...tableParameters(of), run_id: bound.text(runId) },
    ),
  ];
}

function totals(dialect: Dialect, entity: Entity): string {
  const sums = moneyColumns(entity).map((name) => {
    const column = dialect.identifier(name);
    return `coalesce(sum(${column}), ${dialect.cast('0', 'NUMERIC')}) as ${column}`;
  });
  return ['count(*) as row_count', ...sums].join(', ');
}

function subject(layer: keyof typeof TABLE_SUBJECTS, entity: Entity, name: string): string {
  return `${TABLE_SUBJECTS[layer]}${entity.name}.${name === 'row_count' ? 'rows' : name}`;
}

function comparison(
  dialect: Dialect,
  layer: keyof typeof TABLE_SUBJECTS,
  entity: Entity,
  name: string,
  expected: string,
  actual: string,
  from: string,
): string {
  const numeric = (expression: string) => dialect.cast(expression, 'NUMERIC');
  return `select ${dialect.text(subject(layer, entity, name))} as subject, ${numeric(expected)} as expected, ${numeric(actual)} as actual from ${from}`;
}

function insertComparisons(dialect: Dialect): string {
  return `insert into ${dialect.table(opsReconciliations)} (run_id, hospital_id, subject, expected, actual, difference)`;
}

function selectComparisons(dialect: Dialect): string {
  return `select ${dialect.parameter('run_id')}, ${dialect.parameter('hospital_id')}, subject, expected, actual, actual - expected from compared`;
}

function clearSubjects(
  dialect: Dialect,
  layer: keyof typeof TABLE_SUBJECTS,
  of: HospitalTable,
  runId: string,
): Statement {
  const subjects = ['row_count', ...moneyColumns(of.entity)].map((name) =>
    dialect.text(subject(layer, of.entity, name)),
  );
  return statement(
    statementName(`reconcile.clear_${layer}`, of),
    `
    delete from ${dialect.table(opsReconciliations)}
    where run_id = ${dialect.parameter('run_id')} and hospital_id = ${dialect.parameter('hospital_id')} and subject in (${subjects.join(', ')})`,
    { ...tableParameters(of), run_id: bound.text(runId) },
  );
}
