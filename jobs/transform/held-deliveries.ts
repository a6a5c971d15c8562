import { bronzeTable, landedColumns, quarantineTable } from '../../model/catalogue';
import { opsHeldDeliveries } from '../../model/ops';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, withTables } from '../warehouse/named-columns';
import { columnList, keyValue, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { knownOrder, ranked } from './event-order';
import {
  type HospitalTable,
  isNotHeld,
  runsInScope,
  type Scope,
  statementName,
  tableParameters,
} from './hospital-table';
import { openRows } from './quarantine-states';

/** Id of the rule that the sound rows of a held delivery break. */
export const DELIVERY_HELD = 'delivery_held';

/** When a delivery (a file, or a snapshot of a database) is held as a whole: at least so many broken rows, and more than the share. */
export interface HoldLimits {
  /** 0 to 1. */
  readonly maximumShare: number;
  readonly leastRows: number;
}

/**
 * Judges the deliveries of the runs in scope and those held before, and writes which ones are held into ops.held_deliveries. A delivery is
 * judged by those of its rows that no later delivery has taken the place of: a corrected one frees it, and so do decisions about its rows. Execute after the broken rows are in
 * quarantine, in the same transaction, and before `holdDeliveries`.
 */
export function markHeldDeliveries(dialect: Dialect, of: HospitalTable, limits: HoldLimits): Statement[] {
  const values = tableParameters(of);
  return [
    statement(
      statementName('quality.clear_held', of),
      `delete from ${dialect.table(opsHeldDeliveries)} where hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')}`,
      values,
    ),
    statement(
      statementName('quality.judge_deliveries', of),
      insertInto(dialect, opsHeldDeliveries, {
        with: deliveries(dialect, of),
        columns: {
          ...copied(dialect, ['run_id', 'source_file', 'rows_checked']),
          hospital_id: dialect.parameter('hospital_id'),
          table_name: dialect.parameter('table_name'),
          rows_broken: 'rows_quarantined',
        },
        // In whole numbers, which every engine multiplies alike.
        from: `from deliveries where rows_quarantined >= ${limits.leastRows} and rows_quarantined * 1000000 > ${Math.round(limits.maximumShare * 1e6)} * rows_checked`,
      }),
      values,
    ),
  ];
}

/** Puts the other rows of held deliveries into quarantine too, so that nothing of them reaches history. Execute after the broken rows are there. */
export function holdDeliveries(dialect: Dialect, of: HospitalTable, scope: Scope): Statement {
  const landed = copied(
    dialect,
    landedColumns(of.entity).map((column) => column.name),
  );
  return statement(
    statementName(`quality.hold_deliveries${scope === 'applied' ? '_applied' : ''}`, of),
    insertInto(dialect, quarantineTable(of.entity), {
      columns: {
        ...landed,
        _rule_ids: dialect.text(DELIVERY_HELD),
        _shape: null,
        _conflicts_with: null,
        _raw_line: null,
      },
      from: `
        from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} b
        where _op = 'U' and _run_id in ${runsInScope(dialect, scope)} and not ${isNotHeld(dialect, 'b')} and not exists (
          select 1 from ${dialect.table(quarantineTable(of.entity))} q
          where q.hospital_id = ${dialect.parameter('hospital_id')} and q._run_id = b._run_id and q._seq = b._seq and q._raw_line is null)`,
    }),
    tableParameters(of),
  );
}

/** Query: rows `run_id`, `source_file`, `rows_checked`, `rows_broken` of the deliveries of the table that are held. */
export function heldDeliveries(dialect: Dialect, of: HospitalTable): Statement {
  return statement(
    statementName('quality.held_deliveries', of),
    `
    select run_id, source_file, rows_checked, rows_broken from ${dialect.table(opsHeldDeliveries)} d
    where hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')}
    order by run_id, source_file`,
    tableParameters(of),
  );
}

/**
 * Query: one row `run_id`, `source_file`, `rows_checked`, `rows_quarantined` per delivery in scope, over its rows that are the last word about
 * their key. A broken row that was corrected, deleted or decided on is not counted. Each row without a key is counted. Unreadable lines are not:
 * they have their own threshold.
 */
export function quarantinedShares(dialect: Dialect, of: HospitalTable): Statement {
  return statement(
    statementName('quality.quarantined_shares', of),
    `${withTables(deliveries(dialect, of))}
    select run_id, source_file, rows_checked, rows_quarantined from deliveries order by run_id, source_file`,
    tableParameters(of),
  );
}

/** Tables for a `with`, the last of them `deliveries`. */
function deliveries(dialect: Dialect, { entity, hospitalId }: HospitalTable): Record<string, string> {
  const runs = runsInScope(dialect, 'pending');
  const bronze = dialect.table(bronzeTable(entity, hospitalId));
  const keys = columnList(dialect, entity.key);
  const key = keyValue(dialect, entity);
  return {
    // Of keys in scope the events of every run: a delivery that was held before may have been corrected by one that is in history already.
    events: `
      select * from ${bronze} b
      where _run_id in ${runs} or ${key} in (select ${key} from ${bronze} t where _run_id in ${runs})`,
    ...ranked(dialect, entity),
    // What corrects a row came later and holds later: a late file of an older month corrects nothing of a newer one.
    judged: `
      select _run_id, _seq, _op, _source_file, ${entity.key.map((name) => `${dialect.identifier(name)} is null`).join(' or ')} as without_key,
        coalesce(min(recency) over (partition by ${keys} order by ${knownOrder()} rows between 1 following and unbounded following) < recency, false) as is_corrected
      from ranked`,
    broken: openRows(dialect, entity),
    deliveries: `
      select j._run_id as run_id, coalesce(j._source_file, '') as source_file, count(*) as rows_checked, count(b._seq) as rows_quarantined
      from judged j left join broken b on b._run_id = j._run_id and b._seq = j._seq
      where j._op = 'U' and (not j.is_corrected or j.without_key) and j._run_id in ${runs}
      group by j._run_id, coalesce(j._source_file, '')`,
  };
}
