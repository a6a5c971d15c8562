import { quarantineTable } from '../../model/catalogue';
import { opsQuarantineDecisions } from '../../model/ops';
import type { Entity } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { copied, union } from '../warehouse/named-columns';
import { isNotHeld } from './hospital-table';
import { LINE_RULES } from './row-rules';

/** What can become of a row in quarantine. Only `open` is waiting for somebody. */
export const QUARANTINE_STATES = ['open', 'released', 'discarded', 'mended', 'overtaken'] as const;
export type QuarantineState = (typeof QUARANTINE_STATES)[number];

/**
 * A select of the rows of an entity in quarantine, of all hospitals, with `kind` and `state`, and who decided why and when. It reads no column
 * that could identify anybody, so an account that may only count rows may run it.
 *
 * A row without a decision is open. So is one that a person released when it broke other rules than it breaks now, and one that passed the
 * rules for a time.
 */
export function quarantineStates(dialect: Dialect, entity: Entity): string {
  return statesOf(dialect, entity, () => '');
}

/** The same of the hospital `$hospital_id` alone. The condition stands where the tables are read, so that BigQuery reads no other hospital's rows. */
export function hospitalStates(dialect: Dialect, entity: Entity): string {
  return statesOf(dialect, entity, (alias) => ownRows(dialect, alias));
}

function ownRows(dialect: Dialect, alias: string): string {
  return `${alias}.hospital_id = ${dialect.parameter('hospital_id')}`;
}

/** @param condition of the rows of an alias; empty: all rows. */
function statesOf(dialect: Dialect, entity: Entity, condition: (alias: string) => string): string {
  const kind = `case when substr(q._rule_ids, 1, ${LINE_RULES.length}) = ${dialect.text(LINE_RULES)} then 'line' else 'row' end`;
  const isOpen = `d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids))`;
  return `
    select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, ${kind} as kind,
      case when ${isOpen} then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
    from ${dialect.table(quarantineTable(entity))} q
    left join (${decisionsOf(dialect, entity, condition('n'))}) d
      on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = ${kind}${condition('q') && `\n    where ${condition('q')}`}`;
}

/** Columns of `quarantineStates` that people see. */
const SHOWN = [
  ...[
    'hospital_id',
    '_run_id',
    '_seq',
    '_source_file',
    '_source_line',
    '_rule_ids',
    '_shape',
    '_conflicts_with',
    'kind',
    'state',
  ],
  ...['made_by', 'person', 'reason', 'decided_at'],
];

/** Rows of `quarantineStates`, and those that were in quarantine and left it because they break no rule any more. */
export function everyState(dialect: Dialect, entity: Entity): string {
  const left = {
    ...copied(dialect, ['hospital_id', 'kind', 'made_by', 'person', 'reason', 'decided_at'], 'd'),
    ...{ _run_id: 'd.run_id', _seq: 'd.seq', _source_file: 'd.source_file', _source_line: 'd.source_line' },
    ...{
      _rule_ids: 'd.rule_ids',
      _shape: dialect.cast('null', 'STRING'),
      _conflicts_with: dialect.cast('null', 'INT64'),
      state: 'd.decision',
    },
  };
  return union(dialect, 'all', [
    { columns: copied(dialect, SHOWN), from: `from (${quarantineStates(dialect, entity)}) s` },
    {
      columns: left,
      from: `
        from (${decisionsOf(dialect, entity, '')}) d
        where d.decision = 'released' and d.made_by = 'rules' and not exists (
          select 1 from ${dialect.table(quarantineTable(entity))} q
          where q.hospital_id = d.hospital_id and q._run_id = d.run_id and q._seq = d.seq)`,
    },
  ]);
}

/** A select of the newest decision about each row of an entity. @param condition of the decisions `n`; empty: of all hospitals. */
function decisionsOf(dialect: Dialect, entity: Entity, condition: string): string {
  return `
      select * from (
        select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
        from ${dialect.table(opsQuarantineDecisions)} n where table_name = ${dialect.text(entity.name)}${condition && ` and ${condition}`}
      ) ranked_decisions where recency = 1`;
}

/**
 * A select of `_run_id` and `_seq` of the rows of the hospital `$hospital_id` that history must leave out: all in quarantine but released ones.
 * Those of a held delivery wait with it. Its parameters are `tableParameters`.
 */
export function heldRows(dialect: Dialect, entity: Entity): string {
  return rowsIn(dialect, entity, `(state <> 'released' or not ${isNotHeld(dialect, 'states')})`);
}

/** The same of those that nobody and nothing has decided on. */
export function openRows(dialect: Dialect, entity: Entity): string {
  return rowsIn(dialect, entity, "state = 'open'");
}

function rowsIn(dialect: Dialect, entity: Entity, condition: string): string {
  return `select _run_id, _seq from (${hospitalStates(dialect, entity)}) states where kind = 'row' and ${condition}`;
}

/** STRING: a row and the rules that it breaks. */
export function rowAndRules(dialect: Dialect, runId: string, seq: string, ruleIds: string): string {
  return `concat(${placeOf(dialect, runId, seq)}, ':', ${ruleIds})`;
}

/** A select of `released`, a `rowAndRules`, of the rows of the hospital `$hospital_id` that a person has released. */
export function releasedRows(dialect: Dialect, entity: Entity): string {
  return `select ${rowAndRules(dialect, 'run_id', 'seq', 'rule_ids')} as released from (${decisionsOf(dialect, entity, ownRows(dialect, 'n'))}) newest
      where kind = 'row' and decision = 'released' and made_by = 'person'`;
}

/** A select of `discarded`, a `placeOf`, of the rows of the hospital `$hospital_id` that a person has discarded. */
export function discardedRows(dialect: Dialect, entity: Entity): string {
  return `select ${placeOf(dialect, 'run_id', 'seq')} as discarded from (${decisionsOf(dialect, entity, ownRows(dialect, 'n'))}) newest
      where kind = 'row' and decision = 'discarded'`;
}

/** A select of `run_id` of the runs that brought a row of the hospital `$hospital_id` which a person has released at some time. */
export function runsWithReleases(dialect: Dialect, entity: Entity): string {
  return `select run_id from ${dialect.table(opsQuarantineDecisions)} d where ${releasedOnce(dialect, entity)}`;
}

/**
 * BOOL of an event of bronze: a person has released it at some time. History looks at its key in every run, since the decision, or one that
 * took it back, may be younger than the last.
 */
export function wasReleased(dialect: Dialect, entity: Entity): string {
  return `${placeOf(dialect, '_run_id', '_seq')} in (
          select ${placeOf(dialect, 'run_id', 'seq')} from ${dialect.table(opsQuarantineDecisions)} d
          where ${releasedOnce(dialect, entity)})`;
}

function releasedOnce(dialect: Dialect, entity: Entity): string {
  return `hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.text(entity.name)} and kind = 'row' and decision = 'released' and made_by = 'person'`;
}

/** STRING: a row among those of its table and hospital. */
export function placeOf(dialect: Dialect, runId: string, seq: string): string {
  return `concat(${runId}, ':', ${dialect.cast(seq, 'STRING')})`;
}
