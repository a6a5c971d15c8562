// A hospital of any size for bench/run.mjs: its spec, the rows of its EMR, which the database makes itself, and its files of claims. The same
// number of transactions makes the same rows. Nobody is in them: names and numbers are counted up.
import { createWriteStream, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const HOSPITAL = 'hospital-a';

/** Days of service: from FIRST_DAY on, about three years. Everything was last changed before CHANGES_BEGIN. */
const FIRST_DAY = '2023-01-01';
const DAYS = 1_090;
const CHANGES_BEGIN = '2026-01-02';
/** Changes come upon the newest rows, as they do in a hospital: upon this part of a table. */
const CHANGING_PART = 5;

/** Rows by table. */
export const sizes = (transactions) => ({
  departments: 20,
  providers: 200,
  patients: Math.ceil(transactions / 10),
  encounters: Math.ceil(transactions / 2),
  transactions,
  claims: Math.ceil(transactions / 4),
});

/** @param keyScan when the keys of the source are read */
export const pipelineSpec = (port, keyScan) => ({
  ...{ version: 1, environment: 'bench-dev', group: 'bench', stage: 'dev', project: 'bench-rcm-dev' },
  region: 'us-central1',
  dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
  buckets: Object.fromEntries(
    ['inbox', 'landing', 'archive', 'curated', 'code'].map((name) => [name, `bench-${name}`]),
  ),
  hospitals: [
    {
      id: HOSPITAL,
      // Replaced by the address of the server that the benchmark starts.
      emr: { kind: 'mysql', host: '127.0.0.1', port, database: 'hospital_a_db', user: 'rcm_reader', tls: 'none' },
      tables: ['departments', 'providers', 'patients', 'encounters', 'transactions'],
      feeds: [{ table: 'claims', cadence: 'daily' }],
      keyScan,
    },
  ],
});

const id = (letter, number) => `concat('${letter}', lpad(${number}, 9, '0'))`;
const oneOf = (number, ...texts) =>
  `elt(1 + ${number} % ${texts.length}, ${texts.map((text) => `'${text}'`).join(', ')})`;

/** The statements that fill a hospital's empty tables. */
export function fillStatements(transactions) {
  const rows = sizes(transactions);
  const day = (of) => `'${FIRST_DAY}' + interval floor(seq * ${DAYS} / ${of}) day`;
  const time = (of) => `cast('${FIRST_DAY}' as datetime(6)) + interval floor(seq * ${DAYS * 86_400} / ${of}) second`;
  const fill = (table, columns) =>
    `insert into ${table} (${Object.keys(columns).join(', ')}) select ${Object.values(columns).join(', ')} from seq_1_to_${rows[table]}`;
  const patientOf = (encounter) => id('P', `1 + ${encounter} * 7919 % ${rows.patients}`);
  const providerOf = (encounter) => id('V', `1 + ${encounter} % ${rows.providers}`);
  const departmentOf = (encounter) => id('D', `1 + ${encounter} % ${rows.departments}`);
  const encounter = 'ceil(seq / 2)';
  return [
    fill('departments', { DeptID: id('D', 'seq'), Name: "concat('Department ', seq)" }),
    fill('providers', {
      ...{ ProviderID: id('V', 'seq'), FirstName: "concat('Given', seq)", LastName: "concat('Family', seq)" },
      ...{ Specialization: oneOf('seq', 'Cardiology', 'Surgery', 'Oncology'), DeptID: departmentOf('seq') },
      NPI: "'1234567893'",
    }),
    fill('patients', {
      ...{ PatientID: id('P', 'seq'), FirstName: "concat('Given', seq)", LastName: "concat('Family', seq)" },
      ...{ MiddleName: "''", SSN: 'null', PhoneNumber: 'null', Gender: oneOf('seq', 'Female', 'Male') },
      ...{ DOB: "'1940-01-01' + interval seq % 25000 day", Address: "concat(seq, ' Main Street')" },
      ModifiedDate: time(rows.patients),
    }),
    fill('encounters', {
      ...{ EncounterID: id('E', 'seq'), PatientID: patientOf('seq'), EncounterDate: day(rows.encounters) },
      ...{ EncounterType: oneOf('seq', 'Inpatient', 'Outpatient', 'Emergency'), ProviderID: providerOf('seq') },
      ...{ DepartmentID: departmentOf('seq'), ProcedureCode: "lpad(90000 + seq % 9999, 5, '0')" },
      ...{ InsertedDate: time(rows.encounters), ModifiedDate: time(rows.encounters) },
    }),
    fill('transactions', {
      ...{ TransactionID: id('T', 'seq'), EncounterID: id('E', encounter), PatientID: patientOf(encounter) },
      ...{ ProviderID: providerOf(encounter), DeptID: departmentOf(encounter), VisitDate: day(transactions) },
      ...{ ServiceDate: day(transactions), PaidDate: 'null', VisitType: oneOf('seq', 'Routine', 'Follow-up') },
      ...{ Amount: '100 + seq * 7919 % 100000 / 100', AmountType: oneOf('seq', 'Co-pay', 'Insurance') },
      ...{ PaidAmount: 'seq * 7919 % 10000 / 100', ClaimID: `if(seq % 4 = 0, ${id('C', 'seq / 4')}, null)` },
      ...{
        PayorID: oneOf('seq', 'Medicare', 'Medicaid', 'Private'),
        ProcedureCode: "lpad(90000 + seq % 9999, 5, '0')",
      },
      ...{ ICDCode: "concat('I', 10 + seq % 90, '.4')", LineOfBusiness: oneOf('seq', 'Commercial', 'Medicare') },
      ...{ MedicaidID: "concat('MEDI', seq % 99999)", MedicareID: "concat('MCARE', seq % 99999)" },
      ...{ InsertDate: time(transactions), ModifiedDate: time(transactions) },
    }),
  ];
}

/** Rows that a change comes upon: every `step`-th of the newest. */
function changingRows(of, share) {
  const first = of - Math.floor(of / CHANGING_PART) + 1;
  const step = Math.min(Math.round(1 / (share * CHANGING_PART)), of - first + 1);
  return { first, step };
}

/**
 * The statements that change a share of each table with a time of change.
 * @param share of the table's rows
 * @param turn 1 for the first change, 2 for the second: each has days of its own
 */
export function changeStatements(transactions, share, turn) {
  const rows = sizes(transactions);
  const change = (table, letter, key, set) => {
    const { first, step } = changingRows(rows[table], share);
    const at = `cast('${CHANGES_BEGIN}' as datetime(6)) + interval ${10 * turn} day + interval seq * 432000 div ${rows[table]} second`;
    return `update ${table} join seq_${first}_to_${rows[table]}_step_${step} on ${key} = ${id(letter, 'seq')} set ${set}, ModifiedDate = ${at}`;
  };
  return [
    change('patients', 'P', 'PatientID', `Address = concat(seq, ' Side Street ${turn}')`),
    change('encounters', 'E', 'EncounterID', `ProcedureCode = '0000${turn}'`),
    change('transactions', 'T', 'TransactionID', 'PaidAmount = PaidAmount + 1.5'),
  ];
}

const HEADER =
  'ClaimID,TransactionID,PatientID,EncounterID,ProviderID,DeptID,ServiceDate,ClaimDate,AdjudicationDate,PayorID,ClaimAmount,PaidAmount,ClaimStatus,PayorType,Deductible,Coinsurance,Copay,InsertDate,ModifiedDate\n';
const STATUSES = ['Paid', 'Paid', 'Paid', 'Denied', 'Pending'];
const padded = (letter, number) => `${letter}${String(number).padStart(9, '0')}`;
const dayAfter = (days, from = FIRST_DAY) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);

