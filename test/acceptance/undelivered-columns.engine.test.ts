import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLAIMS, openSmallHospital, type SmallHospital } from './small-hospital';

jest.setTimeout(120_000);

/** Lines of a file without the columns of these names in its header. */
function without(names: readonly string[], ...lines: readonly string[]): string {
  const header = lines[0]?.split(',') ?? [];
  const kept = (line: string) => line.split(',').filter((_, place) => !names.includes(header[place] ?? ''));
  return `${lines.map((line) => kept(line).join(',')).join('\n')}\n`;
}
const claims = (...missing: string[]) => without(missing, CLAIMS.header, CLAIMS.paid, CLAIMS.denied);

describe('a hospital whose sources lack optional columns', () => {
  let hospital: SmallHospital;
  beforeEach(async () => {
    hospital = await openSmallHospital();
  });
  afterEach(() => hospital.remove());

  const figure = async (kpi: string) => {
    const rows = await hospital.rows(
      `select hospital_id, status, value, undelivered from gold.kpi_values where kpi_id = '${kpi}' and slice_kind = 'total' order by hospital_id`,
    );
    return rows.map((row) => [row['hospital_id'], row['status'], row['value'], row['undelivered']].join(' '));
  };
  const current = (table: string, column: string) =>
    hospital.rows(`select ${column} as value from silver.${table} where is_current order by 1`);

  it('is read, with what is missing NULL and named, and with no figure made from it', async () => {
    const patients = without(
      ['MiddleName', 'DOB', 'ModifiedDate'],
      'PatientID,FirstName,LastName,MiddleName,SSN,PhoneNumber,Gender,DOB,Address,ModifiedDate',
      'PT1,Rosa,Quill,,900-00-0001,555-0100,F,1980-02-03,1 Elm St,2025-01-02 03:04:05',
    );
    writeFileSync(join(hospital.project, 'extracts/hospital-a/patients.csv'), patients);
    hospital.send('hospital-a/claims/a.csv', claims('PatientID', 'Deductible'));
    const result = await hospital.run();
    expect(result.status).toBe('SUCCEEDED');
    const [one] = await hospital.rows(
      `select detail from ops.steps where step_id = 'extract.hospital-a.claims' and status = 'SUCCEEDED'`,
    );
    expect(one?.['detail']).toBe('1 file(s), not delivered: patient_id adjudication_date deductible');
    expect(
      await hospital.rows(
        `select table_name, absent_columns from ops.loads where absent_columns <> '' order by table_name`,
      ),
    ).toEqual([
      { table_name: 'claims', absent_columns: 'patient_id,adjudication_date,deductible' },
      { table_name: 'patients', absent_columns: 'middle_name,date_of_birth,modified_at' },
    ]);
    // Neither the patient nor the birth date that rules ask for is missing from a row: the source has no such column.
    expect(await current('claims', 'patient_id')).toEqual([{ value: null }, { value: null }]);
    expect(await current('patients', 'date_of_birth')).toEqual([{ value: null }]);
    const words = 'hospital-a does not deliver claims.deductible';
    expect(await figure('patient_responsibility')).toEqual([
      `all not_computable  ${words}`,
      `hospital-a not_computable  ${words}`,
    ]);
    expect(await figure('claim_payment_rate')).toEqual(['all ok 0.125 ', 'hospital-a ok 0.125 ']);
  });

  it('has the figure again when a file brings the column, and the rule asks its rows', async () => {
    hospital.send('hospital-a/claims/a.csv', claims('Deductible', 'PatientID'));
    await hospital.run();
    const empty = CLAIMS.denied.replace('C2,T2,PT2', 'C3,T2,');
    const moved = CLAIMS.paid.replace('2025-02-01 00:00:00', '2025-02-02 00:00:00');
    hospital.send('hospital-a/claims/b.csv', `${CLAIMS.header}\n${moved}\n${empty}\n`, 1);
    await hospital.run();
    expect(await current('claims', 'claim_id')).toEqual([{ value: 'C1' }, { value: 'C2' }]);
    expect(await hospital.rows('select claim_id, _rule_ids from quarantine.claims')).toEqual([
      { claim_id: 'C3', _rule_ids: 'patient_present' },
    ]);
    expect(await figure('patient_responsibility')).toEqual(['all ok 20 ', 'hospital-a ok 20 ']);
  });

  it('has the values of all rows again when its database has the column again, also of those before the watermark', async () => {
    const patients = (...missing: string[]) =>
      writeFileSync(
        join(hospital.project, 'extracts/hospital-a/patients.csv'),
        without(
          missing,
          'PatientID,FirstName,LastName,MiddleName,SSN,PhoneNumber,Gender,DOB,Address,ModifiedDate',
          'PT1,Rosa,Quill,Ada,900-00-0001,555-0100,F,1980-02-03,1 Elm St,2025-01-02 03:04:05',
          'PT2,Abel,Quill,Bea,900-00-0002,555-0100,M,1980-02-03,1 Elm St,2025-06-02 03:04:05',
        ),
      );
    patients('MiddleName');
    await hospital.run();
    expect(await current('patients', 'middle_name')).toEqual([{ value: null }, { value: null }]);
    patients();
    const { runId } = await hospital.run();
    expect(await current('patients', 'middle_name')).toEqual([{ value: 'Ada' }, { value: 'Bea' }]);
    const step = `step_id = 'extract.hospital-a.patients' and status = 'SUCCEEDED' and run_id = '${runId}'`;
    expect(await hospital.rows(`select detail from ops.steps where ${step}`)).toEqual([
      { detail: 'every row was read, as there is again: middle_name' },
    ]);
  });

  it('is not read without a column that keys, days or money need', async () => {
    hospital.send('hospital-a/claims/a.csv', claims('ClaimAmount', 'Deductible'));
    const result = await hospital.run();
    expect(result.steps.get('history.hospital-a.claims')?.error).toMatchObject({
      code: 'FILE_COLUMN_MISSING',
      detail: expect.stringMatching(/lacks ClaimAmount;/),
    });
  });
});
