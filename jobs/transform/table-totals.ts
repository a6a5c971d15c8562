import { bronzeTable, silverTable, stagingTable } from '../../model/catalogue';
import { opsReconciliations } from '../../model/ops';
import type { Entity } from '../../model/types';
import { centsOf } from '../lake/cents';
import type { LandingManifest, SourceTotals } from '../lake/manifest';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, type Select, union } from '../warehouse/named-columns';
import { bound, statement } from '../warehouse/statement';
import type { Row, Statement } from '../warehouse/warehouse';
import { ranked } from './event-order';
import { type HospitalTable, runsInScope, statementName, tableParameters } from './hospital-table';
import { heldRows } from './quarantine-states';

/** Prefixes of the subjects in ops.reconciliations: `source` compares the source with bronze, `silver` compares bronze with silver. */
export const TABLE_SUBJECTS = { source: 'source.', silver: 'silver.' } as const;

/** Columns that hold money. The totals of a table are its number of rows and the sum of each. */
export function moneyColumns(entity: Entity): string[] {
  return entity.columns.filter(({ unit }) => unit === 'usd').map(({ name }) => name);
}

/** Query: one row with `row_count` and the sum of each money column of the staging table. */
export function stagedTotals(dialect: Dialect, of: HospitalTable): Statement {
  return statement(
    statementName('staging.totals', of),
    `select ${totals(dialect, of.entity)} from ${dialect.table(stagingTable(of.entity, of.hospitalId))} s`,
  );
}

/** Sentences about each difference between staging and the manifest; an empty list when all rows arrived. */
export function landingDifferences(entity: Entity, manifest: LandingManifest, staged: Row): string[] {
  const rows = Number(staged['row_count']);
  const found = rows === manifest.rows ? [] : [`${manifest.rows} rows were landed and ${rows} are in staging`];
  const sums = moneyColumns(entity).filter(
    (name) => centsOf(String(staged[name] ?? 0)) !== centsOf(manifest.totals[name] ?? '0'),
  );
  return [...found, ...sums.map((name) => `the sum of ${name} differs in staging`)];
}

/** The totals of a source, from its landing manifest. */
export interface SourceComparison extends HospitalTable {
  readonly runId: string;
  /** The source's clock at the snapshot, UTC. Later events of bronze are left out of the comparison. */
  readonly takenAt: string;
  /** null: there is nothing to compare, and an earlier comparison of the run is removed. */
  readonly totals: SourceTotals | null;
}

/**
 * Compares the source's own totals with bronze and writes `source.<table>.rows` and `source.<table>.<column>` into ops.reconciliations.
 * In bronze the newest event of each key counts, unless it is a delete. Execute atomically, after `appendToBronze`. Idempotent by run and table.
 */
export function compareWithSource(
  dialect: Dialect,
  { runId, takenAt, totals: source, ...of }: SourceComparison,
): Statement[] {
  const clear = clearSubjects(dialect, 'source', of, runId);
  if (source === null) return [clear];
  const expected = { row_count: String(source.rows), ...source.sums };
  const values = Object.entries(expected).map(([name, total]) => [`expected_${name}`, bound.text(total)] as const);
  const comparisons = Object.keys(expected).map((name) =>
    comparison(dialect, 'source', of.entity, name, {
      expected: dialect.parameter(`expected_${name}`),
      actual: `b.${dialect.identifier(name)}`,
      from: 'from in_bronze b',
    }),
  );
  const newest = newestEvents(dialect, of, [
    // These totals know nothing about later snapshots, and neither side counts rows without a key.
    `_taken_at <= ${dialect.parameter('taken_at')}`,
    ...of.entity.key.map((name) => `${dialect.identifier(name)} is not null`),
  ]);
  return [
    clear,
    statement(
      statementName('reconcile.source', of),
      insertComparisons(dialect, { ...newest, ...inBronze(dialect, of) }, comparisons),
      {
        hospital_id: bound.text(of.hospitalId),
        run_id: bound.text(runId),
        taken_at: bound.instant(takenAt),
        ...Object.fromEntries(values),
      },
    ),
  ];
}

/**
 * Compares bronze with the current rows of silver and writes `silver.<table>...` into ops.reconciliations. In bronze the newest event of each
 * key counts, among events of applied loads that are not held in quarantine, unless it is a delete. Execute atomically, after `rebuildHistory`.
 * Idempotent by run and table.
 */
