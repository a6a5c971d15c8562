import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entity } from '../model/catalogue';
import { dayNumber } from './calendar';
import { npiIsValid } from './npi';
import { cents, type Row, readRows } from './read-back.fixture';
import type { SampleTruth } from './truth/truth';
import { twoHospitals } from './two-hospitals.fixture';
import { writeSample } from './write';

// Dozens of files per sample: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

/** Checks that a person would make by hand; they read only the files. */
const root = mkdtempSync(join(tmpdir(), 'rcm-coherence-'));
afterAll(() => rmSync(root, { recursive: true }));
const extract = (hospital: string, file: string) => readRows(join(root, 'extracts', hospital, `${file}.csv`));
const claimLines = (hospital: string, delimiter: string) => {
  const folder = join(root, 'inbox', hospital, 'claims');
  return readdirSync(folder)
    .sort()
    .flatMap((file) => readRows(join(folder, file), delimiter).map((row) => ({ file, row })));
};
const byId = (rows: readonly Row[], column: string) => new Map(rows.map((row) => [row[column], row]));
const day = (text: string | null | undefined) => dayNumber(text ?? '');

let truth: SampleTruth;
beforeAll(async () => {
  const folders = { extractsFolder: join(root, 'extracts'), inboxFolder: join(root, 'inbox'), truthFolder: root };
  const { truthFile } = await writeSample({ spec: twoHospitals(), patients: 200, encounters: 600, ...folders });
  truth = JSON.parse(readFileSync(truthFile, 'utf8')) as SampleTruth;
});

it.each(['departments', 'providers', 'patients', 'encounters', 'transactions'])(
  'fills every column of %s somewhere',
  (table) => {
    const rows = extract('hospital-a', table);
    const columns = entity(table).columns.map((column) => column.source);
    expect(Object.keys(rows[0] ?? {})).toEqual(columns);
    expect(columns.filter((column) => rows.every((row) => row[column] === null))).toEqual([]);
  },
);

it('gives both hospitals the same ids and different people', () => {
  const [one, other] = [extract('hospital-a', 'patients'), extract('hospital-b', 'patient_master')];
  expect(one.map((row) => row['PatientID'])).toEqual(other.map((row) => row['ID']));
  expect(one.filter((row, index) => row['SSN'] === other[index]?.['SSN'])).toEqual([]);
});

it('invents people: social security numbers start with 9, telephone numbers with 555-01, which are never assigned', () => {
  const rows = extract('hospital-a', 'patients');
  expect(rows.filter((row) => !row['SSN']?.startsWith('9'))).toEqual([]);
  expect(rows.filter((row) => row['PhoneNumber'] !== null && !row['PhoneNumber']?.includes(' 555-01'))).toEqual([]);
});

it('charges what the encounter says: patient, provider, department, day, procedure', () => {
  const encounters = byId(extract('hospital-a', 'encounters'), 'EncounterID');
  const rows = extract('hospital-a', 'transactions');
  expect(rows.length).toBeGreaterThan(570);
  for (const row of rows) {
    const encounter = encounters.get(row['EncounterID'] ?? null);
    expect([row['PatientID'], row['ProviderID'], row['DeptID'], row['ServiceDate'], row['ProcedureCode']]).toEqual([
      encounter?.['PatientID'],
      encounter?.['ProviderID'],
      encounter?.['DepartmentID'],
      encounter?.['EncounterDate'],
      encounter?.['ProcedureCode'],
    ]);
  }
});

it('names providers without the prefix that the providers table has; a counted few do not exist', () => {
  for (const [hospital, prefix] of [
    ['hospital-a', 'H1-'],
    ['hospital-b', 'H2-'],
  ] as const) {
    const ids = extract(hospital, 'providers').map((row) => row['ProviderID'] ?? '');
    expect(ids.every((id) => id.startsWith(prefix))).toBe(true);
    const known = new Set(ids.map((id) => id.slice(prefix.length)));
    const unknown = extract(hospital, 'encounters').filter((row) => !known.has(row['ProviderID'] ?? ''));
    expect(unknown.length).toBeGreaterThan(0);
    expect(truth.hospitals[hospital]?.tables['encounters']?.unknownReferences['provider_id']).toBe(unknown.length);
  }
});

it('knows every procedure once leading zeros are back, but for a counted few, and every diagnosis', () => {
  const known = byId(readRows(join(root, 'inbox', 'reference', 'cpt_codes', 'cpt_codes.csv')), 'CPT Codes');
  const diagnoses = byId(readRows(join(root, 'inbox', 'reference', 'icd_codes', 'icd_codes.csv')), 'ICDCode');
  for (const hospital of ['hospital-a', 'hospital-b']) {
    const rows = extract(hospital, 'transactions');
    const unknown = rows.filter((row) => !known.has((row['ProcedureCode'] ?? '').padStart(5, '0')));
    expect(truth.hospitals[hospital]?.tables['transactions']?.unknownReferences['procedure_code']).toBe(unknown.length);
    expect(rows.filter((row) => !diagnoses.has(row['ICDCode'] ?? ''))).toEqual([]);
  }
  // The second hospital's column is an integer.
  expect(extract('hospital-b', 'transactions').some((row) => /^[0-9]{3}$/.test(row['ProcedureCode'] ?? ''))).toBe(true);
});

