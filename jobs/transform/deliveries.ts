import { bronzeTable, quarantineTable } from '../../model/catalogue';
import { opsDeliveries, opsLoads } from '../../model/ops';
import type { Entity } from '../../model/types';
import { broughtFiles, type LandingManifest } from '../lake/manifest';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, type Select, union, withTables } from '../warehouse/named-columns';
import { bound, keyValue, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import type { BronzeLoad } from './bronze';
import { deliveredRows } from './delivered-rows';
import { ranked } from './event-order';
import { type HospitalTable, runsInScope, type Scope, statementName, tableParameters } from './hospital-table';
import { heldRows, runsWithReleases } from './quarantine-states';
import { moneyColumns } from './table-totals';

/** Stands for the one delivery of a database's run. */
const SNAPSHOT = 'snapshot';
const DELIVERY = `coalesce(_source_file, '${SNAPSHOT}')`;
const TOTALS = ['total_read', 'total_accepted', 'total_held', 'total_superseded', 'total_equal'];
const IDENTIFIED = ['run_id', 'hospital_id', 'table_name', 'delivery', 'measure'];

const ADDS_UP_NOT = 'total_read <> total_accepted + total_held + total_superseded + total_equal';

/** What landing counted of one file or snapshot. */
export interface LandedDelivery {
  /** SHA-256 of the file, or `snapshot`. */
  readonly delivery: string;
  readonly rows: number;
  /** Lines that could not be read as rows: they are held. */
  readonly rejected: number;
}

/** The deliveries of a landing: its files, or the one snapshot. A file that came twice in one run is one delivery, read twice. */
export function landedDeliveries(entity: Entity, manifest: LandingManifest): LandedDelivery[] {
  if (entity.origin === 'emr') return [{ delivery: SNAPSHOT, rows: manifest.rows, rejected: manifest.rejectedRows }];
  const files = new Map<string, LandedDelivery>();
  for (const { sha256, rows, rejectedRows } of broughtFiles(manifest)) {
    const { rows: before = 0, rejected = 0 } = files.get(sha256) ?? {};
    files.set(sha256, { delivery: sha256, rows: before + rows, rejected: rejected + rejectedRows });
  }
  return [...files.values()];
}

/**
 * Writes into ops.deliveries, step `load`, what became of each file or snapshot: rows and each money column. What was read is what landing
 * counted; accepted is what bronze has of the run; held are its lines in quarantine; equal are rows that bronze left out because it has an
 * event of their content. Each is counted where it is, so that a row which is nowhere stays unexplained. Execute after `appendToBronze` and
 * `quarantineRejectedLines`, with them.
 */
export function registerDeliveries(
  dialect: Dialect,
  load: BronzeLoad,
  deliveries: readonly LandedDelivery[],
): Statement[] {
  const values = { ...tableParameters(load), run_id: bound.text(load.runId) };
  const run = `run_id = ${dialect.parameter('run_id')}`;
  const clear = `delete from ${dialect.table(opsDeliveries)} where ${ofTable(dialect)} and ${run}`;
  return [
    statement(statementName('deliveries.clear', load), clear, values),
    ...(deliveries.length === 0
      ? []
      : [
          statement(
            statementName(`deliveries.register${load.addsLines ? '_lines' : ''}`, load),
            register(dialect, load, deliveries),
            values,
          ),
        ]),
  ];
}

function register(dialect: Dialect, load: BronzeLoad, deliveries: readonly LandedDelivery[]): string {
  const money = moneyColumns(load.entity);
  const bronze = dialect.table(bronzeTable(load.entity, load.hospitalId));
  const inBronze = `${bronze} b where _run_id = ${dialect.parameter('run_id')} and _op = 'U'`;
  const said = deliveries.map(({ delivery, rows, rejected }) => ({
    columns: { delivery: dialect.text(delivery), row_count: String(rows + rejected) },
  }));
  const total = (alias: string, measure: string) => numeric(dialect, `coalesce(${alias}.${measure}, 0)`);
  return insertInto(dialect, opsDeliveries, {
    with: {
      ...deliveredRows(dialect, load),
      said: union(dialect, 'all', said),
      staged: totals(dialect, money, 'count(*)', 'delivered_rows s'),
      accepted: totals(dialect, money, 'sum(coalesce(_lines, 1))', inBronze),
      lines: heldLines(dialect, load, `_run_id = ${dialect.parameter('run_id')}`),
      left_out: `select s.* from delivered_rows s left join (select _seq as taken_seq from ${inBronze}) t on t.taken_seq = s.event_seq where t.taken_seq is null`,
      // A line that was read twice, event 0, is a copy of its other reading.
      copies: `
        select s.* from left_out s left join (select _seq as copied_seq, _row_hash as copied_hash from delivered) v on v.copied_seq = s.event_seq
        where s.event_seq = 0 or v.copied_hash in (select _row_hash from ${bronze} b where _op = 'U')`,
      equal_copies: totals(dialect, money, 'count(*)', 'copies s'),
      counted: union(
        dialect,
        'all',
        ['row_count', ...money].map((name): Select => {
          const isCount = name === 'row_count';
          const column = dialect.identifier(name);
          return {
            columns: {
              delivery: 'd.delivery',
              measure: dialect.text(isCount ? 'rows' : name),
              total_read: isCount ? numeric(dialect, 'd.row_count') : total('r', column),
              total_accepted: total('a', column),
              total_held: numeric(dialect, isCount ? 'coalesce(l.line_count, 0)' : '0'),
              total_equal: total('e', column),
            },
            from: `from said d left join staged r on r.delivery = d.delivery left join accepted a on a.delivery = d.delivery left join equal_copies e on e.delivery = d.delivery
              left join lines l on l.line_delivery = d.delivery`,
          };
        }),
      ),
    },
    columns: {
      ...copied(dialect, ['delivery', 'measure', 'total_read', 'total_accepted', 'total_held', 'total_equal']),
      ...ownerColumns(dialect),
      run_id: dialect.parameter('run_id'),
      step: "'load'",
      total_superseded: numeric(dialect, '0'),
    },
    from: 'from counted',
  });
}

/**
 * Writes into ops.deliveries, step `check`, what became of the deliveries of loads in scope under the rules: accepted rows hold now, superseded
 * ones gave way to a newer row of their key, held ones are in quarantine. Execute with `checkRows`, after it. May be repeated; a replay
 * judges what is in history again, and every run those loads of it of which a person has released a row.
 */
export function judgeDeliveries(dialect: Dialect, of: HospitalTable, scope: Scope = 'pending'): Statement[] {
  const values = tableParameters(of);
  const judge = (suffix: string, which: Scope, runs: string) => {
    const name = (verb: string) => statementName(`deliveries.${verb}${suffix}`, of);
    const clear = `delete from ${dialect.table(opsDeliveries)} where ${ofTable(dialect)} and step = 'check' and run_id in ${runs}`;
    const insert = insertInto(dialect, opsDeliveries, {
      with: judged(dialect, of, which, runs),
      columns: { ...copied(dialect, [...IDENTIFIED, ...TOTALS]), step: "'check'" },
      from: 'from counted',
    });
    return [statement(name('clear_judged'), clear, values), statement(name('judge'), insert, values)];
  };
  if (scope === 'applied') return judge('_applied', scope, runsInScope(dialect, scope));
  const released = `(${runsWithReleases(dialect, of.entity)} and run_id in ${runsInScope(dialect, 'applied')})`;
  return [...judge('', scope, runsInScope(dialect, scope)), ...judge('_released', 'applied', released)];
}

/**
 * Query: rows `run_id`, `delivery`, `measure`, `step` of pending loads that would not be judged as they were when they were checked, or never
 * were: bronze or quarantine has changed since. Nothing of them may reach history.
 */
export function changedDeliveries(dialect: Dialect, of: HospitalTable): Statement {
  const differs = TOTALS.map((name) => `k.${name} <> c.${name}`).join(' or ');
  return statement(
    statementName('deliveries.changed', of),
    `${withTables(judged(dialect, of, 'pending'))}
    select c.run_id, c.delivery, c.measure, 'history' as step
    from counted c left join (select * from ${dialect.table(opsDeliveries)} where ${ofTable(dialect)} and step = 'check') k
      on k.run_id = c.run_id and k.hospital_id = c.hospital_id and k.table_name = c.table_name and k.delivery = c.delivery and k.measure = c.measure
    where k.run_id is null or ${differs}
    order by run_id, delivery, measure`,
    tableParameters(of),
  );
}

/** Query: the same columns of loads in history whose deliveries no longer add up: rows have left bronze, or quarantine. */
export function lostDeliveries(dialect: Dialect, of: HospitalTable): Statement {
  return statement(
    statementName('deliveries.lost', of),
    `${withTables(judged(dialect, of, 'applied'))}
    select run_id, delivery, measure, 'replay' as step from counted where ${ADDS_UP_NOT} order by run_id, delivery, measure`,
    tableParameters(of),
  );
}

/**
 * Tables for a `with`, the last of them `counted`: what became of each delivery of loads in scope, counted in bronze and quarantine.
 * @param runs a subquery of their run ids. @default all of the scope
 */
function judged(
  dialect: Dialect,
  of: HospitalTable,
  scope: Scope,
  runs = runsInScope(dialect, scope),
): Record<string, string> {
  const bronze = dialect.table(bronzeTable(of.entity, of.hospitalId));
  const measures = ['row_count', ...moneyColumns(of.entity)];
  const fates = ['accepted', 'held', 'superseded'];
  const sums = measures.flatMap((name, place) =>
    fates.map((fate) => {
      const value = name === 'row_count' ? 'coalesce(_lines, 1)' : `coalesce(${dialect.identifier(name)}, 0)`;
      return `sum(case when fate = '${fate}' then ${value} else 0 end) as ${fate}_${place}`;
    }),
  );
  return {
    held: heldRows(dialect, of.entity),
    // What waits for its history says nothing about what history has.
    events: `
      select e.* from ${bronze} e left join held h on h._run_id = e._run_id and h._seq = e._seq
      where h._seq is null${scope === 'applied' ? ` and e._run_id in ${runsInScope(dialect, scope)}` : ''} and ${keyValue(dialect, of.entity)} in (
        select ${keyValue(dialect, of.entity)} from ${bronze} b where _run_id in ${runs})`,
    ...ranked(dialect, of.entity),
    newest: 'select _run_id as newest_run, _seq as newest_seq from ranked where recency = 1',
    judged: `
      select b.*, case when h._seq is not null then 'held' when n.newest_seq is not null then 'accepted' else 'superseded' end as fate
      from ${bronze} b
      left join held h on h._run_id = b._run_id and h._seq = b._seq
      left join newest n on n.newest_run = b._run_id and n.newest_seq = b._seq
      where b._op = 'U' and b._run_id in ${runs}`,
    summed: `select _run_id, ${DELIVERY} as delivery,\n          ${sums.join(',\n          ')}\n        from judged group by _run_id, ${DELIVERY}`,
    lines: heldLines(dialect, of, `_run_id in ${runs}`),
    counted: union(
      dialect,
      'all',
      measures.map((name, place): Select => {
        const isCount = name === 'row_count';
        const total = (fate: string) => numeric(dialect, `coalesce(f.${fate}_${place}, 0)`);
        const lines = isCount ? `${numeric(dialect, 'coalesce(l.line_count, 0)')} + ` : '';
        return {
          columns: {
            ...copied(dialect, [...IDENTIFIED, 'total_read', 'total_equal'], 'd'),
            total_accepted: total('accepted'),
            total_held: `${lines}${total('held')}`,
            total_superseded: total('superseded'),
          },
          from: `from ${dialect.table(opsDeliveries)} d left join summed f on f._run_id = d.run_id and f.delivery = d.delivery
            left join lines l on l.line_run = d.run_id and l.line_delivery = d.delivery
            where d.hospital_id = ${dialect.parameter('hospital_id')} and d.table_name = ${dialect.parameter('table_name')} and d.step = 'load'
              and d.measure = ${dialect.text(isCount ? 'rows' : name)} and d.run_id in ${runs}`,
        };
      }),
    ),
  };
}

/** A select `line_run`, `line_delivery`, `line_count`: lines that are not rows in quarantine, by run and delivery. */
function heldLines(dialect: Dialect, { entity }: HospitalTable, runs: string): string {
  return `
      select _run_id as line_run, ${DELIVERY} as line_delivery, count(*) as line_count from ${dialect.table(quarantineTable(entity))} q
      where hospital_id = ${dialect.parameter('hospital_id')} and _raw_line is not null and ${runs}
      group by _run_id, ${DELIVERY}`;
}

/**
 * Query: rows `run_id`, `delivery`, `measure`, `step` of pending loads where read differs from accepted + held + superseded + equal, and of
 * those that brought rows of which no account was kept.
 */
export function unexplainedDeliveries(dialect: Dialect, of: HospitalTable): Statement {
  const pending = runsInScope(dialect, 'pending');
  const accounts = `from ${dialect.table(opsDeliveries)} where ${ofTable(dialect)}`;
  const found = union(dialect, 'all', [
    {
      columns: copied(dialect, ['run_id', 'delivery', 'measure', 'step']),
      from: `${accounts} and run_id in ${pending} and ${ADDS_UP_NOT}`,
    },
    {
      columns: { run_id: 'run_id', delivery: "'every delivery'", measure: "'rows'", step: "'load'" },
      // A load from before there were accounts has no time of its appending.
      from: `
        from ${dialect.table(opsLoads)} where ${ofTable(dialect)} and applied_at is null and appended_at is not null and rows_landed > 0
          and run_id not in (select run_id ${accounts} and step = 'load')`,
    },
  ]);
  return statement(
    statementName('deliveries.unexplained', of),
    `select * from (\n${found}\n) found order by run_id, delivery, measure, step`,
    tableParameters(of),
  );
}

function totals(dialect: Dialect, money: readonly string[], rows: string, from: string): string {
  const sums = money.map((name) => `sum(${dialect.identifier(name)}) as ${dialect.identifier(name)}`);
  return `select ${DELIVERY} as delivery, ${[`${rows} as row_count`, ...sums].join(', ')} from ${from} group by ${DELIVERY}`;
}

function ofTable(dialect: Dialect): string {
  return `hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')}`;
}

function ownerColumns(dialect: Dialect): Record<string, string> {
  return { hospital_id: dialect.parameter('hospital_id'), table_name: dialect.parameter('table_name') };
}

function numeric(dialect: Dialect, expression: string): string {
  return dialect.cast(expression, 'NUMERIC');
}
