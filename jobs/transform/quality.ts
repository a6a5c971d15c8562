import { bronzeTable, landedColumns, quarantineTable, stagingRejectedTable } from '../../model/catalogue';
import { opsLoads, opsQualityResults } from '../../model/ops';
import { QUALITY_DEFAULTS } from '../../model/spec-fields';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, type Select, select, union } from '../warehouse/named-columns';
import { bound, columnList, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { clockOf } from './event-order';
import { type HoldLimits, holdDeliveries, markHeldDeliveries } from './held-deliveries';
import { type HospitalTable, runsInScope, type Scope, statementName, tableParameters } from './hospital-table';
import { recordPassed, repeatDecisions } from './quarantine-decisions';
import { discardedRows, placeOf } from './quarantine-states';
import { brokenRuleIds, DISCARDED, type RowRule, rowRules, UNREADABLE_LINE } from './row-rules';
import { brokenShapes, shapeOf } from './shape';

/**
 * Copies the unreadable lines of a run from `stagingRejectedTable` to quarantine. Execute atomically with the load of its rows, for runs
 * that rejected lines: the files are archived after it, and no later step reads the lines again. Idempotent by run id.
 */
export function quarantineRejectedLines(dialect: Dialect, of: HospitalTable & { readonly runId: string }): Statement[] {
  const quarantine = quarantineTable(of.entity);
  const columns = copied(
    dialect,
    quarantine.columns.map((column) => column.name),
  );
  const values = { ...tableParameters(of), run_id: bound.text(of.runId) };
  return [
    statement(
      statementName('quality.clear_rejected', of),
      `
      delete from ${dialect.table(quarantine)}
      where hospital_id = ${dialect.parameter('hospital_id')} and _run_id = ${dialect.parameter('run_id')} and _raw_line is not null`,
      values,
    ),
    statement(
      statementName('quality.quarantine_rejected', of),
      insertInto(dialect, quarantine, {
        columns: { ...columns, _shape: shapeOf(dialect, '_raw_line') },
        from: `from ${dialect.table(stagingRejectedTable(of.entity, of.hospitalId))} s where _run_id = ${dialect.parameter('run_id')}`,
      }),
      values,
    ),
  ];
}

const DEFAULT_LIMITS: HoldLimits = {
  maximumShare: QUALITY_DEFAULTS.maximumQuarantinedShare,
  leastRows: QUALITY_DEFAULTS.leastQuarantinedRows,
};

/**
 * Checks the events of the runs in scope, and holds the deliveries in which too many rows are broken and open. Rows that break an error rule
 * are copied to quarantine with the ids of the rules and the shapes of the values. What was decided about rows stays; rows that are sent again
 * share the decision.
 * ops.quality_results gets one row per run and rule, also for rules that no row breaks. Deletes are not checked.
 * Execute atomically. A second execution gives the same rows.
 */
export function checkRows(
  dialect: Dialect,
  of: HospitalTable,
  scope: Scope = 'pending',
  limits: HoldLimits = DEFAULT_LIMITS,
): Statement[] {
  const rules = rowRules(dialect, of.entity);
  const values = tableParameters(of);
  const quarantine = dialect.table(quarantineTable(of.entity));
  const results = dialect.table(opsQualityResults);
  const runs = runsInScope(dialect, scope);
  const hospital = `hospital_id = ${dialect.parameter('hospital_id')}`;
  const name = (verb: string) => statementName(`quality.${verb}${scope === 'applied' ? '_applied' : ''}`, of);
  return [
    recordPassed(dialect, of, scope),
    statement(
      name('clear_quarantine'),
      `delete from ${quarantine} where ${hospital} and _raw_line is null and _run_id in ${runs}`,
      values,
    ),
    statement(name('quarantine'), quarantineBrokenRows(dialect, of, rules, runs), values),
    repeatDecisions(dialect, of, scope),
    // What is in history already has been judged.
    ...(scope === 'pending' ? markHeldDeliveries(dialect, of, limits) : []),
    holdDeliveries(dialect, of, scope),
    statement(
      name('clear_results'),
      `delete from ${results} where ${hospital} and table_name = ${dialect.parameter('table_name')} and run_id in ${runs}`,
      values,
    ),
    statement(name('results'), countResults(dialect, of, rules, runs), values),
  ];
}

function quarantineBrokenRows(dialect: Dialect, of: HospitalTable, rules: readonly RowRule[], runs: string): string {
  const landed = copied(
    dialect,
    landedColumns(of.entity).map((column) => column.name),
  );
  const errors = rules.filter((rule) => rule.severity === 'error');
  const judged = {
    columns: { ...landed, _conflicting: '_conflicting', _rule_ids: brokenRuleIds(dialect, errors) },
    from: `from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} b where _op = 'U' and _run_id in ${runs}`,
  };
  return insertInto(dialect, quarantineTable(of.entity), {
    with: {
      discarded_rows: discardedRows(dialect, of.entity),
      judged: select(dialect, judged),
      // Every row of a conflict breaks the rule of conflicts, so they are all here. Beside a window, BigQuery's emulator loses other values.
      broken: `
        select *, ${conflictsWith(dialect, of)} as _conflicts_with from judged j
        where _rule_ids is not null or ${placeOf(dialect, '_run_id', '_seq')} in (select discarded from discarded_rows)`,
    },
    columns: {
      ...landed,
      _rule_ids: `coalesce(_rule_ids, ${dialect.text(DISCARDED)})`,
      _shape: brokenShapes(dialect, of.entity),
      _conflicts_with: '_conflicts_with',
      _raw_line: null,
    },
    from: 'from broken',
  });
}

/** INT64 over rows of bronze: the first `_seq` of the rows of the key that conflict in the same delivery; NULL where none do. */
function conflictsWith(dialect: Dialect, { entity }: HospitalTable): string {
  const moment = clockOf(entity) === 'stated' ? ', _source_ts' : '';
  const same = `partition by _run_id, _source_file, coalesce(_conflicting, false)${moment}, ${columnList(dialect, entity.key)}`;
  return `case when coalesce(_conflicting, false) then min(_seq) over (${same}) end`;
}

function countResults(dialect: Dialect, of: HospitalTable, rules: readonly RowRule[], runs: string): string {
  const hospital = `hospital_id = ${dialect.parameter('hospital_id')}`;
  const counts = rules.map((rule, index) => `sum(case when ${rule.failed} then 1 else 0 end) as failed_${index}`);
  const results = rules.map(({ id, severity }, index) =>
    result(dialect, id, severity, 'rows_checked', `failed_${index}`),
  );
  return insertInto(dialect, opsQualityResults, {
    with: {
      events: `
        select _run_id, count(*) as rows_checked,
          ${counts.join(',\n          ')}
        from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} b
        where _op = 'U' and _run_id in ${runs}
        group by _run_id`,
      lines: `
        select _run_id, count(*) as rejected from ${dialect.table(quarantineTable(of.entity))} q
        where ${hospital} and _raw_line is not null and _run_id in ${runs}
        group by _run_id`,
      // One row per load, so that a run without rows gets zeros.
      counted: `
        select l.run_id, coalesce(e.rows_checked, 0) as rows_checked, coalesce(r.rejected, 0) as rejected,
          ${rules.map((_, index) => `coalesce(e.failed_${index}, 0) as failed_${index}`).join(', ')}
        from ${dialect.table(opsLoads)} l
        left join events e on e._run_id = l.run_id
        left join lines r on r._run_id = l.run_id
        where l.${hospital} and l.table_name = ${dialect.parameter('table_name')} and l.run_id in ${runs}`,
      results: union(dialect, 'all', [
        ...results,
        result(dialect, UNREADABLE_LINE, 'error', 'rows_checked + rejected', 'rejected'),
      ]),
    },
    columns: {
      ...copied(dialect, ['run_id', 'rule_id', 'severity']),
      hospital_id: dialect.parameter('hospital_id'),
      table_name: dialect.parameter('table_name'),
      rows_checked: dialect.cast('rows_checked', 'INT64'),
      rows_failed: dialect.cast('rows_failed', 'INT64'),
    },
    from: 'from results',
  });
}

function result(dialect: Dialect, id: string, severity: RowRule['severity'], checked: string, failed: string): Select {
  return {
    columns: {
      run_id: 'run_id',
      rule_id: dialect.text(id),
      severity: dialect.text(severity),
      rows_checked: checked,
      rows_failed: failed,
    },
    from: 'from counted',
  };
}
