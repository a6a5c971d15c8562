import { entityOf, silverTable } from '../../model/catalogue';
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
import { goldTable, type Model } from '../../model/model';
import { hashKeyTables } from '../../model/phi/hash-key';
import type { TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { type Columns, copied, insertInto, union } from '../warehouse/named-columns';
import { indented, lengthPrefixed, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { canonical } from './canonical';
import { makeHashKey } from './hash-key';

/** The first version of a member is valid from here, so that facts older than the first extract find it. */
const BEGINNING = '1900-01-01 00:00:00.000000';

/**
 * Loads the eight dimensions of gold from silver. Execute atomically: each table is emptied and filled.
 * Where analysts see hashes, the first load makes their key.
 * Patients, providers and departments have one row per version; codes and payers have one per current code. Each dimension has its unknown
 * member. Tables of an extension have their current rows. A column is copied from the silver column of its name unless it is computed here.
 */
export function loadDimensions(dialect: Dialect, model: Model): Statement[] {
  const into: Silver = { dialect, model };
  return [
    ...hashKeyTables(model.gold).map(() => makeHashKey(dialect)),
    ...versioned(into, dimPatient, 'patients', 'patient_id', { birth_year: 'extract(year from date_of_birth)' }),
    ...versioned(into, dimProvider, 'providers', 'provider_id'),
    ...versioned(into, dimDepartment, 'departments', 'department_id'),
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
): Statement[] {
  const { dialect } = from;
  const member = dialect.identifier(id);
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
      select *, row_number() over (partition by hospital_id, ${member} order by valid_from) as version
      from ${silver(from, entityName)} s
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

function payers(into: Silver): Statement[] {
  const { dialect } = into;
  const named = union(
    dialect,
    'distinct',
    ['claims', 'transactions'].map((name) => ({
      columns: copied(dialect, ['hospital_id', 'payer_id']),
      from: `from ${silver(into, name)} s where is_current and payer_id is not null`,
    })),
  );
  const key = { payer_key: surrogateKey(dialect, ['hospital_id', 'payer_id']) };
  return replaceMembers(into, dimPayer, key, `from (\n${indented(named)}\n) payers`);
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
