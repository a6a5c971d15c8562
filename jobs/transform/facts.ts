import { entityOf, silverTable } from '../../model/catalogue';
import { UNKNOWN_MEMBER } from '../../model/gold/columns';
import {
  dimCptCode,
  dimDate,
  dimDepartment,
  dimIcdCode,
  dimPatient,
  dimPayer,
  dimProvider,
} from '../../model/gold/dimensions';
import { factClaims, factEncounters, factTransactions } from '../../model/gold/facts';
import type { LookupKind } from '../../model/group-lookups';
import { goldTable, type Model } from '../../model/model';
import { opsQualityResults } from '../../model/ops';
import { REVERSED_STATUSES } from '../../model/tables/claims';
import type { Entity, TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { type Columns, copied, insertInto, type Select, union } from '../warehouse/named-columns';
import { columnList, sameKey, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { type CanonicalForm, canonical, sharedSpelling } from './canonical';
import { groupIds, groupPayerId, lookupJoin } from './group-lookup';

/**
 * A version that has not ended is compared with this time. An OR with IS NULL says the same, but then an engine compares every fact with
 * every version instead of looking it up.
 */
const END = '9999-12-31 00:00:00.000000';

/** How a fact finds its row of a dimension. */
interface Reference {
  readonly dimension: TableDefinition;
  /** The fact's key column, e.g. `patient_key`. */
  readonly key: string;
  /** The fact's column that holds the source's id. */
  readonly id: string;
  /** The dimension's column with that id. */
  readonly memberId: string;
  /** Whether the id is unique only within a hospital. */
  readonly ofHospital: boolean;
  /** Whose id the lookups of hospitals turn into one of the group. @default none */
  readonly lookup?: LookupKind;
  /** `id`: the fact takes the spelling that the dimension has. A code: the canonical forms are compared. @default spelled alike */
  readonly form?: CanonicalForm;
}

/** A fact, the entity of its rows, and its references. */
interface Fact {
  readonly table: TableDefinition;
  readonly entityName: string;
  /** The column whose day decides which version of a dimension a row refers to. */
  readonly day: string;
  readonly references: readonly Reference[];
  /** Expressions of the columns that silver does not have; `s` is the row of silver. */
  readonly computed: Columns;
}

const reference = (dimension: TableDefinition, key: string, id: string, form?: CanonicalForm): Reference => ({
  ...{ dimension, key, id, memberId: id, ofHospital: true },
  ...(form ? { form } : {}),
});
const PATIENT = reference(dimPatient, 'patient_key', 'patient_id', 'id');
const PROVIDER = reference(dimProvider, 'provider_key', 'provider_id', 'id');
const DEPARTMENT: Reference = {
  ...reference(dimDepartment, 'department_key', 'department_id', 'id'),
  lookup: 'department',
};
// Payers are named by the lookups, and by the facts themselves where no lookup names one: each spelling of a hospital is one then.
const PAYER: Reference = { ...reference(dimPayer, 'payer_key', 'payer_id'), ofHospital: false, lookup: 'payer' };
const CPT = { ...reference(dimCptCode, 'cpt_key', 'procedure_code', 'cpt'), ofHospital: false };
const ICD = { ...reference(dimIcdCode, 'icd_key', 'icd_code', 'icd10'), ofHospital: false };
const day = (key: string, id: string): Reference => ({
  dimension: dimDate,
  key,
  id,
  memberId: 'day',
  ofHospital: false,
});

const RESPONSIBILITY = ['deductible', 'coinsurance', 'copay'].map((name) => `s.${name}`);

/** A void, reversal or replacement comes under the id of its claim, with a status that says so or with negative amounts. */
const IS_REVERSED = `s.claim_status in (${REVERSED_STATUSES.map((status) => `'${status}'`).join(', ')}) or s.claim_amount < 0 or s.paid_amount < 0`;

const FACTS: readonly Fact[] = [
  {
    table: factTransactions,
    entityName: 'transactions',
    day: 'service_date',
    references: [PATIENT, PROVIDER, DEPARTMENT, PAYER, CPT, ICD, day('service_date_key', 'service_date')],
    computed: { balance: 's.amount - s.paid_amount' },
  },
  {
    table: factClaims,
    entityName: 'claims',
    day: 'service_date',
    references: [PATIENT, PROVIDER, DEPARTMENT, PAYER, day('service_date_key', 'service_date')],
    computed: {
      is_reversed: IS_REVERSED,
      patient_responsibility: `case when coalesce(${RESPONSIBILITY.join(', ')}) is not null then ${RESPONSIBILITY.map((each) => `coalesce(${each}, 0)`).join(' + ')} end`,
    },
  },
  {
    table: factEncounters,
    entityName: 'encounters',
    day: 'encounter_date',
    references: [PATIENT, PROVIDER, DEPARTMENT, CPT, day('encounter_date_key', 'encounter_date')],
    computed: {},
  },
];

/**
 * Loads the three facts of gold: one row per current row of silver. Each reference points to the version that was valid at the start of
 * the day of service (half-open intervals), or to the unknown member. Execute atomically, after `loadDimensions`.
 */
export function loadFacts(dialect: Dialect, model: Model): Statement[] {
  return factsOf(model).flatMap((fact) => [
    statement(`gold.${fact.table.name}.clear`, `delete from ${dialect.table(fact.table)} where true`),
    statement(`gold.${fact.table.name}.load`, loadFact(dialect, model, fact)),
  ]);
}

/** The facts with the columns that the model gives them. */
function factsOf(model: Model): Fact[] {
  return FACTS.map((fact) => ({ ...fact, table: goldTable(model, fact.table) }));
}

function loadFact(dialect: Dialect, model: Model, fact: Fact): string {
  const aliased = fact.references.map((each, index) => ({ ...each, alias: `d${index}` }));
  const keys = aliased.map(({ key, dimension, alias }) => [
    key,
    `coalesce(${columnList(dialect, dimension.key, alias)}, '${UNKNOWN_MEMBER}')`,
  ]);
  const spelled = aliased.filter(({ form }) => form === 'id');
  const ids = spelled.map((each) => [each.id, idOf(dialect, each)]);
  const ofGroup = aliased.flatMap((each) => groupColumns(dialect, each));
  const names = fact.table.columns.map((column) => column.name);
  return insertInto(dialect, fact.table, {
    with: Object.fromEntries(
      spelled.map(({ dimension, memberId }) => [
        spellings(dimension),
        sharedSpelling(dialect, dialect.table(dimension), memberId),
      ]),
    ),
    columns: {
      ...copied(dialect, names, 's'),
      ...Object.fromEntries([...ids, ...ofGroup, ...keys]),
      ...fact.computed,
    },
    from: `
      from ${dialect.table(silverTable(entityOf(model, fact.entityName)))} s
      ${aliased.map((each) => join(dialect, fact, each)).join('\n      ')}
      where s.is_current`,
  });
}

type AliasedReference = Reference & { readonly alias: string };

/** Name of the table with the spelling of each id of a dimension. */
const spellings = ({ name }: TableDefinition) => name.replace(/^dim/, 'spelled');

/** Alias of the line of a lookup that names the id of a reference. */
const lineOf = ({ alias }: AliasedReference) => `${alias}g`;

/** Columns of a fact that its hospital's lookups decide. */
function groupColumns(dialect: Dialect, reference: AliasedReference): [string, string][] {
  if (reference.lookup === 'department') return [['group_department_id', `${lineOf(reference)}.group_id`]];
  if (reference.lookup !== 'payer') return [];
  return [
    ['payer_id', memberIdOf(dialect, reference)],
    ['source_payer_id', `s.${dialect.identifier(reference.id)}`],
  ];
}

/** The id by which a fact finds its member: for a payer the one that it has in the group. */
function memberIdOf(dialect: Dialect, reference: AliasedReference): string {
  const id = idOf(dialect, reference);
  return reference.lookup === 'payer' ? groupPayerId(lineOf(reference), { hospital: 's.hospital_id', id }) : id;
}

/** The id of a fact: as the dimension spells it, or as delivered where it does not know it. */
function idOf(dialect: Dialect, { id, form, alias }: AliasedReference): string {
  const delivered = `s.${dialect.identifier(id)}`;
  return form === 'id' ? `coalesce(${alias}s.spelling, ${delivered})` : delivered;
}

function join(dialect: Dialect, fact: Fact, reference: AliasedReference): string {
  const { dimension, memberId, ofHospital, form, alias } = reference;
  const at = dialect.startOfDay(`s.${dialect.identifier(fact.day)}`);
  const isVersioned = dimension.columns.some((column) => column.name === 'effective_from');
  const conditions = [
    form === 'cpt' || form === 'icd10'
      ? `${canonical(form, `${alias}.${dialect.identifier(memberId)}`)} = ${canonical(form, idOf(dialect, reference))}`
      : `${alias}.${dialect.identifier(memberId)} = ${memberIdOf(dialect, reference)}`,
    ...(ofHospital ? [`${alias}.hospital_id = s.hospital_id`] : []),
    ...(isVersioned
      ? [
          `${alias}.effective_from <= ${at}`,
          `coalesce(${alias}.effective_to, ${dialect.timestampLiteral(END)}) > ${at}`,
        ]
      : []),
  ];
  const spelled =
    form === 'id'
      ? `left join ${spellings(dimension)} ${alias}s on ${alias}s.hospital_id = s.hospital_id and ${alias}s.canonical_id = ${canonical(form, `s.${dialect.identifier(reference.id)}`)}\n      `
      : '';
  const line = reference.lookup
    ? `${lookupJoin(dialect, reference.lookup, lineOf(reference), { hospital: 's.hospital_id', id: idOf(dialect, reference) })}\n      `
    : '';
  return `${spelled}${line}left join ${dialect.table(dimension)} ${alias} on ${conditions.join(' and ')}`;
}

/**
 * Writes into ops.quality_results how many references of each fact point to the unknown member: rule `known_<dimension>`, a warning; and how
 * many were delivered in another spelling than their dimension's: rule `id_spelling_<dimension>`; where the group has lookups, how many name a
 * payer or department that the lookup of their hospital does not have: rule `unmapped_<kind>`. Rows whose id is NULL are not counted. Execute atomically, after `loadFacts`. Idempotent by run.
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
