import { entityOf } from '../../model/catalogue';
import { dimDate } from '../../model/gold/dimensions';
import { factChanges, factKeys, memberChanges, renewedFact } from '../../model/gold/upkeep';
import type { Model } from '../../model/model';
import type { Dialect } from '../warehouse/dialect';
import { copied, insertInto, type Select, union } from '../warehouse/named-columns';
import { columnList, indented, statement, valuesText } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { canonical } from './canonical';
import { forgetSeen } from './changed-members';
import { type Fact, factsOf, type Reference } from './fact-references';
import { insertFact } from './facts';
import { currentBuild } from './gold-layers';
import { changedVersions, type Since } from './silver-changes';

/** What facts look at again. */
export interface FactInputs {
  /** By entity, the hospitals whose rows have changed: see `changedSince`. */
  readonly changed: ReadonlyMap<string, readonly Since[]>;
  /** The dimensions that have changed since the build of them that the facts have taken in. */
  readonly members: { readonly after: number; readonly dimensions: readonly string[] };
}

/** The facts with rows to look at again: of a changed table of silver, or with a reference to a changed dimension. */
export function touchedFacts(model: Model, { changed, members }: FactInputs): Fact[] {
  return factsOf(model).filter(
    ({ entityName, references }) =>
      changed.has(entityName) || references.some(({ dimension }) => members.dimensions.includes(dimension.name)),
  );
}

/**
 * Makes the facts say what `loadFacts` would: computes again the rows that came, went or changed in silver and those that name a changed
 * member of a dimension, replaces the ones that come out otherwise, and notes their old and new slices in gold.fact_changes. Execute
 * atomically, after `openBuild` and after the dimensions.
 */
export function loadChangedFacts(dialect: Dialect, model: Model, inputs: FactInputs): Statement[] {
  return [
    forgetSeen(dialect, factChanges, 'facts'),
    statement('gold.fact_keys.clear', `delete from ${dialect.table(factKeys)} where true`),
    ...touchedFacts(model, inputs).flatMap((fact) => renewFact(dialect, model, fact, inputs)),
  ];
}

/** INT64: the rows that `loadChangedFacts` has replaced, put in or taken out. For `closeBuild`. */
export function rowsReplaced(dialect: Dialect): string {
  return `(select count(*) from ${dialect.table(factKeys)} k)`;
}

/** Empties what only the transaction of a build needs. After `closeBuild`. */
export function clearWork(dialect: Dialect, model: Model, inputs: FactInputs): Statement[] {
  return [factKeys, ...touchedFacts(model, inputs).map(({ table }) => renewedFact(table))].map((table) =>
    statement(`gold.${table.name}.empty`, `delete from ${dialect.table(table)} where true`),
  );
}

function renewFact(dialect: Dialect, model: Model, fact: Fact, inputs: FactInputs): Statement[] {
  const { table } = fact;
  const renewed = renewedFact(table);
  const id = columnList(dialect, [idOf(fact)]);
  const name = (verb: string) => `gold.${table.name}.${verb}`;
  const keys = `(select k.hospital_id as key_hospital, k.row_id as key_row from ${dialect.table(factKeys)} k where k.fact = '${table.name}')`;
  const isKey = (alias: string) => `${alias}.hospital_id = k.key_hospital and ${alias}.${id} = k.key_row`;
  // Not correlated, and each column by itself first, so that an engine can skip what has none of the ids.
  const isLooked = `${id} in (select k.key_row from ${keys} k) and concat(hospital_id, '/', ${id}) in (select concat(k.key_hospital, '/', k.key_row) from ${keys} k)`;
  const content = (alias: string) => ({
    place: `concat(${alias}.hospital_id, '/', ${alias}.${id})`,
    content: valuesText(dialect, table.columns, alias),
  });
  const both = union(dialect, 'all', [
    {
      columns: content('f'),
      from: `from ${dialect.table(table)} f where f.${id} in (select k.key_row from ${keys} k)`,
    },
    { columns: content('r'), from: `from ${dialect.table(renewed)} r` },
  ]);
  const same = `select place from (\n${indented(both)}\n) b group by place, content having count(*) = 2`;
  const columns = copied(
    dialect,
    table.columns.map((column) => column.name),
    'r',
  );
  return [
    statement(name('keys'), keysOf(dialect, model, fact, inputs)),
    statement(
      name('renew'),
      insertFact(dialect, model, fact, { into: renewed, join: `join ${keys} k on ${isKey('s')}` }),
    ),
    statement(
      name('leave_same'),
      `delete from ${dialect.table(factKeys)} where fact = '${table.name}' and concat(hospital_id, '/', row_id) in (${same})`,
    ),
    statement(name('note'), noteSlices(dialect, fact, { keys, isKey })),
    statement(name('clear_changed'), `delete from ${dialect.table(table)} where ${isLooked}`),
    statement(
      name('load_changed'),
      insertInto(dialect, table, { columns, from: `from ${dialect.table(renewed)} r join ${keys} k on ${isKey('r')}` }),
    ),
  ];
}

