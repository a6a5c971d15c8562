import { entityOf, silverTable } from '../../model/catalogue';
import { ALL_HOSPITALS } from '../../model/datasets';
import type { GoldCopy } from '../../model/extension/extended-model';
import { UNKNOWN_MEMBER } from '../../model/gold/columns';
import {
  dimCptCode,
  dimDate,
  dimDepartment,
  dimIcdCode,
  dimNpi,
  dimPatient,
  dimPayer,
  dimProvider,
} from '../../model/gold/dimensions';
import { groupLookup } from '../../model/gold/group-lookup';
import { goldTable, type Model } from '../../model/model';
import { hashKeyTables } from '../../model/phi/hash-key';
import type { TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { type Columns, copied, insertInto, union } from '../warehouse/named-columns';
import { indented, lengthPrefixed, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { canonical } from './canonical';
import { groupPayerId, lookupId, lookupJoin } from './group-lookup';
import { makeHashKey } from './hash-key';

/** The first version of a member is valid from here, so that facts older than the first extract find it. */
const BEGINNING = '1900-01-01 00:00:00.000000';

/**
 * Loads the eight dimensions of gold from silver. Execute atomically: each table is emptied and filled.
 * Where analysts see hashes, the first load makes their key.
 * Patients, providers and departments have one row per version; codes have one per current code, payers one per payer of the group.
 * Execute after `fillGroupLookup`. Each dimension has its unknown
 * member. Tables of an extension have their current rows. A column is copied from the silver column of its name unless it is computed here.
 */
export function loadDimensions(dialect: Dialect, model: Model): Statement[] {
  const into: Silver = { dialect, model };
  return [
    ...hashKeyTables(model.gold).map(() => makeHashKey(dialect)),
    ...versioned(into, dimPatient, 'patients', 'patient_id', { birth_year: 'extract(year from date_of_birth)' }),
    ...versioned(into, dimProvider, 'providers', 'provider_id'),
    ...versioned(into, dimDepartment, 'departments', 'department_id', {}, departmentOfGroup(dialect)),
    ...payers(into),
    ...currentCodes(into, dimCptCode, 'cpt_codes', 'procedure_code'),
    ...currentCodes(into, dimIcdCode, 'icd_codes', 'icd_code'),
    ...currentCodes(into, dimNpi, 'npi', 'npi'),
    ...daysOfFacts(into),
    ...model.goldCopies.flatMap((copy) => currentRows(into, copy)),
  ];
}

/**
 * SHA-256 over the parts, each preceded by its length, so that ('1', '23') and ('12', '3') differ.
 * Reports keep these keys: this expression must never change.
 */
export function surrogateKey(dialect: Dialect, parts: readonly string[]): string {
  return dialect.sha256(lengthPrefixed(dialect, parts));
}

/** Where the rows of the dimensions come from, and the model that says what they have. */
interface Silver {
  readonly dialect: Dialect;
  readonly model: Model;
}

function silver({ dialect, model }: Silver, entityName: string): string {
  return dialect.table(silverTable(entityOf(model, entityName)));
}

function versioned(
  from: Silver,
  dimension: TableDefinition,
  entityName: string,
  id: string,
  computed: Columns = {},
  joined: { readonly columns: Columns; readonly join: string } = { columns: {}, join: '' },
): Statement[] {
  const { dialect } = from;
  const member = dialect.identifier(id);
  const added = Object.entries(joined.columns)
    .map(([name, expression]) => `, ${expression} as ${dialect.identifier(name)}`)
    .join('');
  return replaceMembers(
    from,
    dimension,
    {
      [keyOf(dimension)]: surrogateKey(dialect, ['hospital_id', member, dialect.timestampText('valid_from')]),
      effective_from: `case when version = 1 then ${dialect.timestampLiteral(BEGINNING)} else valid_from end`,
      effective_to: 'valid_to',
      ...computed,
    },
    `
    from (
      select s.*${added}, row_number() over (partition by s.hospital_id, s.${member} order by s.valid_from) as version
      from ${silver(from, entityName)} s
      ${joined.join}
    ) versions`,
  );
}

/** One member per code. Of a code that the files spell in several ways the newest spelling counts: facts compare the canonical form. */
function currentCodes(from: Silver, dimension: TableDefinition, entityName: string, code: string): Statement[] {
  const { dialect, model } = from;
  const column = dialect.identifier(code);
  const key = { [keyOf(dimension)]: column };
  const form = entityOf(model, entityName).columns.find(({ name }) => name === code)?.canonical;
  const current = `from ${silver(from, entityName)} s where is_current`;
  if (form === undefined) return replaceMembers(from, dimension, key, current);
  return replaceMembers(
    from,
    dimension,
    key,
    `
    from (
      select *, row_number() over (partition by ${canonical(form, column)} order by valid_from desc, ${column}) as spelling
      ${current}
    ) codes
    where spelling = 1`,
  );
}

/** What the lookup of its hospital says about a department. */
function departmentOfGroup(dialect: Dialect): { columns: Columns; join: string } {
  return {
    columns: { group_department_id: 'g.group_id', group_department_name: 'coalesce(g.name, g.group_id)' },
    join: lookupJoin(dialect, 'department', 'g', { hospital: 's.hospital_id', id: 's.department_id' }),
  };
}

/**
 * One member per payer of the lookups, whichever hospital names it, and one per payer id of a hospital that its lookup does not name.
 * The keys of the latter are those from before there were lookups.
 */
function payers(into: Silver): Statement[] {
  const { dialect } = into;
  const delivered = union(
    dialect,
    'distinct',
    ['claims', 'transactions'].map((name) => ({
      columns: { hospital_id: 'hospital_id', source_payer_id: lookupId('payer_id') },
      from: `from ${silver(into, name)} s where is_current and payer_id is not null`,
    })),
  );
  const of = { hospital: 'n.hospital_id', id: 'n.source_payer_id' };
  const members = union(dialect, 'all', [
    {
      columns: {
        payer_key: surrogateKey(dialect, [`'${ALL_HOSPITALS}'`, 'group_id']),
        hospital_id: dialect.cast('null', 'STRING'),
        payer_id: 'group_id',
        payer_name: 'coalesce(min(name), group_id)',
        plan_type: 'min(plan_type)',
        electronic_payer_id: 'min(electronic_payer_id)',
      },
      from: `from ${dialect.table(groupLookup)} g where kind = 'payer' group by group_id`,
    },
    {
      columns: {
        payer_key: surrogateKey(dialect, [of.hospital, of.id]),
        hospital_id: of.hospital,
        payer_id: groupPayerId('g', of),
        payer_name: of.id,
        plan_type: dialect.cast('null', 'STRING'),
        electronic_payer_id: dialect.cast('null', 'STRING'),
      },
      from: `from (\n${indented(delivered)}\n) n ${lookupJoin(dialect, 'payer', 'g', of)} where g.group_id is null`,
    },
  ]);
  return replaceMembers(into, dimPayer, {}, `from (\n${indented(members)}\n) payers`);
}

function daysOfFacts(into: Silver): Statement[] {
  const { dialect } = into;
  const dates = [
    ['transactions', 'service_date'],
    ['transactions', 'paid_date'],
    ['claims', 'service_date'],
    ['claims', 'claim_date'],
    ['claims', 'adjudication_date'],
    ['encounters', 'encounter_date'],
  ] as const;
  const days = dates.map(([table, column]) => ({
    columns: { day: column },
    from: `from ${silver(into, table)} s where is_current`,
  }));
  const used = `(
${indented(union(dialect, 'distinct', days))}
) used where day between ${dialect.dateLiteral('1900-01-01')} and ${dialect.dateLiteral('2099-12-31')}`;
  return replaceMembers(
    into,
    dimDate,
    {
      date_key: dialect.dateText('day'),
      year: 'extract(year from day)',
      month: 'extract(month from day)',
      month_start: dialect.monthStart('day'),
      month_end: dialect.monthEnd('day'),
    },
    `from ${dialect.days(`(select min(day) from ${used})`, `(select max(day) from ${used})`)} calendar`,
  );
}

/** A table of an extension, with the rows that are current. */
function currentRows(from: Silver, { table, entity }: GoldCopy): Statement[] {
  const { dialect } = from;
  const columns = copied(
    dialect,
    table.columns.map(({ name }) => name),
  );
  return [
    statement(`gold.${table.name}.clear`, `delete from ${dialect.table(table)} where true`),
    statement(
      `gold.${table.name}.load`,
      insertInto(dialect, table, { columns, from: `from ${silver(from, entity.name)} s where is_current` }),
    ),
  ];
}

function keyOf({ name, key: [first] }: TableDefinition): string {
  if (first === undefined) throw new Error(`${name} has no key.`);
  return first;
}

/** Empties the table and inserts its unknown member and one member per row of `from`: computed columns, and copies of the others. */
function replaceMembers(
  { dialect, model }: Silver,
  base: TableDefinition,
  computed: Columns,
  from: string,
): Statement[] {
  const dimension = goldTable(model, base);
  const names = dimension.columns.map((column) => column.name);
  const unknown = {
    ...Object.fromEntries(names.map((name) => [name, null])),
    [keyOf(dimension)]: `'${UNKNOWN_MEMBER}'`,
    ...(names.includes('effective_from')
      ? { effective_from: dialect.timestampLiteral(BEGINNING), is_current: 'true' }
      : {}),
  };
  const columns = { ...copied(dialect, names), ...computed };
  return [
    statement(`gold.${dimension.name}.clear`, `delete from ${dialect.table(dimension)} where true`),
    statement(`gold.${dimension.name}.unknown_member`, insertInto(dialect, dimension, { columns: unknown })),
    statement(`gold.${dimension.name}.load`, insertInto(dialect, dimension, { columns, from })),
  ];
}
