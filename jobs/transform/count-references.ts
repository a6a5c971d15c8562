import { entityOf, silverTable } from '../../model/catalogue';
import { UNKNOWN_MEMBER } from '../../model/gold/columns';
import { FACTS, factEncounters } from '../../model/gold/facts';
import type { Model } from '../../model/model';
import { opsQualityResults } from '../../model/ops';
import type { Entity, TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, type Select, union } from '../warehouse/named-columns';
import { sameKey, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { canonical } from './canonical';
import { factsOf, type Reference } from './fact-references';
import { groupIds } from './group-lookup';

/**
 * Writes into ops.quality_results, as warnings, how many references of each fact
 * - point to the unknown member: rule `known_<dimension>`;
 * - were delivered in another spelling than their dimension's: rule `id_spelling_<dimension>`;
 * - name a payer or department that the lookup of their hospital does not have, where the group has lookups: rule `unmapped_<kind>`.
 * Rows whose id is NULL are not counted. Execute atomically, after `loadFacts`. Idempotent by run.
 */
export function countUnknownReferences(dialect: Dialect, model: Model, runId: string): Statement[] {
  // A literal: this runs in one script with the loads of the facts, and BigQuery's emulator rejects a parameter that a statement does not use.
  const run = dialect.text(runId);
  const results = dialect.table(opsQualityResults);
  return factsOf(model).flatMap(({ table, entityName, references }) => {
    const of = entityOf(model, entityName);
    const encounters = table.name === factEncounters.name ? [] : [unknownEncounters(dialect, table)];
    const spelled = references.filter(({ form }) => form === 'id').map((each) => respelled(dialect, table, of, each));
    const unmapped = references.flatMap((each) => unmappedRows(dialect, table, each));
    const known = references.map(({ key, id, dimension }) => ({
      columns: {
        hospital_id: 'hospital_id',
        rule_id: `'known_${dimension.name.replace(/^dim_/, '')}'`,
        rows_checked: 'count(*)',
        rows_failed: `sum(case when ${dialect.identifier(key)} = '${UNKNOWN_MEMBER}' then 1 else 0 end)`,
      },
      from: `from ${dialect.table(table)} f where ${dialect.identifier(id)} is not null group by hospital_id`,
    }));
    return [
      statement(
        `quality.clear_references.${table.name}`,
        `delete from ${results} where run_id = ${run} and table_name = '${table.name}'`,
      ),
      statement(
        `quality.count_references.${table.name}`,
        insertInto(dialect, opsQualityResults, {
          with: {
            counted: union(dialect, 'all', [
              ...known,
              ...spelled,
              ...encounters,
              ...unmapped,
              twins(dialect, table, of),
            ]),
          },
          columns: {
            ...copied(dialect, ['hospital_id', 'rule_id', 'rows_checked']),
            run_id: run,
            table_name: `'${table.name}'`,
            severity: "'warning'",
            rows_failed: dialect.cast('rows_failed', 'INT64'),
          },
          from: 'from counted',
        }),
      ),
    ];
  });
}

/** The same for a run that found the facts as an earlier run had left them. */
export function copyReferenceCounts(
  dialect: Dialect,
  { from, to }: { readonly from: string; readonly to: string },
): Statement[] {
  // A step that is repeated in the run that built them: its counts are there.
  if (from === to) return [];
  const results = dialect.table(opsQualityResults);
  const ofFacts = `table_name in (${FACTS.map(({ name }) => `'${name}'`).join(', ')})`;
  return [
    statement('quality.clear_references', `delete from ${results} where run_id = ${dialect.text(to)} and ${ofFacts}`),
    statement(
      'quality.copy_references',
      insertInto(dialect, opsQualityResults, {
        columns: {
          ...copied(
            dialect,
            opsQualityResults.columns.map(({ name }) => name),
          ),
          run_id: dialect.text(to),
        },
        from: `from ${results} q where run_id = ${dialect.text(from)} and ${ofFacts}`,
      }),
    ),
  ];
}

/** The rows of a fact with an id that its hospital's lookup does not name; none where no hospital of the group has a lookup of that kind. */
function unmappedRows(dialect: Dialect, fact: TableDefinition, { id, lookup }: Reference): Select[] {
  if (lookup === undefined) return [];
  const isNamed =
    lookup === 'payer' ? `f.payer_id in (${groupIds(dialect, 'payer')})` : 'f.group_department_id is not null';
  return [
    {
      columns: {
        hospital_id: 'f.hospital_id',
        rule_id: `'unmapped_${lookup}'`,
        rows_checked: 'count(*)',
        rows_failed: `sum(case when l.line_count = 0 or ${isNamed} then 0 else 1 end)`,
      },
      from: `
        from ${dialect.table(fact)} f cross join (select count(*) as line_count from (${groupIds(dialect, lookup)}) g) l
        where f.${dialect.identifier(id)} is not null group by f.hospital_id`,
    },
  ];
}

/** The rows of a fact whose id silver has in another spelling. */
function respelled(dialect: Dialect, fact: TableDefinition, of: Entity, { id, dimension }: Reference): Select {
  const column = dialect.identifier(id);
  return {
    columns: {
      hospital_id: 'f.hospital_id',
      rule_id: `'id_spelling_${dimension.name.replace(/^dim_/, '')}'`,
      rows_checked: 'count(*)',
      rows_failed: `sum(case when f.${column} <> s.${column} then 1 else 0 end)`,
    },
    from: `
      from ${dialect.table(fact)} f join ${dialect.table(silverTable(of))} s
        on s.hospital_id = f.hospital_id and ${sameKey(dialect, of.key, 's', 'f')} and s.is_current
      where f.${column} is not null group by f.hospital_id`,
  };
}

/** Rows of a fact whose own id is that of another row in another spelling: they may be one row that is counted twice. */
function twins(dialect: Dialect, fact: TableDefinition, of: Entity): Select {
  const [id = ''] = of.key.map((name) => canonical('id', dialect.identifier(name)));
  return {
    columns: {
      hospital_id: 'hospital_id',
      rule_id: `'id_spelling_${of.name}'`,
      rows_checked: 'sum(spellings)',
      rows_failed: 'sum(case when spellings > 1 then spellings else 0 end)',
    },
    from: `
      from (select hospital_id, ${id} as canonical_id, count(*) as spellings from ${dialect.table(fact)} f group by hospital_id, ${id}) t
      group by hospital_id`,
  };
}

/** Rows of a fact whose encounter silver does not have: encounters are facts of their own, so no dimension knows them. */
function unknownEncounters(dialect: Dialect, table: TableDefinition): Select {
  return {
    columns: {
      hospital_id: 'f.hospital_id',
      rule_id: `'known_encounter'`,
      rows_checked: 'count(*)',
      rows_failed: 'sum(case when e.encounter_id is null then 1 else 0 end)',
    },
    from: `
      from ${dialect.table(table)} f
      left join (select distinct hospital_id, ${canonical('id', 'encounter_id')} as encounter_id from ${dialect.table(factEncounters)} k) e
        on e.hospital_id = f.hospital_id and e.encounter_id = ${canonical('id', 'f.encounter_id')}
      where f.encounter_id is not null group by f.hospital_id`,
  };
}
