import { entity, silverTable } from '../../model/catalogue';
import { GOLD_TABLES } from '../../model/gold';
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
 * member. A column is copied from the silver column of its name unless it is computed here.
 */
export function loadDimensions(dialect: Dialect): Statement[] {
  return [
    ...hashKeyTables(GOLD_TABLES).map(() => makeHashKey(dialect)),
    ...versioned(dialect, dimPatient, 'patients', 'patient_id', { birth_year: 'extract(year from date_of_birth)' }),
    ...versioned(dialect, dimProvider, 'providers', 'provider_id'),
    ...versioned(dialect, dimDepartment, 'departments', 'department_id'),
    ...payers(dialect),
    ...currentCodes(dialect, dimCptCode, 'cpt_codes', 'procedure_code'),
    ...currentCodes(dialect, dimIcdCode, 'icd_codes', 'icd_code'),
    ...currentCodes(dialect, dimNpi, 'npi', 'npi'),
    ...daysOfFacts(dialect),
  ];
}

/**
 * SHA-256 over the parts, each preceded by its length, so that ('1', '23') and ('12', '3') differ.
 * Reports keep these keys: this expression must never change.
 */
export function surrogateKey(dialect: Dialect, parts: readonly string[]): string {
  return dialect.sha256(lengthPrefixed(dialect, parts));
}

function silver(dialect: Dialect, entityName: string): string {
  return dialect.table(silverTable(entity(entityName)));
}

function versioned(
  dialect: Dialect,
  dimension: TableDefinition,
  entityName: string,
  id: string,
  computed: Columns = {},
): Statement[] {
  const member = dialect.identifier(id);
  return replaceMembers(
    dialect,
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
      from ${silver(dialect, entityName)} s
    ) versions`,
  );
}

/** One member per code. Of a code that the files spell in several ways the newest spelling counts: facts compare the canonical form. */
function currentCodes(dialect: Dialect, dimension: TableDefinition, entityName: string, code: string): Statement[] {
  const column = dialect.identifier(code);
  const key = { [keyOf(dimension)]: column };
  const form = entity(entityName).columns.find(({ name }) => name === code)?.canonical;
  const current = `from ${silver(dialect, entityName)} s where is_current`;
  if (form === undefined) return replaceMembers(dialect, dimension, key, current);
  return replaceMembers(
    dialect,
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

function payers(dialect: Dialect): Statement[] {
  const named = union(
    dialect,
    'distinct',
    ['claims', 'transactions'].map((name) => ({
      columns: copied(dialect, ['hospital_id', 'payer_id']),
      from: `from ${silver(dialect, name)} s where is_current and payer_id is not null`,
    })),
  );
  const key = { payer_key: surrogateKey(dialect, ['hospital_id', 'payer_id']) };
  return replaceMembers(dialect, dimPayer, key, `from (\n${indented(named)}\n) payers`);
}

function daysOfFacts(dialect: Dialect): Statement[] {
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
    from: `from ${silver(dialect, table)} s where is_current`,
  }));
  const used = `(
${indented(union(dialect, 'distinct', days))}
) used where day between ${dialect.dateLiteral('1900-01-01')} and ${dialect.dateLiteral('2099-12-31')}`;
  return replaceMembers(
    dialect,
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

function keyOf({ name, key: [first] }: TableDefinition): string {
  if (first === undefined) throw new Error(`${name} has no key.`);
  return first;
}

/** Empties the table and inserts its unknown member and one member per row of `from`: computed columns, and copies of the others. */
function replaceMembers(dialect: Dialect, dimension: TableDefinition, computed: Columns, from: string): Statement[] {
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