it('registers every provider under an NPI whose check digit is right, once', () => {
  const numbers = readRows(join(root, 'inbox', 'reference', 'npi', 'npi.csv')).map((row) => row['NPI'] ?? '');
  const used = ['hospital-a', 'hospital-b'].flatMap((id) => extract(id, 'providers').map((row) => row['NPI']));
  expect(numbers.filter((number) => !npiIsValid(number))).toEqual([]);
  expect(new Set(numbers)).toEqual(new Set(used));
  expect(numbers).toHaveLength(25 + 30);
});

it('delivers each state of a claim in the file of its month, later states later', () => {
  const last = new Map<string, string>();
  for (const { file, row } of claimLines('hospital-a', ',')) {
    expect(file).toBe(`claims_${row['ModifiedDate']?.slice(0, 7)}.csv`);
    const before = last.get(row['ClaimID'] ?? '') ?? '';
    expect((row['ModifiedDate'] ?? '') > before).toBe(true);
    last.set(row['ClaimID'] ?? '', row['ModifiedDate'] ?? '');
  }
});

it('claims what was charged, 1 to 14 days after the service; the payer decides after 10 days or more', () => {
  const transactions = byId(extract('hospital-a', 'transactions'), 'TransactionID');
  const statuses = new Set<string | null | undefined>();
  for (const { row } of claimLines('hospital-a', ',')) {
    const transaction = transactions.get(row['TransactionID'] ?? null);
    expect(transaction?.['ClaimID']).toBe(row['ClaimID']);
    expect(cents(row['ClaimAmount'])).toBe(Math.abs(cents(transaction?.['Amount'])));
    const lag = day(row['ClaimDate']) - day(row['ServiceDate']);
    expect(lag >= 1 && lag <= 14).toBe(true);
    const isDecided = ['Approved', 'Paid', 'Denied'].includes(row['ClaimStatus'] ?? '');
    if (isDecided) expect(day(row['AdjudicationDate']) - day(row['ClaimDate'])).toBeGreaterThanOrEqual(10);
    if (row['ClaimStatus'] === 'Pending') expect(row['AdjudicationDate']).toBeNull();
    const shares = ['PaidAmount', 'Deductible', 'Coinsurance', 'Copay'].map((column) => row[column]);
    if (!shares.includes(null)) {
      const known = shares.reduce((sum, share) => sum + cents(share), 0);
      expect(known).toBeLessThanOrEqual(cents(row['ClaimAmount']));
    }
    statuses.add(row['ClaimStatus']);
  }
  expect(statuses).toEqual(new Set(['Pending', 'Approved', 'Paid', 'Denied', 'Rejected', 'Under Review']));
});

it('has a claim for every charge with a payer, and none for self-pay patients', () => {
  const rows = extract('hospital-a', 'transactions').filter(
    (row) => !(row['EncounterID'] ?? '').match(/ENC0000(17|34)/),
  );
  expect(rows.filter((row) => (row['PayorID'] === null) !== (row['ClaimID'] === null))).toEqual([]);
  expect(rows.some((row) => row['PayorID'] === null)).toBe(true);
});

it("leaves the adjudication date out of the second hospital's files, which have its delimiter", () => {
  const folder = join(root, 'inbox', 'hospital-b', 'claims');
  const header = readFileSync(join(folder, 'claims_2025-03.csv'), 'utf8').split('\n')[0]?.split('|');
  const expected = entity('claims').columns.map((column) => column.source);
  expect(header).toEqual(expected.filter((column) => column !== 'AdjudicationDate'));
  expect(truth.hospitals['hospital-b']?.claims.processingDays).toEqual({ claims: 0, median: null, percentile90: null });
});

it('has every defect at least once, and says where the broken line is', () => {
  const { tables, brokenLines } = truth.hospitals['hospital-a'] ?? {};
  expect(Object.keys(tables?.['transactions']?.quarantined ?? {})).toEqual(['amount_not_negative']);
  expect(Object.keys(tables?.['transactions']?.warnings ?? {}).sort()).toEqual([
    'paid_after_service',
    'paid_at_most_charged',
  ]);
  expect(Object.keys(tables?.['claims']?.quarantined ?? {})).toEqual(['status_known']);
  expect(brokenLines).toHaveLength(1);
  for (const { file, line } of brokenLines ?? []) {
    const text = readFileSync(join(root, 'inbox', 'hospital-a', 'claims', file), 'utf8').split('\n')[line - 1];
    expect(text).toBe('CLAIM999999,TRANS9');
  }
});
