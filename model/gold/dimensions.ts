import { DATASETS } from '../datasets';
import type { Column, TableDefinition } from '../types';
import { date, optionalText, text } from './columns';

const ownHospital = optionalText('hospital_id', 'Hospital; NULL: the unknown member.');

const validity: readonly Column[] = [
  {
    name: 'effective_from',
    type: 'TIMESTAMP',
    phi: 'none',
    required: true,
    description:
      'From when facts find this version, UTC, inclusive; 1900-01-01 for the first, so that facts older than the first extract find it.',
  },
  {
    name: 'effective_to',
    type: 'TIMESTAMP',
    phi: 'none',
    description: 'Until when facts find it, UTC, exclusive; NULL: still.',
  },
  { name: 'is_current', type: 'BOOL', phi: 'none', required: true, description: 'effective_to is NULL.' },
];

/** @param keyReveals what the key reveals to anyone who can compute or join it. @default nothing */
function dimension(
  name: string,
  grain: string,
  key: string,
  columns: readonly Column[],
  keyReveals?: Column['reveals'],
): TableDefinition {
  const surrogate = text(key, 'Surrogate key; "unknown": the unknown member.');
  return {
    dataset: DATASETS.gold,
    name,
    layer: 'gold',
    grain,
    columns: [keyReveals ? { ...surrogate, reveals: keyReveals } : surrogate, ...columns],
    key: [key],
    // The hospital and its id of the member, which is what joins ask for; codes and days belong to no hospital and are few.
    ...(columns[0]?.name === 'hospital_id' ? { clusterBy: columns.slice(0, 2).map(({ name: column }) => column) } : {}),
  };
}

/** When a patient's record changed is itself a fact about the patient. */
const personalValidity = validity.map(
  (column): Column => (column.type === 'TIMESTAMP' ? { ...column, reveals: 'person' } : column),
);

/** Minimum necessary (45 CFR 164.502(b)): no name, SSN, telephone number, address or full birth date; those stay in silver. */
export const dimPatient = dimension(
  'dim_patient',
  'one row per version of a patient of a hospital',
  'patient_key',
  [
    ownHospital,
    optionalText(
      'patient_id',
      "The hospital's id of the patient, to find the person in silver.",
      'medical_record_number',
    ),
    optionalText('gender', 'Gender, as the source has it.', 'health'),
    { name: 'birth_year', type: 'INT64', phi: 'date', description: 'Year of birth.' },
    ...personalValidity,
  ],
  'person',
);

export const dimProvider = dimension(
  'dim_provider',
  'one row per version of a provider of a hospital',
  'provider_key',
  [
    ownHospital,
    optionalText('provider_id', "The hospital's id of the provider."),
    optionalText('first_name', "The provider's given name."),
    optionalText('last_name', "The provider's family name."),
    optionalText('specialization', 'Medical specialty.'),
    optionalText('department_id', 'Department the provider works in.'),
    optionalText('npi', 'National Provider Identifier.'),
    ...validity,
  ],
);

/** Of a department whose hospital's lookup names it. */
const groupDepartment: readonly Column[] = [
  optionalText('group_department_id', 'Department of the group that it is; NULL: no lookup of its hospital names it.'),
  optionalText('group_department_name', 'Name of that department; its id where no lookup says a name.'),
];

export const dimDepartment = dimension(
  'dim_department',
  'one row per version of a department of a hospital',
  'department_key',
  [
    ownHospital,
    optionalText('department_id', "The hospital's id of the department."),
    optionalText('name', 'Name of the department.'),
    ...groupDepartment,
    ...validity,
  ],
);

export const dimPayer = dimension(
  'dim_payer',
  'one row per payer of the group, and per payer id of a hospital that its lookup does not name',
  'payer_key',
  [
    optionalText(
      'hospital_id',
      'Hospital whose lookup does not name the payer; NULL: a payer of the group, or the unknown member.',
    ),
    optionalText(
      'payer_id',
      "The group's id of the payer; `<hospital>/<payer as delivered>` where no lookup of the hospital names it.",
    ),
    optionalText('payer_name', "Name in the group; its id, or the hospital's, where no lookup says one."),
    optionalText('plan_type', 'Plan type, e.g. Commercial; NULL: no lookup says it.'),
    optionalText('electronic_payer_id', 'Id by which clearing houses know the payer; NULL: no lookup says it.'),
  ],
);

export const dimCptCode = dimension('dim_cpt_code', 'one row per procedure code', 'cpt_key', [
  optionalText('procedure_code', 'CPT or HCPCS code.'),
  optionalText('category', 'Category of the code.'),
  optionalText('description', "Text of the customer's licensed file."),
  optionalText('code_status', 'Added, changed, deleted, no change.'),
]);

export const dimIcdCode = dimension('dim_icd_code', 'one row per diagnosis code', 'icd_key', [
  optionalText('icd_code', 'ICD-10-CM code.'),
  optionalText('description', 'Text of the code.'),
  optionalText('chapter', 'Chapter of the code.'),
]);

export const dimNpi = dimension('dim_npi', 'one row per National Provider Identifier', 'npi_key', [
  optionalText('npi', 'National Provider Identifier.'),
  optionalText('provider_name', 'Name in the register.'),
  optionalText('taxonomy', 'Primary taxonomy.'),
  optionalText('state', 'State of the practice.'),
]);

/** Days outside 1900 to 2099 are typing errors; facts with one point to the unknown member. */
export const dimDate = dimension('dim_date', 'one row per day from the first to the last day of any fact', 'date_key', [
  date('day', 'The day; NULL: the unknown member.', 'none'),
  { name: 'year', type: 'INT64', phi: 'none', description: 'Calendar year.' },
  { name: 'month', type: 'INT64', phi: 'none', description: 'Month of the year, 1 to 12.' },
  date('month_start', 'First day of the month.', 'none'),
  date('month_end', 'Last day of the month.', 'none'),
]);

export const DIMENSIONS: readonly TableDefinition[] = [
  dimPatient,
  dimProvider,
  dimDepartment,
  dimPayer,
  dimCptCode,
  dimIcdCode,
  dimNpi,
  dimDate,
];
