import type { SurveyedColumn, SurveyedTable } from '../../jobs/sources/mysql/survey';
import type { Proposal } from './proposal';
import { proposeMapping, scoreDatabase, tablesToCount } from './propose-mapping';

/** `id! name:varchar patient_id>patient` is three columns: a key, a text, and a foreign key. */
function table(name: string, columns: string): SurveyedTable {
  return { name, kind: 'table', columns: columns.split(' ').map(column) };
}

function column(text: string): SurveyedColumn {
  const [, name = '', key, type, references] = /^(\w+)([!~]?)(?::(\w+))?(?:>(\w+))?$/.exec(text) ?? [];
  return {
    ...{ name, dataType: type ?? 'int', isKey: key === '!', comment: '' },
    ...(key === '~' ? { isUnique: true } : {}),
    ...(references === undefined ? {} : { references }),
  };
}

const propose = (tables: readonly SurveyedTable[], rows: Record<string, number> = {}): Proposal =>
  proposeMapping(scoreDatabase(tables), new Map(Object.entries(rows)));
const chosen = ({ tables }: Proposal) => Object.fromEntries(tables.map(({ entity, table: name }) => [entity, name]));
const candidates = ({ missing }: Proposal) =>
  Object.fromEntries(missing.map((each) => [each.entity, each.candidates.map((candidate) => candidate.table)]));

const PATIENTS = table('patients', 'id! first_name:varchar last_name:varchar dob:date gender:varchar');

describe('a look-up table with an id and a name', () => {
  it.each([
    ['doctors', 'id! name:varchar type:varchar email:varchar fees join_date:date', { providers: 'doctors' }],
    ['insurance_company', 'id! name:varchar', {}],
    ['care_setting', 'id! name:varchar', {}],
    ['visit_type', 'visit_type_id! name:varchar', {}],
  ])('is not a department: %s', (name, columns, others) => {
    const proposal = propose([PATIENTS, table(name, columns)]);
    expect(chosen(proposal)).toEqual({ patients: 'patients', ...others });
    expect(candidates(proposal)['departments']).toEqual([]);
  });

  it('is one where it is called so', () => {
    expect(chosen(propose([PATIENTS, table('tbl_dept', 'id! dept_nm:varchar')]))['departments']).toBe('tbl_dept');
  });
});

describe('a table that has the name of one table of the model', () => {
  it('is not given to another one, however well its columns fit', () => {
    const visits = table(
      'visits',
      'id! first_name:varchar last_name:varchar ssn:varchar dob:date phone:varchar address:varchar',
    );
    expect(chosen(propose([visits]))['patients']).toBeUndefined();
  });

  it('is a question where it lacks most of what is required, and the table that has it comes first', () => {
    const proposal = propose([
      table('transactions', 'id! date:datetime title:varchar body:text pid user:varchar refer_date:date'),
      table(
        'billing',
        'id! date:datetime code_type:varchar code:varchar pid provider_id encounter payer_id bill_date:datetime fee:decimal',
      ),
    ]);
    expect(chosen(proposal)['transactions']).toBe('billing');
    const [transactions] = proposal.tables;
    expect(transactions?.others.map((other) => other.table)).toEqual(['transactions']);
    expect(transactions?.holes.filter(({ required }) => required).map((hole) => hole.column)).toEqual([
      'service_date',
      'paid_amount',
    ]);
    expect(candidates(propose([table('transactions', 'id! date:datetime title:varchar pid')]))['transactions']).toEqual(
      ['transactions'],
    );
  });
});

describe('foreign keys', () => {
  const person = table('person', 'person_id! gender:varchar birthdate:date date_changed:datetime');
  const patient = table('patient', 'patient_id!>person creator date_changed:datetime');

  it('say that patients are the table that visits call so, and not the persons, who are staff too', () => {
    const encounter = table('encounter', 'encounter_id! patient_id>patient encounter_datetime:datetime');
    const proposal = propose([person, patient, encounter]);
    expect(chosen(proposal)).toEqual({ patients: 'patient', encounters: 'encounter' });
    const found = proposal.tables.find(({ entity }) => entity === 'patients');
    expect(found?.reason).toContain('1 foreign key to it');
    expect(found?.others).toEqual([
      expect.objectContaining({
        table: 'person',
        reason: expect.stringContaining('foreign keys name another table so'),
      }),
    ]);
  });

  it('are not needed for that', () => {
    expect(chosen(propose([person, table('patient', 'patient_id! creator date_changed:datetime')]))['patients']).toBe(
      'patient',
    );
  });
});

it('takes a table by its columns alone where they say enough, and asks a person to check', () => {
  const proposal = propose([
    table('clinical_users', 'id! username:varchar fname:varchar lname:varchar npi:varchar specialty:varchar'),
  ]);
  expect(chosen(proposal)).toEqual({ providers: 'clinical_users' });
  expect(proposal.tables[0]?.decisions).toEqual([
    'only its columns speak for the table: check that its rows are these',
  ]);
});

it('prefers a table with rows to one without, of which it asks for the counts', () => {
  const tables = [
    table('visit', 'id! patient_id visit_date:date'),
    table('admissions', 'id! patient_id visit_date:date'),
  ];
  expect(tablesToCount(scoreDatabase(tables))).toEqual(['admissions', 'visit']);
  expect(chosen(propose(tables, { visit: 1000, admissions: 0 }))).toEqual({ encounters: 'visit' });
  expect(chosen(propose(tables, { visit: 0, admissions: 1000 }))).toEqual({ encounters: 'admissions' });
});

it('takes the table itself over five hundred copies of it', () => {
  const columns =
    'PatientID FirstName:text LastName:text MiddleName:text SSN:text PhoneNumber:text Gender:text DOB:date';
  const copies = Array.from({ length: 500 }, (_, place) => table(`patients_backup_${place}`, columns));
  expect(chosen(propose([...copies, table('patients', columns)]))).toEqual({ patients: 'patients' });
});

it('takes the unique number that others refer to for the id, and not the number of the row', () => {
  const [patients] = propose([table('patient_data', 'id! fname:varchar lname:varchar DOB:date pid~')]).tables;
  expect(patients?.columns.find(({ column: name }) => name === 'patient_id')?.source).toBe('pid');
});

it('reads amounts that are called cents in dollars', () => {
  const [charges] = propose([table('charges', 'id! service_date:date amount_cents:bigint paid_cents:bigint')]).tables;
  expect(charges?.columns.flatMap(({ column: name, verbs }) => (verbs.scale ? [[name, verbs]] : []))).toEqual([
    ['amount', { scale: 0.01 }],
    ['paid_amount', { scale: 0.01 }],
  ]);
});
