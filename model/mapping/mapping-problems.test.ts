import { parseSpec } from '../parse-spec';
import { SpecError } from '../problems';
import { hospitalSpecSchema } from '../spec';

const hospital = {
  id: 'hospital-a',
  emr: { kind: 'mysql', host: '10.20.0.5', database: 'hospital_a_db', user: 'rcm_reader' },
  tables: ['patients', 'transactions'],
  feeds: [{ table: 'claims' }],
};

/** `CODE path` of every problem of a mapping, without `mapping.`. */
function problems(mapping: unknown): string[] {
  try {
    parseSpec(hospitalSpecSchema, { ...hospital, mapping });
  } catch (error) {
    if (error instanceof SpecError)
      return error.problems.map(({ code, path }) => `${code} ${path.replace(/^mapping\./, '')}`);
    throw error;
  }
  return [];
}
const ofColumn = (table: string, column: string, from: unknown) =>
  problems({ [table]: { columns: { [column]: from } } });

it('refuses the mapping of a table of the group, and of one that the hospital neither reads nor receives', () => {
  const columns = { description: { column: 'Text' } };
  expect(problems({ cpt_codes: { columns }, departments: { columns: { name: { column: 'Text' } } } })).toEqual([
    'TABLE_ORIGIN_WRONG cpt_codes',
    'MAPPING_TABLE_UNREAD departments',
  ]);
});

it('takes what step 2 of the architecture shows', () => {
  const columns = {
    last_name: 'Surname',
    patient_id: { column: 'PatNo', stripPrefix: 'H3-' },
    gender: { column: 'sex', values: { 1: 'M', 2: 'F' }, otherwise: 'unknown' },
    date_of_birth: { column: 'dob', format: 'MM/DD/YYYY' },
    middle_name: { absent: true },
    first_name: { column: 'name', split: { by: ',', part: 2 }, trim: true, case: 'title' },
    phone_number: { coalesce: ['mobile', 'home'] },
  };
  const charges = {
    amount: { column: 'fee_cents', scale: 0.01 },
    encounter_id: { concat: ['clinic', '-', 'visit_no'] },
    service_date: { column: 'served_at', zone: 'America/Chicago' },
    payer_id: { column: 'ins', values: { lookup: 'payers.csv', lines: { A: 'B' } } },
    procedure_code: { column: 'cpt', padTo: 5 },
  };
  expect(problems({ patients: { from: { table: 'person' }, columns }, transactions: { columns: charges } })).toEqual(
    [],
  );
});

it.each<[string, string, unknown, string[]]>([
  ['patients', 'gender', {}, ['MAPPING_ORIGIN_INVALID']],
  ['patients', 'gender', { column: 'a', constant: 'b' }, ['MAPPING_ORIGIN_INVALID']],
  ['patients', 'gender', { column: 'a', upper: true }, ['FIELD_UNKNOWN .upper']],
  ['patients', 'gender', { column: 7 }, ['FIELD_INVALID .column']],
  ['patients', 'gender', 7, ['FIELD_INVALID ']],
  ['patients', 'gender', { column: 'a', case: 'camel' }, ['FIELD_INVALID .case']],
  ['patients', 'gender', { column: 'a', values: {} }, ['MAPPING_VERB_INVALID .values']],
  ['patients', 'gender', { column: 'a', otherwise: 'pass' }, ['MAPPING_VERB_UNSUITED .otherwise']],
  ['patients', 'gender', { column: 'a', values: { lookup: 'x.csv' } }, ['LOOKUP_UNREAD .values.lookup']],
  ['patients', 'gender', { column: 'a', format: 'YYYYMMDD' }, ['MAPPING_VERB_UNSUITED .format']],
  ['patients', 'gender', { column: 'a', scale: 10 }, ['MAPPING_VERB_UNSUITED .scale']],
  ['patients', 'gender', { constant: 'a', trim: true }, ['MAPPING_VERB_UNSUITED .trim']],
  ['patients', 'gender', { concat: ['-', '/'] }, ['MAPPING_VERB_INVALID .concat']],
  ['patients', 'patient_id', { absent: true }, ['MAPPING_VERB_UNSUITED .absent']],
  ['patients', 'patient_id', { constant: '1' }, ['MAPPING_VERB_UNSUITED .constant']],
  ['patients', 'patient_id', { column: 'a', values: { a: 'b' } }, ['MAPPING_VERB_UNSUITED .values']],
  ['patients', 'patient_id', { column: 'a', split: { by: '-', part: 1 } }, ['MAPPING_VERB_UNSUITED .split']],
  ['patients', 'patient_id', { coalesce: ['a', 'b'] }, ['MAPPING_VERB_UNSUITED .coalesce']],
  ['patients', 'patient_id', { column: 'a', case: 'upper' }, ['MAPPING_VERB_UNSUITED .case']],
  ['patients', 'date_of_birth', { column: 'a', format: 'MM/DD/YY' }, ['MAPPING_VERB_INVALID .format']],
  ['patients', 'date_of_birth', { column: 'a', format: 'MM/MM/YYYY' }, ['MAPPING_VERB_INVALID .format']],
  ['patients', 'date_of_birth', { column: 'a', format: "YYYY-MM-DD'" }, ['MAPPING_VERB_INVALID .format']],
  ['patients', 'date_of_birth', { column: 'a', zone: 'Chicago' }, ['TIME_ZONE_UNKNOWN .zone']],
  ['patients', 'date_of_birth', { constant: '31.12.2024' }, ['MAPPING_VERB_INVALID .constant']],
  ['patients', 'modified_at', { coalesce: ['a', 'b'] }, ['MAPPING_VERB_UNSUITED .coalesce']],
  ['transactions', 'amount', { column: 'a', scale: 0.3 }, ['MAPPING_VERB_INVALID .scale']],
  ['transactions', 'amount', { coalesce: ['a', 'b'] }, ['MAPPING_VERB_UNSUITED .coalesce']],
  ['transactions', 'amount', { column: 'a', values: { a: '1' } }, ['MAPPING_VERB_UNSUITED .values']],
  ['transactions', 'amount', { constant: 'a lot' }, ['MAPPING_VERB_INVALID .constant']],
])('%s.%s from %j is refused by its code, at its place', (table, column, from, expected) => {
  expect(ofColumn(table, column, from)).toEqual(
    expected.map((each) => {
      const [code = '', place = ''] = each.split(' ');
      return `${code} ${table}.columns.${column}${place}`;
    }),
  );
});

it('lists every problem of a mapping at once', () => {
  const columns = {
    frist_name: 'a',
    gender: { column: 'b', scale: 2 },
    middle_name: { column: 'm', zone: 'UTC' },
    ssn: { column: 'c\n' },
    address: 'LastName',
  };
  expect(problems({ patients: { from: { table: '' }, columns }, wards: {} }).sort()).toEqual([
    'MAPPING_COLUMN_UNKNOWN patients.columns.frist_name',
    'MAPPING_HOLE patients.columns.last_name',
    'MAPPING_VERB_INVALID patients.columns.gender.scale',
    'MAPPING_VERB_UNSUITED patients.columns.middle_name.zone',
    'SOURCE_NAME_INVALID patients.columns.ssn.column',
    'SOURCE_NAME_INVALID patients.from.table',
    'TABLE_UNKNOWN wards',
  ]);
});
