import { landedUnder as landed, type SourceRow } from './mapped-rows.fixture';

/** What one column becomes; a text that is unreadable comes as `{ column: text }`. */
async function becomes(table: string, column: string, from: unknown, row: SourceRow, instants: readonly string[] = []) {
  const { rows } = await landed(table, { [column]: from }, [row], instants);
  const unreadable = rows[0]?.['_unreadable'] as string | null;
  return unreadable === null ? rows[0]?.[column] : JSON.parse(unreadable);
}

describe('what a mapping makes of the values of a source', () => {
  it.each<[string, string, unknown, SourceRow, unknown]>([
    ['patients', 'last_name', 'Surname', { Surname: 'Lee' }, 'Lee'],
    ['patients', 'patient_id', { column: 'PatNo', stripPrefix: 'H3-' }, { PatNo: 'H3-7' }, '7'],
    ['patients', 'gender', { column: 'sex', values: { 1: 'M', 2: 'F' } }, { sex: '2' }, 'F'],
    ['patients', 'gender', { column: 'sex', values: { 1: 'M' }, otherwise: 'unknown' }, { sex: '9' }, 'unknown'],
    ['patients', 'gender', { column: 'sex', values: { 1: 'M' }, otherwise: 'pass' }, { sex: '9' }, '9'],
    ['patients', 'gender', { column: 'sex', values: { 1: 'M' }, otherwise: null }, { sex: '9' }, null],
    ['patients', 'gender', { column: 'sex', values: { 1: 'M' } }, { sex: '9' }, { gender: '9' }],
    ['patients', 'gender', { column: 'sex', values: { 1: 'M' } }, { sex: null }, null],
    ['patients', 'gender', { column: 'sex', values: { 1: 'M' } }, { sex: '  ' }, '  '],
    ['patients', 'gender', { column: 'sex', values: { 1: 'M', '': 'U' } }, { sex: '' }, 'U'],
    ['patients', 'gender', { column: 'sex', trim: true, case: 'upper', values: { M: 'male' } }, { sex: ' m' }, 'male'],
    ['patients', 'gender', { column: 'sex', values: { 9: null, 1: 'M' } }, { sex: '9' }, null],
    ['patients', 'date_of_birth', { column: 'dob', format: 'MM/DD/YYYY' }, { dob: '02/03/1980' }, '1980-02-03'],
    ['patients', 'date_of_birth', { column: 'dob', format: 'DD/MM/YYYY' }, { dob: '02/03/1980' }, '1980-03-02'],
    ['patients', 'date_of_birth', { column: 'dob', format: 'YYYYMMDD' }, { dob: '19800203' }, '1980-02-03'],
    ['patients', 'date_of_birth', { column: 'dob', format: 'D.M.YYYY' }, { dob: '3.2.1980' }, '1980-02-03'],
    ['patients', 'date_of_birth', { column: 'dob', format: 'DD-MMM-YYYY' }, { dob: '03-feb-1980' }, '1980-02-03'],
    [
      'patients',
      'date_of_birth',
      { column: 'dob', format: 'DD-MMM-YYYY' },
      { dob: '03-ANF-1980' },
      { date_of_birth: '03-ANF-1980' },
    ],
    [
      'patients',
      'date_of_birth',
      { column: 'dob', format: 'MM/DD/YYYY' },
      { dob: '1980-02-03' },
      { date_of_birth: '1980-02-03' },
    ],
    [
      'patients',
      'date_of_birth',
      { column: 'dob', format: 'MM/DD/YYYY' },
      { dob: '02/30/1980' },
      { date_of_birth: '02/30/1980' },
    ],
    ['patients', 'date_of_birth', { column: 'dob', format: 'MM/DD/YYYY' }, { dob: ' ' }, null],
    [
      'patients',
      'date_of_birth',
      { column: 'dob', values: { 99999999: null }, otherwise: 'pass', format: 'YYYYMMDD' },
      { dob: '99999999' },
      null,
    ],
    [
      'patients',
      'modified_at',
      { column: 'at', format: 'MM/DD/YYYY HH:mm' },
      { at: '02/03/2025 14:05' },
      '2025-02-03 14:05:00+00',
    ],
    ['transactions', 'amount', { column: 'fee', scale: 0.01 }, { fee: '12345' }, '123.450000000'],
    ['transactions', 'amount', { column: 'fee', scale: 0.01 }, { fee: '1.5e1' }, '0.150000000'],
    ['transactions', 'amount', { column: 'fee', scale: 0.01 }, { fee: '-0.5' }, '-0.010000000'],
    ['transactions', 'amount', { column: 'fee', scale: 0.01 }, { fee: '($1,234)' }, '-12.340000000'],
    ['transactions', 'amount', { column: 'fee', scale: -1 }, { fee: '12.34' }, '-12.340000000'],
    ['transactions', 'amount', { column: 'fee', scale: 1000 }, { fee: '1.2345' }, '1234.500000000'],
    ['transactions', 'amount', { column: 'fee', scale: 0.01 }, { fee: 'x' }, { amount: 'x' }],
    ['transactions', 'encounter_id', { concat: ['clinic', '-', 'visit_no'] }, { clinic: 'A', visit_no: '7' }, 'A-7'],
    [
      'transactions',
      'encounter_id',
      { concat: ['clinic', { text: 'x' }, { column: '-' }] },
      { clinic: 'A', '-': '7' },
      'Ax7',
    ],
    ['transactions', 'encounter_id', { concat: ['clinic', '-', 'visit_no'] }, { clinic: 'A', visit_no: null }, null],
    [
      'transactions',
      'service_date',
      { column: 'at', zone: 'America/Chicago' },
      { at: '2025-01-02 03:00:00' },
      '2025-01-01',
    ],
    [
      'transactions',
      'service_date',
      { column: 'at', zone: 'Asia/Tokyo' },
      { at: '2025-01-01 20:00:00Z' },
      '2025-01-02',
    ],
    ['transactions', 'service_date', { column: 'at', zone: 'America/Chicago' }, { at: '2025-01-02' }, '2025-01-02'],
    [
      'transactions',
      'modified_at',
      { column: 'at', zone: 'America/Chicago' },
      { at: '2025-07-01 20:00:00' },
      '2025-07-02 01:00:00+00',
    ],
    [
      'transactions',
      'modified_at',
      { column: 'at', zone: 'America/Chicago' },
      { at: '2025-07-01 20:00:00-05' },
      '2025-07-02 01:00:00+00',
    ],
    ['patients', 'middle_name', { absent: true }, { MiddleName: 'X' }, null],
    ['transactions', 'claim_id', { constant: 'Approved' }, {}, 'Approved'],
    ['transactions', 'amount', { constant: 12.5 }, {}, '12.500000000'],
    [
      'patients',
      'first_name',
      { column: 'name', split: { by: ',', part: 2 }, trim: true, case: 'title' },
      { name: "O'BRIEN, MARY-ANN lou" },
      'Mary-Ann Lou',
    ],
    ['patients', 'first_name', { column: 'name', split: { by: ', ', part: 2 } }, { name: 'LEE' }, null],
    ['patients', 'first_name', { column: 'name', case: 'lower' }, { name: 'LEE' }, 'lee'],
    ['patients', 'phone_number', { coalesce: ['mobile', 'home'] }, { mobile: ' ', home: '7' }, '7'],
    ['patients', 'phone_number', { coalesce: ['mobile', 'home'] }, { mobile: null, home: null }, null],
    ['transactions', 'procedure_code', { column: 'cpt', padTo: 5 }, { cpt: '100' }, '00100'],
    ['transactions', 'procedure_code', { column: 'cpt', padTo: 5 }, { cpt: 'A100' }, 'A100'],
  ])('%s.%s from %j: %j becomes %j', async (table, column, from, row, value) => {
    expect(await becomes(table, column, from, row)).toEqual(value);
  });

  it('reads an instant of a column that the database writes in UTC as that, whatever zone is given', async () => {
    const row = { at: '2025-07-01 20:00:00' };
    const from = { column: 'at', zone: 'America/Chicago' };
    expect(await becomes('transactions', 'modified_at', from, row, ['modified_at'])).toBe('2025-07-01 20:00:00+00');
  });

  it('makes two columns of one, and the row as the platform would have it has the same hash', async () => {
    const plain = { PatientID: '7', FirstName: 'Ann', LastName: 'Lee', Gender: 'F', DOB: '1980-02-03' };
    const other = { no: 'H1-7', name: 'LEE, ANN', sex: '2', born: '02/03/1980' };
    const columns = {
      patient_id: { column: 'no', stripPrefix: 'H1-' },
      first_name: { column: 'name', split: { by: ',', part: 2 }, trim: true, case: 'title' },
      last_name: { column: 'Name', split: { by: ',', part: 1 }, case: 'title' },
      gender: { column: 'sex', values: { 1: 'M', 2: 'F' } },
      date_of_birth: { column: 'born', format: 'MM/DD/YYYY' },
    };
    const [one] = (await landed('patients', {}, [plain])).rows;
    const [two] = (await landed('patients', columns, [other])).rows;
    expect(two).toEqual(one);
  });

  it('counts what a map does not have, and another value that is not mapped is another content', async () => {
    const columns = {
      gender: { column: 'sex', values: { 1: 'M' } },
      ssn: { column: 's', values: { a: 'b' }, otherwise: 'x' },
    };
    const { rows } = await landed('patients', columns, [
      { sex: '8', s: 'c' },
      { sex: '9', s: 'c' },
      { sex: '1', s: 'a' },
    ]);
    const inOrder = [...rows].sort((left, right) => Number(left['_seq']) - Number(right['_seq']));
    expect(inOrder.map((row) => row['_notes'])).toEqual([
      'unmapped_kept:ssn,unmapped:gender',
      'unmapped_kept:ssn,unmapped:gender',
      null,
    ]);
    expect(new Set(rows.map((row) => row['_row_hash'])).size).toBe(3);
  });

  it('takes hostile names, values and texts as what they are', async () => {
    const evil = `'); drop table x; --"`;
    const columns = {
      first_name: { concat: [evil, { text: evil }] },
      last_name: { column: evil, values: { [evil]: evil } },
      ssn: { column: evil, split: { by: `'`, part: 2 } },
      gender: { column: evil, stripPrefix: `');` },
      address: { constant: evil },
    };
    const { rows } = await landed('patients', columns, [{ [evil]: evil }]);
    expect(rows[0]).toMatchObject({
      ...{ first_name: evil + evil, last_name: evil, ssn: '); drop table x; --"', address: evil },
      gender: ' drop table x; --"',
    });
  });

  it('looks ten thousand values up without reading them for every row', async () => {
    const values = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`P${n}`, `payer ${n}`]));
    const rows = Array.from({ length: 5_000 }, (_, n) => ({ ins: `P${(n * 7) % 10_000}` }));
    const found = await landed('transactions', { payer_id: { column: 'ins', values } }, rows);
    expect(found.rows.map((row) => row['payer_id']).sort()).toEqual(
      rows.map(({ ins }) => `payer ${ins.slice(1)}`).sort(),
    );
  });
});
