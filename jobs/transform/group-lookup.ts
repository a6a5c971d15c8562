import { groupLookup } from '../../model/gold/group-lookup';
import { groupMembers, type LookupKind, lookupLines, memberKey, type WithLookups } from '../../model/group-lookups';
import { opsQualityResults } from '../../model/ops';
import type { Dialect } from '../warehouse/dialect';
import { type Columns, copied, insertInto, insertValues, union } from '../warehouse/named-columns';
import { statement } from '../warehouse/statement';
import type { Statement, Warehouse } from '../warehouse/warehouse';

/** Most characters of the values of one insert: BigQuery takes statements of up to 1 MB. */
const MOST_CHARACTERS = 400_000;

/**
 * Statements that make gold.group_lookup say what the hospitals' lookups say: first it is emptied, then filled. Each may be executed by
 * itself, so that lookups of any size fit; the dimensions and the facts read the table after all of them. A payer or department that
 * lookups describe differently has the description of `groupMembers`.
 */
export function fillGroupLookup(dialect: Dialect, hospitals: readonly WithLookups[]): Statement[] {
  const lines = lookupLines(hospitals);
  const { members } = groupMembers(lines);
  const literal = (value: string | undefined) =>
    value === undefined ? dialect.cast('null', 'STRING') : dialect.text(value);
  const rows = lines.map((line): Columns => {
    const { name, planType, electronicPayerId } = members.get(memberKey(line)) ?? {};
    return {
      hospital_id: literal(line.hospital),
      kind: literal(line.kind),
      source_id: literal(line.source),
      group_id: literal(line.groupId),
      name: literal(name),
      plan_type: literal(planType),
      electronic_payer_id: literal(electronicPayerId),
    };
  });
  return [
    statement('gold.group_lookup.clear', `delete from ${dialect.table(groupLookup)} where true`),
    ...parts(rows).map((part, index) => ({
      name: index === 0 ? 'gold.group_lookup.fill' : `gold.group_lookup.fill_${index + 1}`,
      sql: insertValues(dialect, groupLookup, part),
    })),
  ];
}

/** The same, executed, each statement in a transaction of its own. */
export async function loadGroupLookup(warehouse: Warehouse, hospitals: readonly WithLookups[]): Promise<void> {
  for (const each of fillGroupLookup(warehouse.dialect, hospitals)) await warehouse.executeAtomically([each]);
}

/** Consecutive rows, in parts of a limited length. */
function parts(rows: readonly Columns[]): Columns[][] {
  const made: Columns[][] = [];
  let room = 0;
  for (const row of rows) {
    const length = Object.values(row).join(', ').length;
    room -= length;
    if (room < 0) {
      made.push([]);
      room = MOST_CHARACTERS - length;
    }
    made.at(-1)?.push(row);
  }
  return made;
}

/** STRING: an id as lookups compare it. Case counts, as it does in a value map; blanks at the ends do not. */
export function lookupId(text: string): string {
  return `trim(${text}, ' ')`;
}

/** Left join of the line for an id of a hospital: at most one. */
export function lookupJoin(
  dialect: Dialect,
  kind: LookupKind,
  alias: string,
  of: { readonly hospital: string; readonly id: string },
): string {
  return `left join ${dialect.table(groupLookup)} ${alias} on ${alias}.kind = '${kind}' and ${alias}.hospital_id = ${of.hospital} and ${alias}.source_id = ${lookupId(of.id)}`;
}

/** Select of the group's ids of a kind. */
export function groupIds(dialect: Dialect, kind: LookupKind): string {
  return `select group_id from ${dialect.table(groupLookup)} g where kind = '${kind}'`;
}

/**
 * STRING: a payer's id in the group. One that no lookup of its hospital names is a payer of that hospital alone: the same id of
 * another hospital may be another payer. `lookup` is the alias of its `lookupJoin`; NULL where the row names no payer.
 */
export function groupPayerId(lookup: string, of: { readonly hospital: string; readonly id: string }): string {
  return `case when ${lookup}.group_id is not null then ${lookup}.group_id when ${of.id} is not null then concat(${of.hospital}, '/', ${lookupId(of.id)}) end`;
}

/**
 * Writes into ops.quality_results, rule `described_alike`, how many lines of each hospital's lookups describe their payer or department
 * otherwise than the line that holds. Synth refuses such lookups; stacks that were deployed at different times can still have them.
 */
export function countDifferentDescriptions(
  dialect: Dialect,
  hospitals: readonly WithLookups[],
  runId: string,
): Statement[] {
  const lines = lookupLines(hospitals);
  const differing = new Set(groupMembers(lines).differences.map(({ line }) => line));
  const counted = hospitals.map(({ id: hospital }) => {
    const own = lines.filter((line) => line.hospital === hospital);
    return {
      columns: {
        hospital_id: dialect.text(hospital),
        rows_checked: String(own.length),
        rows_failed: String(own.filter((line) => differing.has(line)).length),
      },
    };
  });
  const run = dialect.text(runId);
  const clear = statement(
    'quality.clear_descriptions',
    `delete from ${dialect.table(opsQualityResults)} where run_id = ${run} and table_name = '${groupLookup.name}'`,
  );
  if (counted.length === 0) return [clear];
  return [
    clear,
    statement(
      'quality.count_descriptions',
      insertInto(dialect, opsQualityResults, {
        with: { counted: union(dialect, 'all', counted) },
        columns: {
          ...copied(dialect, ['hospital_id', 'rows_checked', 'rows_failed']),
          run_id: run,
          table_name: `'${groupLookup.name}'`,
          rule_id: "'described_alike'",
          severity: "'warning'",
        },
        from: 'from counted',
      }),
    ),
  ];
}
