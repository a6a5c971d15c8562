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
import { type Columns, copied, insertInto, select, union } from '../warehouse/named-columns';
import { indented, lengthPrefixed, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { type CanonicalForm, canonical } from './canonical';
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
  const [patients, providers, departments, ...codes] = dimensionsOfEntities(dialect, model);
  return [
    ...hashKeyTables(model.gold).map(() => makeHashKey(dialect)),
    ...[patients, providers, departments].flatMap((each) => (each ? replaceMembers(into, each) : [])),
    ...replaceMembers(into, payers(into)),
    ...codes.flatMap((each) => replaceMembers(into, each)),
    ...replaceMembers(into, daysOfFacts(into)),
    ...model.goldCopies.flatMap((copy) => currentRows(into, copy)),
  ];
}

/** How the members of a dimension are made. */
export interface Members {
  readonly dimension: TableDefinition;
  /** Expressions of the columns that are not copied from the row of silver. */
  readonly computed: Columns;
  /** What follows the columns. @param only a condition on the row `s` of silver that starts with ` and`. @default every row */
  readonly from: (only?: string) => string;
}

/** A dimension whose members each come from the versions of one row of one entity. */
export interface EntityMembers extends Members {
  readonly entityName: string;
  /** Column of the entity, and of the dimension, by which members are distinguished. */
  readonly id: string;
  readonly form?: CanonicalForm;
  /** The id is unique within a hospital only. */
  readonly ofHospital: boolean;
}

