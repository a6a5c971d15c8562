import { entityOf } from '../../model/catalogue';
import type { Model } from '../../model/model';
import { opsQuarantineDecisions } from '../../model/ops';
import { everyState, type QuarantineState } from '../transform/quarantine-states';
import type { Dialect } from '../warehouse/dialect';
import { copied, type Select, union } from '../warehouse/named-columns';
import { bound, statement } from '../warehouse/statement';
import type { Parameter, Row, Statement } from '../warehouse/warehouse';

/** Which rows of quarantine; what is left out restricts nothing. */
export interface QuarantineFilter {
  readonly hospital?: string | undefined;
  /** Name of an entity. */
  readonly table?: string | undefined;
  /** A rule that they break, perhaps among others. */
  readonly rule?: string | undefined;
  readonly state?: QuarantineState | undefined;
}

/** A row of quarantine as people may see it: no value of it. */
export interface ShownRow {
  /** `<hospital>.<table>.<run>.<number>`; an unreadable line of a file has `line-` before the number. */
  readonly id: string;
  readonly hospital: string;
  readonly table: string;
  readonly runId: string;
  readonly kind: 'row' | 'line';
  /** SHA-256 of its file; null: it is of a database. */
  readonly file: string | null;
  readonly line: number | null;
  readonly rules: readonly string[];
  readonly shape: string | null;
  /** Rows of one table, hospital and run that share a number are of one key in one delivery, and differ; null: it conflicts with none. */
  readonly conflictsWith: number | null;
  readonly state: QuarantineState;
  /** Of the decision; all null while it is open. */
  readonly madeBy: string | null;
  readonly person: string | null;
  readonly reason: string | null;
  readonly decidedAt: string | null;
}

/** The place of a row that an id names; null: it is not an id. */
export interface RowPlace {
  readonly hospitalId: string;
  readonly table: string;
  readonly runId: string;
  readonly kind: 'row' | 'line';
  readonly seq: number;
}

const ID = /^([a-z0-9-]+)\.([a-z0-9_]+)\.([a-z0-9-]+)\.(line-)?([0-9]{1,15})$/;

export function placeOf(id: string): RowPlace | null {
  const [, hospitalId, table, runId, line, seq] = ID.exec(id) ?? [];
  if (hospitalId === undefined || table === undefined || runId === undefined) return null;
  return { hospitalId, table, runId, kind: line ? 'line' : 'row', seq: Number(seq) };
}

/** Query: one row `hospital_id`, `table_name`, `rule_ids`, `state`, `row_count` for each set of rules that rows break. */
export function quarantineByRule(dialect: Dialect, model: Model, filter: QuarantineFilter): Statement {
  const names = ['hospital_id', 'table_name', '_rule_ids', 'state'].map((name) => dialect.identifier(name)).join(', ');
  return statement(
    'quarantine.by_rule',
    `
    select ${names}, count(*) as row_count from (${rowsThat(dialect, model, filter)}) found
    group by ${names} order by ${names}`,
    parametersOf(filter),
  );
}

/** Query: the rows, in the order of their ids, at most `limit`: see `shownRow`. */
export function quarantineRows(dialect: Dialect, model: Model, filter: QuarantineFilter, limit: number): Statement {
  return statement(
    'quarantine.rows',
    `
    select * from (${rowsThat(dialect, model, filter)}) found
    order by hospital_id, table_name, _run_id, kind, _seq limit ${Math.trunc(limit)}`,
    parametersOf(filter),
  );
}

/** Query: the row of a place, or none. */
export function quarantineRow(
  dialect: Dialect,
  model: Model,
  { hospitalId, table, runId, kind, seq }: RowPlace,
): Statement {
  return statement(
    'quarantine.row',
    `
    select * from (${rowsThat(dialect, model, { hospital: hospitalId, table })}) found
    where _run_id = ${dialect.parameter('run_id')} and kind = ${dialect.parameter('kind')} and _seq = ${dialect.parameter('seq')}`,
    {
      ...parametersOf({ hospital: hospitalId }),
      ...{ run_id: bound.text(runId), kind: bound.text(kind), seq: bound.integer(seq) },
    },
  );
}

