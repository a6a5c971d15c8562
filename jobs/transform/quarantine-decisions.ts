import { bronzeTable, quarantineTable } from '../../model/catalogue';
import { opsQuarantineDecisions } from '../../model/ops';
import type { Dialect } from '../warehouse/dialect';
import { insertInto } from '../warehouse/named-columns';
import { bound, columnList, keyValue, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { columnsText, inOrder } from './event-order';
import { DELIVERY_HELD } from './held-deliveries';
import { type HospitalTable, runsInScope, type Scope, statementName, tableParameters } from './hospital-table';
import { hospitalStates } from './quarantine-states';
import { brokenRuleIds, rowRules } from './row-rules';
import { rulesVersion } from './rules-version';

/** A row of quarantine, as people name it. */
export interface QuarantineRow extends HospitalTable {
  readonly runId: string;
  readonly seq: number;
  readonly kind: 'row' | 'line';
}

/** What a person decides about a row. */
export interface Decision {
  readonly decision: 'released' | 'discarded';
  readonly person: string | null;
  readonly reason: string;
}

/** Columns of a decision that a row of `quarantineStates` gives. */
const OF_ROW = {
  hospital_id: 'hospital_id',
  run_id: '_run_id',
  seq: '_seq',
  kind: 'kind',
  source_file: '_source_file',
  source_line: '_source_line',
  rule_ids: '_rule_ids',
};

/** Writes what a person decides about a row that is in quarantine. Nothing is written for any other. */
export function decide(dialect: Dialect, { runId, seq, kind, ...of }: QuarantineRow, made: Decision): Statement {
  const values = {
    hospital_id: bound.text(of.hospitalId),
    run_id: bound.text(runId),
    seq: bound.integer(seq),
    kind: bound.text(kind),
    decision: bound.text(made.decision),
    person: bound.text(made.person),
    reason: bound.text(made.reason),
  };
  return statement(
    statementName('quarantine.decide', of),
    insertInto(dialect, opsQuarantineDecisions, {
      columns: {
        ...ofRow(dialect, of, 's'),
        ...writtenNow(dialect, of),
        decision: dialect.parameter('decision'),
        made_by: "'person'",
        person: dialect.parameter('person'),
        reason: dialect.parameter('reason'),
      },
      from: `
        from (${hospitalStates(dialect, of.entity)}) s
        where _run_id = ${dialect.parameter('run_id')} and _seq = ${dialect.parameter('seq')} and kind = ${dialect.parameter('kind')}`,
    }),
    values,
  );
}

/**
 * Records the open rows in scope that break no rule any more, since the rules have changed: they leave quarantine. The sound rows of a held
 * delivery have broken none. Execute with `checkRows`,
 * before it clears quarantine.
 */
export function recordPassed(dialect: Dialect, of: HospitalTable, scope: Scope): Statement {
  const errors = rowRules(dialect, of.entity).filter((rule) => rule.severity === 'error');
  return statement(
    statementName(`quality.record_passed${scope === 'applied' ? '_applied' : ''}`, of),
    insertInto(dialect, opsQuarantineDecisions, {
      with: {
        states: hospitalStates(dialect, of.entity),
        passing: `
          select _run_id as passing_run, _seq as passing_seq from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} b
          where _op = 'U' and _run_id in ${runsInScope(dialect, scope)} and ${brokenRuleIds(dialect, errors)} is null`,
      },
      columns: {
        ...ofRow(dialect, of, 's'),
        ...writtenNow(dialect, of),
        decision: "'released'",
        made_by: "'rules'",
        person: null,
        reason: dialect.text('it breaks no rule any more'),
      },
      from: `
        from states s join passing p on p.passing_run = s._run_id and p.passing_seq = s._seq
        where s.kind = 'row' and s.state = 'open' and s._rule_ids <> ${dialect.text(DELIVERY_HELD)}`,
    }),
    tableParameters(of),
  );
}

/**
 * Decides about open rows in scope as a person has decided about equal ones: a row that is sent again as it was, with another time or by a
 * full read, is the same row. A release counts where the same rules are broken. Execute after `checkRows`, with it.
 */
export function repeatDecisions(dialect: Dialect, of: HospitalTable, scope: Scope): Statement {
  return statement(
    statementName(`quality.repeat_decisions${scope === 'applied' ? '_applied' : ''}`, of),
    insertInto(dialect, opsQuarantineDecisions, {
      with: {
        states: hospitalStates(dialect, of.entity),
        // Not by their hashes: those of a later version of the hash are others.
        contents: `
          select _run_id as content_run, _seq as content_seq, concat(${columnsText(dialect, of.entity, 'q')}, coalesce(_unreadable, '')) as row_content
          from ${dialect.table(quarantineTable(of.entity))} q
          where hospital_id = ${dialect.parameter('hospital_id')} and _raw_line is null`,
        sent: `
          select s.*, case when s.kind = 'row' then c.row_content else s._row_hash end as content
          from states s left join contents c on c.content_run = s._run_id and c.content_seq = s._seq`,
        decided: `
          select content as decided_content, _rule_ids as decided_rules, kind as decided_kind, state as decided, made_by, person as decided_by, reason as decided_why,
            row_number() over (partition by content, _rule_ids, kind order by decided_at desc, _run_id desc, _seq desc) as recency
          from sent where made_by = 'person' and state in ('released', 'discarded')`,
      },
      columns: {
        ...ofRow(dialect, of, 's'),
        ...writtenNow(dialect, of),
        decision: 'd.decided',
        made_by: "'person'",
        person: 'd.decided_by',
        reason: 'd.decided_why',
      },
      from: `
        from sent s join decided d on d.decided_content = s.content and d.decided_rules = s._rule_ids and d.decided_kind = s.kind
        where s.state = 'open' and d.recency = 1 and s._run_id in ${runsInScope(dialect, scope)}`,
    }),
    tableParameters(of),
  );
}

/**
 * Records the rows that wait for nothing any more: mended where their key has a later good version in bronze, or was deleted at the source
 * later; overtaken where its later versions are broken too, and the last of them stands for it. Later is what holds later: of files the time
 * that rows state. A later row that a person has discarded does not count; rows of one delivery that conflict are of one moment. Execute after history has taken the events in, with it.
 */
export function recordMended(dialect: Dialect, of: HospitalTable, scope: Scope): Statement {
  const bronze = dialect.table(bronzeTable(of.entity, of.hospitalId));
  const keys = columnList(dialect, of.entity.key);
  const key = keyValue(dialect, of.entity);
  const { tables, from, order } = inOrder(dialect, of.entity);
  const waits = "s.state in ('open', 'overtaken')";
  const isGood = "(s.state is null or s.state = 'released')";
  const last = (condition: string) =>
    `max(case when ${condition} then p.place end) over (partition by ${columnList(dialect, of.entity.key, 'p')})`;
  const said = {
    came: dialect.text('a later good version of its key came'),
    deleted: dialect.text('the source deleted the row later'),
    overtaken: dialect.text('a later version of its key is in quarantine too'),
  };
  return statement(
    statementName(`history.record_mended${scope === 'applied' ? '_applied' : ''}`, of),
    insertInto(dialect, opsQuarantineDecisions, {
      with: {
        states: `select * from (${hospitalStates(dialect, of.entity)}) every_kind where kind = 'row'`,
        waiting_keys: `
          select ${key} as waiting_key from ${bronze} b
          where ${key} is not null and exists (select 1 from states s where ${waits} and s._run_id = b._run_id and s._seq = b._seq)`,
        events: `
          select * from ${bronze} e where _run_id in ${runsInScope(dialect, 'applied')} and ${key} in (select waiting_key from waiting_keys)`,
        ...tables,
        placed: `select *, row_number() over (partition by ${keys} order by ${order}) as place from ${from}`,
        judged: `
          select p._run_id as event_run, p._seq as event_seq, p.place, ${last(isGood)} as last_good, ${last(`${isGood} and p._op = 'U'`)} as last_good_row,
            ${last("s.state is null or s.state <> 'discarded'")} as last_place,
            case when coalesce(p._conflicting, false) then max(p.place) over (partition by ${columnList(dialect, of.entity.key, 'p')}, p._run_id, p._source_file, coalesce(p._conflicting, false)) else p.place end as last_of_conflict
          from placed p left join states s on s._run_id = p._run_id and s._seq = p._seq`,
      },
      columns: {
        ...ofRow(dialect, of, 's'),
        ...writtenNow(dialect, of),
        decision: "case when j.last_good > j.place then 'mended' else 'overtaken' end",
        made_by: "'load'",
        person: null,
        reason: `case when j.last_good_row > j.place then ${said.came} when j.last_good > j.place then ${said.deleted} else ${said.overtaken} end`,
      },
      from: `
        from judged j join states s on s._run_id = j.event_run and s._seq = j.event_seq
        where (${waits} and j.last_good > j.place) or (s.state = 'open' and j.last_place > j.last_of_conflict)`,
    }),
    tableParameters(of),
  );
}

function ofRow(dialect: Dialect, { entity }: HospitalTable, alias: string): Record<string, string> {
  const columns = Object.entries(OF_ROW).map(([name, column]) => [name, columnList(dialect, [column], alias)]);
  return { ...Object.fromEntries(columns), table_name: dialect.text(entity.name) };
}

function writtenNow(dialect: Dialect, { entity }: HospitalTable): Record<string, string> {
  return { rules_version: dialect.text(rulesVersion(entity)), decided_at: dialect.now() };
}