/** Those dimensions, in the order in which a reader meets them. */
export function dimensionsOfEntities(dialect: Dialect, model: Model): EntityMembers[] {
  const from: Silver = { dialect, model };
  return [
    versioned(from, dimPatient, 'patients', 'patient_id', { birth_year: 'extract(year from date_of_birth)' }),
    versioned(from, dimProvider, 'providers', 'provider_id'),
    versioned(from, dimDepartment, 'departments', 'department_id', {}, departmentOfGroup(dialect)),
    currentCodes(from, dimCptCode, 'cpt_codes', 'procedure_code'),
    currentCodes(from, dimIcdCode, 'icd_codes', 'icd_code'),
    currentCodes(from, dimNpi, 'npi', 'npi'),
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
export interface Silver {
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
): EntityMembers {
  const { dialect } = from;
  const member = dialect.identifier(id);
  const added = Object.entries(joined.columns)
    .map(([name, expression]) => `, ${expression} as ${dialect.identifier(name)}`)
    .join('');
  return {
    ...{ dimension, entityName, id, ofHospital: true },
    computed: {
      [keyOf(dimension)]: surrogateKey(dialect, ['hospital_id', member, dialect.timestampText('valid_from')]),
      effective_from: `case when version = 1 then ${dialect.timestampLiteral(BEGINNING)} else valid_from end`,
      effective_to: 'valid_to',
      ...computed,
    },
    from: (only = '') => `
    from (
      select s.*${added}, row_number() over (partition by s.hospital_id, s.${member} order by s.valid_from) as version
      from ${silver(from, entityName)} s
      ${joined.join}${only.replace(/^ and/, '\n      where')}
    ) versions`,
  };
}

/** One member per code. Of a code that the files spell in several ways the newest spelling counts: facts compare the canonical form. */
function currentCodes(from: Silver, dimension: TableDefinition, entityName: string, id: string): EntityMembers {
  const { dialect, model } = from;
  const column = dialect.identifier(id);
  const computed = { [keyOf(dimension)]: column };
  const form = entityOf(model, entityName).columns.find(({ name }) => name === id)?.canonical;
  const current = (only = '') => `from ${silver(from, entityName)} s where is_current${only}`;
  const of = { dimension, entityName, id, ofHospital: false, computed };
  if (form === undefined) return { ...of, from: current };
  return {
    ...{ ...of, form },
    from: (only) => `
    from (
      select *, row_number() over (partition by ${canonical(form, column)} order by valid_from desc, ${column}) as spelling
      ${current(only)}
    ) codes
    where spelling = 1`,
  };
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
export function payers(into: Silver): Members {
  const { dialect } = into;
  const delivered = deliveredPayers(into);
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
  return { dimension: dimPayer, computed: {}, from: () => `from (\n${indented(members)}\n) payers` };
}

/** Select of `hospital_id` and `source_payer_id`: the payers that claims and transactions name. */
export function deliveredPayers(from: Silver): string {
  return union(
    from.dialect,
    'distinct',
    ['claims', 'transactions'].map((name) => ({
      columns: { hospital_id: 'hospital_id', source_payer_id: lookupId('payer_id') },
      from: `from ${silver(from, name)} s where is_current and payer_id is not null`,
    })),
  );
}

/** One member per day, from the first to the last day of any fact. */
export function daysOfFacts(into: Silver): Members {
  const { dialect } = into;
  const ends = `(\n${indented(firstAndLastDay(into))}\n) used`;
  return {
    dimension: dimDate,
    computed: {
      date_key: dialect.dateText('day'),
      year: 'extract(year from day)',
      month: 'extract(month from day)',
      month_start: dialect.monthStart('day'),
      month_end: dialect.monthEnd('day'),
    },
    from: () => `from ${dialect.days(`(select first_day from ${ends})`, `(select last_day from ${ends})`)} calendar`,
  };
}

/** Select of one row, `first_day` and `last_day`: between which all plausible days of facts are. */
export function firstAndLastDay(into: Silver): string {
  const { dialect } = into;
  const dates = [
    ['transactions', 'service_date'],
    ['transactions', 'paid_date'],
    ['claims', 'service_date'],
    ['claims', 'claim_date'],
    ['claims', 'adjudication_date'],
    ['encounters', 'encounter_date'],
  ] as const;
  const [earliest, latest] = [dialect.dateLiteral('1900-01-01'), dialect.dateLiteral('2099-12-31')];
  // The ends of each column first: all days of all facts would be a table as large as they are.
  const ends = dates.map(([table, column]) => ({
    columns: { first_day: `min(${column})`, last_day: `max(${column})` },
    from: `from ${silver(into, table)} s where is_current and ${column} between ${earliest} and ${latest}`,
  }));
  return select(dialect, {
    columns: { first_day: 'min(first_day)', last_day: 'max(last_day)' },
    from: `from (\n${indented(union(dialect, 'all', ends))}\n) ends`,
  });
}

/** A table of an extension, with the rows that are current. */
export function currentRows(from: Silver, { table, entity }: GoldCopy): Statement[] {
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

/** The surrogate key of a dimension. */
export function keyOf({ name, key: [first] }: TableDefinition): string {
  if (first === undefined) throw new Error(`${name} has no key.`);
  return first;
}

/** Empties the table and inserts its unknown member and one member per row of `from`: computed columns, and copies of the others. */
export function replaceMembers(into: Silver, members: Members): Statement[] {
  const { dialect, model } = into;
  const dimension = goldTable(model, members.dimension);
  const names = dimension.columns.map((column) => column.name);
  const unknown = {
    ...Object.fromEntries(names.map((name) => [name, null])),
    [keyOf(dimension)]: `'${UNKNOWN_MEMBER}'`,
    ...(names.includes('effective_from')
      ? { effective_from: dialect.timestampLiteral(BEGINNING), is_current: 'true' }
      : {}),
  };
  return [
    statement(`gold.${dimension.name}.clear`, `delete from ${dialect.table(dimension)} where true`),
    statement(`gold.${dimension.name}.unknown_member`, insertInto(dialect, dimension, { columns: unknown })),
    statement(`gold.${dimension.name}.load`, insertMembers(into, members)),
  ];
}

/** @param only see `Members.from`. */
export function insertMembers({ dialect, model }: Silver, members: Members, only?: string): string {
  const dimension = goldTable(model, members.dimension);
  const names = dimension.columns.map((column) => column.name);
  const columns = { ...copied(dialect, names), ...members.computed };
  return insertInto(dialect, dimension, { columns, from: members.from(only) });
}
