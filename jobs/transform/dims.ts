import { entity, silverTable } from '../../model/catalogue';
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
import type { TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import type { Statement } from '../warehouse/warehouse';
import { columnList, lengthPrefixed, statement } from './statement';

/** The first version of a member reaches back to here, so that facts older than the first extract find it. */
const BEGINNING = '1900-01-01 00:00:00.000000';

/**
 * Loads the eight dimensions of gold from silver. Execute atomically: each table is emptied and filled.
 * Patients, providers and departments have one row per version, codes and payers one per current code; each has its unknown member.
 */
export function loadDimensions(dialect: Dialect): Statement[] {
  const silver = (name: string) => dialect.table(silverTable(entity(name)));
  const patient = {
    gender: 'gender',
    birth_year: `extract(year from date_of_birth)`,
  };
  const provider = columns('first_name', 'last_name', 'specialization', 'department_id', 'npi');
  return [
    ...versioned(dialect, dimPatient, 'patients', 'patient_id', patient),
    ...versioned(dialect, dimProvider, 'providers', 'provider_id', provider),
    ...versioned(dialect, dimDepartment, 'departments', 'department_id', columns('name')),
    ...replaceMembers(
      dialect,
      dimPayer,
      `
      select ${surrogateKey(dialect, ['hospital_id', 'payer_id'])}, hospital_id, payer_id
      from (
        select hospital_id, payer_id from ${silver('claims')} where is_current and payer_id is not null
        union distinct
        select hospital_id, payer_id from ${silver('transactions')} where is_current and payer_id is not null
      ) payers`,
    ),
    ...currentCodes(dialect, dimCptCode, 'cpt_codes', 'procedure_code', ['category', 'description', 'code_status']),
    ...currentCodes(dialect, dimIcdCode, 'icd_codes', 'icd_code', ['description', 'chapter']),
    ...currentCodes(dialect, dimNpi, 'npi', 'npi', ['provider_name', 'taxonomy', 'state']),
    ...replaceMembers(dialect, dimDate, daysOfFacts(dialect, silver)),
  ];
}

/**
 * SHA-256 over the parts, each with its length before it: ('1', '23') and ('12', '3') differ.
 * Keys are kept by reports; the way they are made must never change.
 */
export function surrogateKey(dialect: Dialect, parts: readonly string[]): string {
  return dialect.sha256(lengthPrefixed(dialect, parts));
}

function columns(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

function versioned(
  dialect: Dialect,
  dimension: TableDefinition,
  entityName: string,
  id: string,
  attributes: Readonly<Record<string, string>>,
): Statement[] {
  return replaceMembers(
    dialect,
    dimension,
    `
    select ${surrogateKey(dialect, ['hospital_id', dialect.identifier(id), dialect.timestampText('valid_from')])}, hospital_id, ${dialect.identifier(id)},
      ${Object.values(attributes).join(', ')},
      case when version = 1 then ${dialect.timestampLiteral(BEGINNING)} else valid_from end, valid_to, is_current
    from (
      select *, row_number() over (partition by hospital_id, ${dialect.identifier(id)} order by valid_from) as version
      from ${dialect.table(silverTable(entity(entityName)))} s
    ) versions`,
  );
}

function currentCodes(
  dialect: Dialect,
  dimension: TableDefinition,
  entityName: string,
  code: string,
  attributes: readonly string[],
): Statement[] {
  return replaceMembers(
    dialect,
    dimension,
    `
    select ${dialect.identifier(code)}, ${columnList(dialect, [code, ...attributes])}
    from ${dialect.table(silverTable(entity(entityName)))} s where is_current`,
  );
}

function daysOfFacts(dialect: Dialect, silver: (name: string) => string): string {
  const dates = [
    ['transactions', 'service_date'],
    ['transactions', 'paid_date'],
    ['claims', 'service_date'],
    ['claims', 'claim_date'],
    ['claims', 'adjudication_date'],
    ['encounters', 'encounter_date'],
  ] as const;
  const used = `(
        ${dates.map(([table, column]) => `select ${column} as day from ${silver(table)} where is_current`).join('\n        union distinct\n        ')}
      ) used where day between ${dialect.dateLiteral('1900-01-01')} and ${dialect.dateLiteral('2099-12-31')}`;
  return `
      select ${dialect.dateText('day')}, day, extract(year from day), extract(month from day), ${dialect.monthStart('day')}, ${dialect.monthEnd('day')}
      from ${dialect.days(`(select min(day) from ${used})`, `(select max(day) from ${used})`)} calendar`;
}

/** Empties the table, adds its unknown member, then what `select` gives for the table's columns in their order. */
function replaceMembers(dialect: Dialect, dimension: TableDefinition, select: string): Statement[] {
  const table = dialect.table(dimension);
  const key = dimension.key.map((name) => dialect.identifier(name)).join(', ');
  const isVersioned = dimension.columns.some((column) => column.name === 'effective_from');
  const unknown = isVersioned
    ? `(${key}, effective_from, is_current) values ('${UNKNOWN_MEMBER}', ${dialect.timestampLiteral(BEGINNING)}, true)`
    : `(${key}) values ('${UNKNOWN_MEMBER}')`;
  const names = columnList(
    dialect,
    dimension.columns.map((column) => column.name),
  );
  return [
    statement(`gold.${dimension.name}.clear`, `delete from ${table} where true`),
    statement(`gold.${dimension.name}.unknown_member`, `insert into ${table} ${unknown}`),
    statement(`gold.${dimension.name}.load`, `insert into ${table} (${names})\n${select}`),
  ];
}
