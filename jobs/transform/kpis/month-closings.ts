import { arMonthEnd } from '../../../model/gold/kpi-tables';
import { CLOSING_FIGURES, opsMonthClosings } from '../../../model/ops';
import type { Dialect } from '../../warehouse/dialect';
import type { Row, Statement } from '../../warehouse/warehouse';
import { statement } from '../statement';

const FIGURES = CLOSING_FIGURES.map(({ name }) => name);

/** A figure of a closed month that a later run changed. */
export interface RestatedFigure {
  readonly hospital: string;
  /** `YYYY-MM` */
  readonly month: string;
  /** charges, payments, receivable or credit_balance. */
  readonly measure: string;
  /** Decimal text. */
  readonly before: string;
  readonly after: string;
  /** The run that changed it. */
  readonly runId: string;
}

/**
 * Records the figures of closed months in ops.month_closings: those of a month that is closed for the first time, and those that are no
 * longer what was last recorded of their month, also when it is open again or gone. Execute atomically, after `loadKpis`.
 * A month is closed when a later one has a charge or payment of any hospital. Nothing is ever taken back: the same figures again
 * record nothing, so the step may be repeated.
 */
export function recordMonthClosings(dialect: Dialect, runId: string): Statement[] {
  const months = dialect.table(arMonthEnd);
  // A literal: this runs in one script with the loads of the KPIs, and BigQuery's emulator refuses a parameter that not every statement takes.
  const run = dialect.text(runId);
  const none = dialect.cast('0', 'NUMERIC');
  return [
    statement(
      'ops.month_closings.record',
      `
      insert into ${dialect.table(opsMonthClosings)} (hospital_id, month, run_id, recorded_at, ${FIGURES.join(', ')})
      with recorded as (
        select *, row_number() over (partition by hospital_id, month order by recorded_at desc, run_id desc) as recency
        from ${dialect.table(opsMonthClosings)} c
      ),
      newest as (
        select hospital_id, month, ${FIGURES.join(', ')} from recorded where recency = 1
      ),
      figures as (
        select hospital_id, month, ${FIGURES.join(', ')} from ${months} m
        union all
        -- a month that was recorded and is gone: nothing is left of it
        select n.hospital_id, n.month, ${FIGURES.map(() => none).join(', ')} from newest n
        where not exists (select 1 from ${months} m where m.hospital_id = n.hospital_id and m.month = n.month)
      )
      select f.hospital_id, f.month, ${run}, ${dialect.now()}, ${FIGURES.map((name) => `f.${name}`).join(', ')}
      from figures f left join newest n on n.hospital_id = f.hospital_id and n.month = f.month
      where (n.hospital_id is null and f.month < (select max(month) from ${months} m))
        or ${FIGURES.map((name) => `f.${name} <> n.${name}`).join(' or ')}`,
    ),
  ];
}

/** Query: every figure of a closed month that was changed, the latest change first; rows for `restatedFigure`. */
export function restatements(dialect: Dialect): Statement {
  const order = 'over (partition by hospital_id, month order by recorded_at, run_id)';
  const arms = FIGURES.map(
    (name) =>
      `select hospital_id, month, '${name}' as measure, ${name}_before as before_value, ${name} as after_value, run_id, recorded_at
      from ordered where ${name}_before <> ${name}`,
  );
  return statement(
    'ops.month_closings.restatements',
    `
    with ordered as (
      select hospital_id, month, run_id, recorded_at, ${FIGURES.map((name) => `${name}, lag(${name}) ${order} as ${name}_before`).join(',\n        ')}
      from ${dialect.table(opsMonthClosings)} c
    ),
    changes as (
      ${arms.join('\n      union all\n      ')}
    )
    select hospital_id, month, measure, before_value, after_value, run_id
    from changes order by recorded_at desc, hospital_id, month, measure`,
  );
}

/** A row of `restatements`. */
export function restatedFigure(row: Row): RestatedFigure {
  const text = (column: string) => String(row[column] ?? '');
  return {
    hospital: text('hospital_id'),
    month: text('month').slice(0, 7),
    measure: text('measure'),
    before: text('before_value'),
    after: text('after_value'),
    runId: text('run_id'),
  };
}
