import { bronzeTable, stagingTable } from '../../model/catalogue';
import type { Entity } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { columnList, lengthPrefixed } from '../warehouse/statement';
import { clockOf, columnsText, contentText } from './event-order';
import type { HospitalTable } from './hospital-table';

/** `_hash_version` of a row that was summed from lines: its hash is the warehouse's own, so history compares its columns. */
const SUMMED = 0;

/** Id of the warning that a delivery has fewer lines of a claim than the one before: it takes the place of all of them. */
export const FEWER_LINES = 'fewer_lines';

/**
 * Tables for a `with`, over the staged rows of the run `$run_id`:
 *
 * - `delivered_rows`: every staged row with `is_conflicting`, and `event_seq`, the `_seq` of the event that it becomes or became part of.
 * - `delivered`: the events that it makes. A row is one, with `_lines` 1; the lines of a claim are one where the feed declares them.
 *
 * One delivery is one file or one snapshot. Two rows of one key in it that differ are a conflict: neither may hold. In a file, rows that
 * state different times are versions; a snapshot, and lines of one claim, are of one moment. Rows without a key conflict with nothing.
 */
export function deliveredRows(
  dialect: Dialect,
  of: HospitalTable & { readonly addsLines?: boolean },
): Record<string, string> {
  // A file that comes back after another in one run is read twice: its lines count once, with the later reading.
  const reading = of.addsLines
    ? ', row_number() over (partition by _source_file, _source_line order by _seq desc) as reading'
    : '';
  const staged = `
      select *${reading}, ${of.addsLines ? sharedText(dialect, of.entity) : contentText(dialect, of.entity)} as content
      from ${dialect.table(stagingTable(of.entity, of.hospitalId))} s where _run_id = ${dialect.parameter('run_id')}`;
  const keys = columnList(dialect, of.entity.key);
  const hasKey = of.entity.key.map((name) => `${dialect.identifier(name)} is not null`).join(' and ');
  const moment = clockOf(of.entity) === 'stated' && !of.addsLines ? ', _source_ts' : '';
  const sameRow = `partition by ${keys}, _source_file${moment}`;
  const differs = `min(content) over (${sameRow}) <> max(content) over (${sameRow})`;
  if (!of.addsLines)
    return {
      staged_rows: staged,
      delivered_rows: `select *, ${hasKey} and ${differs} as is_conflicting, _seq as event_seq, 1 as _lines from staged_rows`,
      delivered: 'select * from delivered_rows',
    };
  return {
    staged_rows: staged,
    compared_lines: `select *, ${hasKey} and (${differs} or ${cannotAdd(dialect, of.entity, sameRow)}) as is_conflicting, min(case when reading = 1 then _seq end) over (${sameRow}) as first_seq, ${hasKey} as has_key from staged_rows`,
    delivered_rows: `select *, case when reading > 1 then 0 when is_conflicting or not has_key then _seq else first_seq end as event_seq from compared_lines`,
    added: added(dialect, of.entity),
    summed: summed(dialect, of.entity),
    lines_of: linesBefore(dialect, of),
    delivered: hashed(dialect, of),
  };
}

const isMoney = ({ unit }: { readonly unit?: string | undefined }) => unit === 'usd';

/** TEXT of what all lines of a claim must share: every column but money and bookkeeping, and the time that the row states. */
function sharedText(dialect: Dialect, entity: Entity): string {
  const shared = { ...entity, columns: entity.columns.filter((column) => !isMoney(column)) };
  return `concat(${columnsText(dialect, shared)}, ${lengthPrefixed(dialect, [dialect.timestampText('_source_ts')])})`;
}

/** BOOL: a line of the claim lacks an amount that it must have, or has a value that could not be read. Then no line is taken. */
function cannotAdd(dialect: Dialect, entity: Entity, sameRow: string): string {
  const required = entity.columns.filter((column) => isMoney(column) && column.presence === 'required');
  const missing = required.map(
    ({ name }) => `count(${dialect.identifier(name)}) over (${sameRow}) < count(*) over (${sameRow})`,
  );
  return `(count(*) over (${sameRow}) > 1 and (${[...missing, `max(_unreadable) over (${sameRow}) is not null`].join(' or ')}))`;
}

/** Money and notes of all lines of each event. */
function added(dialect: Dialect, entity: Entity): string {
  const sums = entity.columns.filter(isMoney).map(({ name }) => {
    const column = dialect.identifier(name);
    return `sum(${column}) as ${column}`;
  });
  return `
      select event_seq, count(*) as _lines, string_agg(_notes, ',') as _notes, ${sums.join(', ')}
      from delivered_rows group by event_seq`;
}

/** One row for each event: what its lines share, and what was added up. */
function summed(dialect: Dialect, entity: Entity): string {
  const money = columnList(
    dialect,
    entity.columns.filter(isMoney).map(({ name }) => name),
    'a',
  );
  const shared = [...entity.columns.filter((column) => !isMoney(column)).map(({ name }) => name), 'hospital_id'];
  const kept = ['_run_id', '_op', '_source_ts', '_source_time_kind', '_seq', '_source_file', '_source_line'];
  return `
      select ${columnList(dialect, [...shared, ...kept], 'd')}, d._row_hash as line_hash, d._hash_version as line_hash_version,
        ${money}, a._notes as line_notes, d._unreadable, a._lines, d.is_conflicting, d.event_seq
      from delivered_rows d join added a on a.event_seq = d.event_seq
      where d._seq = d.event_seq`;
}

/** How many lines the delivery before this one had of each claim, held ones too; `age` 1: that delivery. */
function linesBefore(dialect: Dialect, { entity, hospitalId }: HospitalTable): string {
  const keys = columnList(dialect, entity.key);
  const named = entity.key.map((name) => `${dialect.identifier(name)} as ${dialect.identifier(`before_${name}`)}`);
  return `
      select ${named.join(', ')}, sum(coalesce(_lines, 1)) as lines_before,
        row_number() over (partition by ${keys} order by max(_taken_at) desc, _run_id desc, max(_seq) desc) as age
      from ${dialect.table(bronzeTable(entity, hospitalId))} b where _op = 'U' and _run_id <> ${dialect.parameter('run_id')}
      group by ${keys}, _run_id, _source_file`;
}

function hashed(dialect: Dialect, { entity }: HospitalTable): string {
  const note = dialect.text(`${FEWER_LINES}:${entity.key.join('+')}`);
  return `
      select d.*, case when _lines = 1 then line_hash else ${dialect.sha256(`concat(${columnsText(dialect, entity)}, coalesce(_unreadable, ''))`)} end as _row_hash,
        case when _lines = 1 then line_hash_version else ${SUMMED} end as _hash_version,
        case when coalesce(l.lines_before, 0) <= _lines then line_notes when line_notes is null then ${note} else concat(line_notes, ',', ${note}) end as _notes
      from summed d left join lines_of l on l.age = 1 and ${entity.key.map((name) => `l.${dialect.identifier(`before_${name}`)} = d.${dialect.identifier(name)}`).join(' and ')}`;
}