/** A fact's own id: its rows are distinguished by it and the hospital. */
function idOf({ table }: Fact): string {
  const [id, ...others] = table.key.filter((column) => column !== 'hospital_id');
  if (id === undefined || others.length > 0) throw new Error(`${table.name} has no id of its own.`);
  return id;
}

/** The rows to look at: each once. */
function keysOf(dialect: Dialect, model: Model, fact: Fact, { changed, members }: FactInputs): string {
  const id = idOf(fact);
  const since = changed.get(fact.entityName);
  const key = (alias: string) => ({
    hospital_id: `${alias}.hospital_id`,
    row_id: `${alias}.${dialect.identifier(id)}`,
  });
  const versions = since ? changedVersions(dialect, entityOf(model, fact.entityName), since, key('v')) : [];
  const naming = fact.references
    .filter(({ dimension }) => members.dimensions.includes(dimension.name))
    .map((reference): Select => ({ columns: key('f'), from: namesChanged(dialect, fact, reference, members.after) }));
  return insertInto(dialect, factKeys, {
    columns: { fact: `'${fact.table.name}'`, hospital_id: 'hospital_id', row_id: 'row_id' },
    from: `from (\n${indented(union(dialect, 'distinct', [...versions, ...naming]))}\n) k`,
  });
}

/** The rows of a fact, `f`, that name a member which has changed, in any spelling. */
function namesChanged(dialect: Dialect, { table }: Fact, reference: Reference, after: number): string {
  const { dimension, id, form, ofHospital, lookup } = reference;
  const changed = `${dialect.table(memberChanges)} m where m.dimension = '${dimension.name}' and m.build > ${after}`;
  const inForm = (text: string) => (form === undefined ? text : canonical(form, text));
  const member = dimension.name === dimDate.name ? dialect.cast('m.member_id', 'DATE') : inForm('m.member_id');
  // The payer that a fact has is the group's, as the dimension has it.
  const named = inForm(`f.${dialect.identifier(lookup === 'payer' ? 'payer_id' : id)}`);
  return `from ${dialect.table(table)} f
      join (select distinct ${ofHospital ? 'm.hospital_id as member_hospital, ' : ''}${member} as member from ${changed}) c
        on c.member = ${named}${ofHospital ? ' and c.member_hospital = f.hospital_id' : ''}`;
}

/** The months of the log, by the column of a fact that each is of. */
const MONTHS = { paid_month: 'paid_date', claim_month: 'claim_date', adjudication_month: 'adjudication_date' } as const;

/**
 * The slices of the rows that come out otherwise, before and after. A row that only points to another version of a member is in no other
 * slice, and no sum changes.
 */
function noteSlices(
  dialect: Dialect,
  fact: Fact,
  { keys, isKey }: { readonly keys: string; readonly isKey: (alias: string) => string },
): string {
  const { table, day, references } = fact;
  const pointers = references.map((reference) => reference.key);
  const counted = table.columns.filter(({ name }) => !pointers.includes(name));
  const has = (name: string) => table.columns.some((column) => column.name === name);
  const ids = ['patient_id', 'provider_id', 'department_id', 'payer_id'];
  const monthOf = (column: string | undefined) =>
    column !== undefined && has(column) ? dialect.monthStart(`t.${column}`) : dialect.cast('null', 'DATE');
  const slice = {
    hospital_id: 't.hospital_id',
    ...Object.fromEntries(ids.map((id) => [id, has(id) ? `t.${id}` : dialect.cast('null', 'STRING')])),
    service_month: monthOf(day),
    ...Object.fromEntries(Object.entries(MONTHS).map(([month, column]) => [month, monthOf(column)])),
  };
  const [old, renewed] = [dialect.table(table), dialect.table(renewedFact(table))];
  const differs = (other: string) => `
      join ${keys} k on ${isKey('t')}
      left join ${other} o on o.hospital_id = t.hospital_id and o.${columnList(dialect, [idOf(fact)])} = t.${columnList(dialect, [idOf(fact)])}
      where o.hospital_id is null or ${valuesText(dialect, counted, 'o')} <> ${valuesText(dialect, counted, 't')}`;
  const slices = union(dialect, 'distinct', [
    { columns: slice, from: `from ${old} t ${differs(renewed)}` },
    { columns: slice, from: `from ${renewed} t ${differs(old)}` },
  ]);
  return insertInto(dialect, factChanges, {
    columns: {
      ...{ build: currentBuild(dialect, 'facts'), fact: `'${table.name}'` },
      ...copied(dialect, Object.keys(slice)),
    },
    from: `from (\n${indented(slices)}\n) c`,
  });
}