export function compareWithSilver(dialect: Dialect, of: HospitalTable, runId: string): Statement[] {
  const hospital = `hospital_id = ${dialect.parameter('hospital_id')}`;
  const comparisons = ['row_count', ...moneyColumns(of.entity)].map((name) =>
    comparison(dialect, 'silver', of.entity, name, {
      expected: `b.${dialect.identifier(name)}`,
      actual: `s.${dialect.identifier(name)}`,
      from: 'from in_bronze b cross join in_silver s',
    }),
  );
  const newest = newestEvents(dialect, of, [
    'not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq)',
    `e._run_id in ${runsInScope(dialect, 'applied')}`,
  ]);
  const held = { held: heldRows(dialect, of.entity) };
  const silver = dialect.table(silverTable(of.entity));
  const inSilver = `select ${totals(dialect, of.entity)} from ${silver} v where ${hospital} and is_current`;
  return [
    clearSubjects(dialect, 'silver', of, runId),
    statement(
      statementName('reconcile.silver', of),
      insertComparisons(dialect, { ...held, ...newest, ...inBronze(dialect, of), in_silver: inSilver }, comparisons),
      { ...tableParameters(of), run_id: bound.text(runId) },
    ),
  ];
}

/**
 * Removes what a run has compared of a table: it has loaded the table again, so its earlier totals are of other rows. Execute atomically, with
 * `appendToBronze`; `compareWithSource` and `compareWithSilver` follow.
 */
export function forgetComparisons(dialect: Dialect, of: HospitalTable, runId: string): Statement {
  const layers = Object.keys(TABLE_SUBJECTS) as (keyof typeof TABLE_SUBJECTS)[];
  return deleteSubjects(dialect, layers, of, runId, 'bronze.forget_comparisons');
}

/** The events of bronze that meet the conditions, and `ranked`, where the one of each key that holds in the end has `recency` 1. */
function newestEvents(dialect: Dialect, of: HospitalTable, conditions: readonly string[]): Record<string, string> {
  const bronze = dialect.table(bronzeTable(of.entity, of.hospitalId));
  return {
    events: `select e.* from ${bronze} e where ${conditions.join(' and ')}`,
    ...ranked(dialect, of.entity),
  };
}

/** `in_bronze`: the totals of the events that hold, deletes left out. */
function inBronze(dialect: Dialect, of: HospitalTable): Record<string, string> {
  return { in_bronze: `select ${totals(dialect, of.entity)} from ranked where recency = 1 and _op = 'U'` };
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
  { expected, actual, from }: { readonly expected: string; readonly actual: string; readonly from: string },
): Select {
  return {
    columns: {
      subject: dialect.text(subject(layer, entity, name)),
      expected: dialect.cast(expected, 'NUMERIC'),
      actual: dialect.cast(actual, 'NUMERIC'),
    },
    from,
  };
}

function insertComparisons(
  dialect: Dialect,
  tables: Readonly<Record<string, string>>,
  comparisons: readonly Select[],
): string {
  return insertInto(dialect, opsReconciliations, {
    with: { ...tables, compared: union(dialect, 'all', comparisons) },
    columns: {
      ...copied(dialect, ['subject', 'expected', 'actual']),
      run_id: dialect.parameter('run_id'),
      hospital_id: dialect.parameter('hospital_id'),
      difference: 'actual - expected',
    },
    from: 'from compared',
  });
}

function clearSubjects(
  dialect: Dialect,
  layer: keyof typeof TABLE_SUBJECTS,
  of: HospitalTable,
  runId: string,
): Statement {
  return deleteSubjects(dialect, [layer], of, runId, `reconcile.clear_${layer}`);
}

function deleteSubjects(
  dialect: Dialect,
  layers: readonly (keyof typeof TABLE_SUBJECTS)[],
  of: HospitalTable,
  runId: string,
  name: string,
): Statement {
  const subjects = layers.flatMap((layer) =>
    ['row_count', ...moneyColumns(of.entity)].map((total) => dialect.text(subject(layer, of.entity, total))),
  );
  return statement(
    statementName(name, of),
    `
    delete from ${dialect.table(opsReconciliations)}
    where run_id = ${dialect.parameter('run_id')} and hospital_id = ${dialect.parameter('hospital_id')} and subject in (${subjects.join(', ')})`,
    { ...tableParameters(of), run_id: bound.text(runId) },
  );
}
