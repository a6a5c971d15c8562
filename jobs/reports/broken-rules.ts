import { silverTable } from '../../model/catalogue';
import type { Model } from '../../model/model';
import { opsQualityResults, opsRuns } from '../../model/ops';
import type { Entity } from '../../model/types';
import { quarantineStates } from '../transform/quarantine-states';
import type { Dialect } from '../warehouse/dialect';
import { type Columns, type Select, union } from '../warehouse/named-columns';
import { statement } from '../warehouse/statement';
import type { Row, Statement } from '../warehouse/warehouse';
import type { ReportData } from './report-data';

/**
 * Query: how many rows there are now by the rules they break, one row `hospital_id`, `table_name`, `severity`, `rule_ids`, `row_count`
 * per set of rules (NULL: none). Warnings are those of the current rows of silver. Errors are those of the open rows in quarantine.
 * Counts of the runs are unsuitable: runs look at new rows only, and would count a row that came twice as two.
 */
export function rowsByBrokenRules(dialect: Dialect, { entities }: Model): Statement {
  const arms = entities.flatMap((entity) => [warned(dialect, entity), held(dialect, entity)]);
  return statement('report.rows_by_broken_rules', union(dialect, 'all', arms));
}

function warned(dialect: Dialect, entity: Entity): Select {
  return {
    columns: countedRows(entity, 'warning', '_warnings'),
    from: `from ${dialect.table(silverTable(entity))} v where is_current group by hospital_id, _warnings`,
  };
}

function countedRows({ name }: Entity, severity: 'warning' | 'error', ruleIds: string): Columns {
  return {
    hospital_id: 'hospital_id',
    table_name: `'${name}'`,
    severity: `'${severity}'`,
    rule_ids: ruleIds,
    row_count: 'count(*)',
  };
}

function held(dialect: Dialect, entity: Entity): Select {
  return {
    columns: countedRows(entity, 'error', '_rule_ids'),
    from: `from (${quarantineStates(dialect, entity)}) q where state = 'open' group by hospital_id, _rule_ids`,
  };
}

/** Query: references that no dimension knows, that it spells otherwise or that no lookup names, and lookups that contradict another, from the newest run that counted them: each run counts all facts. */
export function unknownReferenceCounts(dialect: Dialect): Statement {
  return statement(
    'report.unknown_references',
    `
    with results as (
      select q.hospital_id, q.table_name, q.rule_id, q.severity, q.rows_failed, q.rows_checked,
        row_number() over (partition by q.hospital_id, q.table_name, q.rule_id order by r.started_at desc, q.run_id desc) as recency
      from ${dialect.table(opsQualityResults)} q join ${dialect.table(opsRuns)} r on r.run_id = q.run_id
      where substr(q.rule_id, 1, 6) = 'known_' or substr(q.rule_id, 1, 12) = 'id_spelling_' or substr(q.rule_id, 1, 9) = 'unmapped_'
        or q.rule_id = 'described_alike'
    )
    select hospital_id, table_name, rule_id, severity, rows_failed, rows_checked from results
    where recency = 1 and rows_failed > 0`,
  );
}

/** The rows of both queries as the report has them, in order of hospital, table and rule. `checked`: all rows, those held back included. */
export function brokenRules(byRules: readonly Row[], unknown: readonly Row[]): ReportData['rules'] {
  const tableOf = (row: Row) => `${row['hospital_id']} ${row['table_name']}`;
  const checked = new Map<string, number>();
  for (const row of byRules) checked.set(tableOf(row), (checked.get(tableOf(row)) ?? 0) + Number(row['row_count']));
  const found = new Map<string, ReportData['rules'][number]>();
  for (const row of byRules) {
    for (const rule of row['rule_ids'] === null ? [] : String(row['rule_ids']).split(',')) {
      const name = `${tableOf(row)} ${rule}`;
      const failed = (found.get(name)?.failed ?? 0) + Number(row['row_count']);
      found.set(name, { ...place(row), rule, failed, checked: checked.get(tableOf(row)) ?? 0 });
    }
  }
  for (const row of unknown) {
    const counts = { failed: Number(row['rows_failed']), checked: Number(row['rows_checked']) };
    found.set(`${tableOf(row)} ${row['rule_id']}`, { ...place(row), rule: String(row['rule_id']), ...counts });
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each);
}

function place(row: Row) {
  return {
    hospital: String(row['hospital_id']),
    table: String(row['table_name']),
    severity: String(row['severity']),
  };
}
