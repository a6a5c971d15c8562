import { GOLD_TABLES } from '../gold';
import { dimPatient } from '../gold/dimensions';
import { OLDEST_REPORTED_AGE, type PhiTag, TREATMENT_ACCESS, type Treatment } from '../phi/policy';
import { phiTagsOf } from '../phi/tags';
import type { Column, GoldTables, TableDefinition } from '../types';
import { treatmentOf } from './treatment';

/** A column of a view, with the column it comes from and its treatment. */
export interface ViewColumn extends Column {
  readonly from: 'table' | 'patient';
  /** Column of the table it comes from. */
  readonly source: string;
  readonly treatment: Exclude<Treatment, 'left_out'>;
}

/** A view for analysts: the rows of one table of gold, with the columns that identify nobody. */
export interface ReportingView {
  /** The table's name. */
  readonly name: string;
  readonly table: TableDefinition;
  /** Joins the patient's gender and year of birth to each row: the key that would find them is left out. */
  readonly patient: TableDefinition | undefined;
  readonly columns: readonly ViewColumn[];
  /** A view of an extension: its SQL over the views of these tables, of which it sees no more than analysts do. @default it shows its table */
  readonly query?: {
    readonly sql: string | { readonly duckdb: string; readonly bigquery: string };
    readonly tables: readonly ReportingView[];
    readonly description: string;
  };
}

/** The patients that a view joins, and the columns of theirs, besides gender and year of birth, that an extension shows. */
export interface JoinedPatients {
  readonly table: TableDefinition;
  readonly added: readonly string[];
}

/** Whether a view shows hashes. They stand for patients, so it is not de-identified. */
export function showsHashes(view: ReportingView): boolean {
  return view.columns.some(({ treatment }) => treatment === 'hashed');
}

/** `service_date` -> `service_year`; `month` -> `year`. */
function yearName(name: string): string {
  const of = name.replace(/_?(date|month|day|at)$/, '');
  return of === '' ? 'year' : `${of}_year`;
}

function treated(column: Column, from: ViewColumn['from']): ViewColumn[] {
  const treatment = treatmentOf(column);
  if (treatment === 'left_out') return [];
  const prefix = from === 'patient' ? 'patient_' : '';
  const base = { ...column, from, source: column.name, treatment, name: `${prefix}${column.name}` };
  switch (treatment) {
    case 'plain':
      return [base];
    case 'year':
      return [
        {
          ...base,
          name: yearName(base.name),
          type: 'INT64',
          phi: 'none',
          description: `Year. ${column.description}`,
        },
      ];
    case 'hashed':
      // It keeps its class: a hash still stands for one patient.
      return [
        {
          ...base,
          name: `${base.name}_hash`,
          description: `Keyed hash, equal for equal values of one hospital. ${column.description}`,
        },
      ];
    case 'birth_year':
      return [
        {
          ...base,
          phi: 'none',
          description: `${column.description} ${OLDEST_REPORTED_AGE + 1} years before this year stands for that year and every earlier one.`,
        },
      ];
  }
}

/** The view of one table. @throws Error when it cannot show a column as the model asks. */
export function viewOf(
  table: TableDefinition,
  patients: JoinedPatients = { table: dimPatient, added: [] },
): ReportingView {
  const hashed = table.columns.find(({ shownAs }) => shownAs === 'hashed');
  // Hospitals give the same number to different patients: without the hospital in the hash they would be one.
  if (hashed && !table.columns.some(({ name }) => name === 'hospital_id'))
    throw new Error(`${table.name}.${hashed.name} cannot be shown hashed: the table has no hospital_id.`);
  const isOfPatient = table.name !== dimPatient.name && table.columns.some((column) => column.name === 'patient_key');
  const shown = ['gender', 'birth_year', ...patients.added];
  const joined = isOfPatient ? patients.table.columns.filter(({ name }) => shown.includes(name)) : [];
  return {
    name: table.name,
    table,
    patient: isOfPatient ? patients.table : undefined,
    columns: [
      ...table.columns.flatMap((column) => treated(column, 'table')),
      ...joined.flatMap((column) => treated(column, 'patient')),
    ],
  };
}

/** A view per table of gold of the base model, in gold's order. */
export const REPORTING_VIEWS: readonly ReportingView[] = GOLD_TABLES.map((table) => viewOf(table));

/** Tags of the columns that the views read, also those of which they pass on only the year. */
export function viewedTags({ gold }: GoldTables): PhiTag[] {
  return phiTagsOf(
    gold.map((table) => ({ columns: table.columns.filter((column) => treatmentOf(column) !== 'left_out') })),
  );
}

/** Tags whose columns a reader of the views must be able to read in the way `access` says, in alphabetical order. */
export function tagsReadByAnalysts({ gold }: GoldTables, access: 'plain' | 'masked'): PhiTag[] {
  const columns = gold.flatMap((table) => table.columns);
  return phiTagsOf([{ columns: columns.filter((column) => TREATMENT_ACCESS[treatmentOf(column)] === access) }]);
}
