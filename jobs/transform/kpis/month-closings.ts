import { arMonthEnd } from '../../../model/gold/kpi-tables';
import { CLOSING_FIGURES, opsMonthClosings } from '../../../model/ops';
import type { Dialect } from '../../warehouse/dialect';
import { copied, insertInto, select, union, withTables } from '../../warehouse/named-columns';
import { statement } from '../../warehouse/statement';
import type { Row, Statement } from '../../warehouse/warehouse';

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
 * Records the figures of closed months in ops.month_closings: when a month is closed for the first time, and when its figures differ from
 * those last recorded, also when it is open again or has disappeared. A month is closed when a later month has a charge or payment of any
 * hospital. Rows are only added; equal figures add none, so the step may be repeated. Execute atomically, after `loadKpis`.
 */
export function recordMonthClosings(dialect: Dialect, runId: string): Statement[] {
  const months = dialect.table(arMonthEnd);
  const figures = copied(dialect, ['hospital_id', 'month', ...FIGURES]);
  const nothing = Object.fromEntries(FIGURES.map((name) => [name, dialect.cast('0', 'NUMERIC')]));
  return [
    statement(
      'ops.month_closings.record',
      insertInto(dialect, opsMonthClosings, {
        with: {
          recorded: `
            select *, row_number() over (partition by hospital_id, month order by recorded_at desc, run_id desc) as recency
            from ${dialect.table(opsMonthClosings)} c`,
          newest: select(dialect, { columns: figures, from: 'from recorded where recency = 1' }),
          figures: union(dialect, 'all', [
            { columns: figures, from: `from ${months} m` },
            // A month that was recorded and has disappeared: all its figures are 0.
            {
              columns: { ...copied(dialect, ['hospital_id', 'month'], 'n'), ...nothing },
              from: `
                from newest n
                where not exists (select 1 from ${months} m where m.hospital_id = n.hospital_id and m.month = n.month)`,
            },
          ]),
        },
        columns: {
          ...copied(dialect, ['hospital_id', 'month', ...FIGURES], 'f'),
          // A literal: this runs in one script with the loads of the KPIs, and BigQuery's emulator rejects a parameter that a statement does not use.
          run_id: dialect.text(runId),
          recorded_at: dialect.now(),
        },
        from: `
          from figures f left join newest n on n.hospital_id = f.hospital_id and n.month = f.month
          where (n.hospital_id is null and f.month < (select max(month) from ${months} m))
            or ${FIGURES.map((name) => `f.${name} <> n.${name}`).join(' or ')}`,
      }),
    ),
  ];
}

/** Query: every figure of a closed month that a later run changed, latest change first. `restatedFigure` reads the rows. */
export function restatements(dialect: Dialect): Statement {
  const order = 'over (partition by hospital_id, month order by recorded_at, run_id)';
  const changes = FIGURES.map((name) => ({
    columns: {
      ...copied(dialect, ['hospital_id', 'month', 'run_id', 'recorded_at']),
      measure: `'${name}'`,
      before_value: `${name}_before`,
      after_value: name,
    },
    from: `from ordered where ${name}_before <> ${name}`,
  }));
  const tables = {
    ordered: `
      select hospital_id, month, run_id, recorded_at, ${FIGURES.map((name) => `${name}, lag(${name}) ${order} as ${name}_before`).join(',\n        ')}
      from ${dialect.table(opsMonthClosings)} c`,
    changes: union(dialect, 'all', changes),
  };
  return statement(
    'ops.month_closings.restatements',
    `${withTables(tables)}
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