function claimLine(claim, { claims, patients, providers, departments }, turn) {
  const encounter = claim * 2;
  const service = Math.floor((claim * DAYS) / claims);
  const status = turn > 0 ? 'Paid' : STATUSES[claim % STATUSES.length];
  const amount = 100 + ((claim * 4 * 7_919) % 100_000) / 100;
  return [
    ...[padded('C', claim), padded('T', claim * 4), padded('P', 1 + ((encounter * 7_919) % patients))],
    ...[padded('E', encounter), padded('V', 1 + (encounter % providers)), padded('D', 1 + (encounter % departments))],
    ...[dayAfter(service), dayAfter(service), status === 'Pending' ? '' : dayAfter(service)],
    ...[['Medicare', 'Medicaid', 'Private'][claim % 3], amount.toFixed(2)],
    ...[status === 'Paid' ? (amount * 0.75 + turn).toFixed(2) : '0.00', status, 'Government', '0.00', '0.00', '25.00'],
    ...[`${dayAfter(service)} 08:00:00.000000`],
    turn > 0 ? `${dayAfter(10 * turn, CHANGES_BEGIN)} 08:00:00.000000` : `${dayAfter(service)} 09:00:00.000000`,
  ].join(',');
}

/** Writes files of claims into the inbox: one for each 30 days of service, or one with the claims that a change comes upon. */
export async function writeClaims(inbox, transactions, { share = null, turn = 0 } = {}) {
  const rows = sizes(transactions);
  const { first, step } = share === null ? { first: 1, step: 1 } : changingRows(rows.claims, share);
  let open = null;
  for (let claim = first; claim <= rows.claims; claim += step) {
    const part = share === null ? Math.floor((claim * DAYS) / rows.claims / 30) : 0;
    if (open?.part !== part) {
      await open?.close();
      open = claimsFile(join(inbox, HOSPITAL, 'claims', `claims-${turn}-${String(part).padStart(3, '0')}.csv`), part);
    }
    if (!open.write(`${claimLine(claim, rows, turn)}\n`)) await open.drained();
  }
  await open?.close();
}

/** A file that has its name when it is whole. */
function claimsFile(path, part) {
  mkdirSync(dirname(path), { recursive: true });
  const stream = createWriteStream(`${path}.part`);
  stream.write(HEADER);
  return {
    part,
    write: (line) => stream.write(line),
    drained: () => new Promise((resolve) => stream.once('drain', resolve)),
    close: () =>
      new Promise((resolve) =>
        stream.end(() => {
          renameSync(`${path}.part`, path);
          resolve();
        }),
      ),
  };
}
