import { entityOf, silverTable } from '../../model/catalogue';
import { UNKNOWN_MEMBER } from '../../model/gold/columns';
import type { Model } from '../../model/model';
import type { TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto } from '../warehouse/named-columns';
import { columnList, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { canonical, sharedSpelling } from './canonical';
import { type Fact, factsOf, type Reference } from './fact-references';
import { groupPayerId, lookupJoin } from './group-lookup';

/**
 * A version that has not ended is compared with this time. An OR with IS NULL says the same, but then an engine compares every fact with
 * every version instead of looking it up.
 */
const END = '9999-12-31 00:00:00.000000';

/**
 * Loads the three facts of gold: one row per current row of silver. Each reference points to the version that was valid at the start of
 * the day of service (half-open intervals), or to the unknown member. Execute atomically, after `loadDimensions`.
 */
export function loadFacts(dialect: Dialect, model: Model): Statement[] {
  return factsOf(model).flatMap((fact) => [
    statement(`gold.${fact.table.name}.clear`, `delete from ${dialect.table(fact.table)} where true`),
    statement(`gold.${fact.table.name}.load`, insertFact(dialect, model, fact)),
  ]);
}

/** Where the rows of a fact go that are computed again, and which they are. */
export interface RenewedRows {
  readonly into: TableDefinition;
  /** What follows `from silver s` and says which rows: a join. */
  readonly join: string;
}

/** @param renewed only these rows. @default every row, into the fact */
export function insertFact(dialect: Dialect, model: Model, fact: Fact, renewed?: RenewedRows): string {
  const aliased = fact.references.map((each, index) => ({ ...each, alias: `d${index}` }));
  const keys = aliased.map(({ key, dimension, alias }) => [
    key,
    `coalesce(${columnList(dialect, dimension.key, alias)}, '${UNKNOWN_MEMBER}')`,
  ]);
  const spelled = aliased.filter(({ form }) => form === 'id');
  const ids = spelled.map((each) => [each.id, idOf(dialect, each)]);
  const ofGroup = aliased.flatMap((each) => groupColumns(dialect, each));
  const names = fact.table.columns.map((column) => column.name);
  const rows = dialect.table(silverTable(entityOf(model, fact.entityName)));
  return insertInto(dialect, renewed?.into ?? fact.table, {
    with: {
      ...(renewed ? { renewed: `select s.* from ${rows} s ${renewed.join} where s.is_current` } : {}),
      ...Object.fromEntries(
        spelled.map(({ dimension, memberId, id }) => [
          spellings(dimension),
          sharedSpelling(dialect, dialect.table(dimension), memberId, renewed && namedIn('renewed', dialect, id)),
        ]),
      ),
    },
    columns: {
      ...copied(dialect, names, 's'),
      ...Object.fromEntries([...ids, ...ofGroup, ...keys]),
      ...fact.computed,
    },
    from: `
      from ${renewed ? 'renewed' : rows} s
      ${aliased.map((each) => join(dialect, fact, each)).join('\n      ')}
      where s.is_current`,
  });
}

/** Select of the canonical forms of an id in a table. */
function namedIn(table: string, dialect: Dialect, id: string): string {
  return `select ${canonical('id', dialect.identifier(id))} from ${table} r where ${dialect.identifier(id)} is not null`;
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