/** Query: the rows that conflict with each other, by their number. */
export function conflictingRows(
  dialect: Dialect,
  model: Model,
  { hospitalId, table, runId }: RowPlace,
  number: number,
): Statement {
  return statement(
    'quarantine.conflicting_rows',
    `
    select * from (${rowsThat(dialect, model, { hospital: hospitalId, table })}) found
    where _run_id = ${dialect.parameter('run_id')} and _conflicts_with = ${dialect.parameter('conflicts_with')} order by _seq`,
    {
      ...parametersOf({ hospital: hospitalId }),
      ...{ run_id: bound.text(runId), conflicts_with: bound.integer(number) },
    },
  );
}

/** Query: every decision about the row of a place, oldest first. */
export function decisionsAbout(dialect: Dialect, { hospitalId, table, runId, kind, seq }: RowPlace): Statement {
  const at = (name: string) => `${name} = ${dialect.parameter(name)}`;
  return statement(
    'quarantine.decisions',
    `
    select decision, made_by, person, reason, rule_ids, rules_version, ${dialect.timestampText('decided_at')} as decided_at
    from ${dialect.table(opsQuarantineDecisions)} d
    where ${['hospital_id', 'table_name', 'run_id', 'kind', 'seq'].map(at).join(' and ')}
    order by decided_at`,
    {
      ...{ hospital_id: bound.text(hospitalId), table_name: bound.text(table), run_id: bound.text(runId) },
      ...{ kind: bound.text(kind), seq: bound.integer(seq) },
    },
  );
}

/** A row of `quarantineRows`. */
export function shownRow(row: Row): ShownRow {
  const text = (name: string) => (row[name] === null || row[name] === undefined ? null : String(row[name]));
  const place = {
    hospital: String(row['hospital_id']),
    table: String(row['table_name']),
    runId: String(row['_run_id']),
  };
  const kind = row['kind'] === 'line' ? 'line' : 'row';
  const state = row['state'] as QuarantineState;
  const decided = (name: string) => (state === 'open' ? null : text(name));
  return {
    id: `${place.hospital}.${place.table}.${place.runId}.${kind === 'line' ? 'line-' : ''}${row['_seq']}`,
    ...{ ...place, kind, file: text('_source_file') },
    line: numberOrNull(row['_source_line']),
    conflictsWith: numberOrNull(row['_conflicts_with']),
    ...{ rules: String(row['_rule_ids']).split(','), shape: text('_shape'), state },
    ...{ madeBy: decided('made_by'), person: decided('person') },
    ...{ reason: decided('reason'), decidedAt: decided('decided_at') },
  };
}

const numberOrNull = (value: unknown) => (value === null || value === undefined ? null : Number(value));

const COLUMNS = [
  ...[
    'hospital_id',
    '_run_id',
    '_seq',
    'kind',
    '_source_file',
    '_source_line',
    '_rule_ids',
    '_shape',
    '_conflicts_with',
    'state',
  ],
  ...['made_by', 'person', 'reason'],
];

/** @throws Error for a table that the model does not have. */
function rowsThat(dialect: Dialect, model: Model, { hospital, table, rule, state }: QuarantineFilter): string {
  const conditions = [
    ...(hospital === undefined ? [] : [`hospital_id = ${dialect.parameter('hospital_id')}`]),
    ...(rule === undefined ? [] : [`strpos(concat(',', _rule_ids, ','), ${dialect.parameter('rule')}) > 0`]),
    ...(state === undefined ? [] : [`state = ${dialect.parameter('state')}`]),
  ];
  const asked = table === undefined ? model.entities : [entityOf(model, table)];
  const arms = asked.map(
    (each): Select => ({
      columns: {
        ...copied(dialect, COLUMNS),
        table_name: dialect.text(each.name),
        decided_at: dialect.timestampText('decided_at'),
      },
      from: `from (${everyState(dialect, each)}) e${conditions.length > 0 ? ` where ${conditions.join(' and ')}` : ''}`,
    }),
  );
  return union(dialect, 'all', arms);
}

function parametersOf({ hospital, rule, state }: QuarantineFilter): Record<string, Parameter> {
  return {
    ...(hospital === undefined ? {} : { hospital_id: bound.text(hospital) }),
    ...(rule === undefined ? {} : { rule: bound.text(`,${rule},`) }),
    ...(state === undefined ? {} : { state: bound.text(state) }),
  };
}
