import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { newRunId, type RunResult, runPipeline } from '../../jobs/run/run';
import { type Context, openContext } from '../../jobs/steps/context';
import { graph } from '../../model/graph';
import type { FeedSpec } from '../../model/spec';
import { failures } from './sample-pipeline';
import { sampleSpec } from './sample-spec';

jest.setTimeout(120_000);

const VALID_NPI = '1234567893';
const EXTRACTS = {
  departments: ['DeptID,Name', 'D1,Surgery'],
  providers: [
    'ProviderID,FirstName,LastName,Specialization,DeptID,NPI',
    `H1-P1,Ann,Stone,Surgery,D1,${VALID_NPI}`,
    'H1-P2,Ben,Wood,Surgery,D1,1234567890',
    'H1-P3,Cy,Hill,Surgery,,1234567893',
    'H1-P4,Di,Lake,Surgery,D1,3086631719',
    'H1-P5,Ed,Moor,Surgery,D1,12345',
    'H1-P6,Flo,Reed,Surgery,D1,',
  ],
  patients: [
    'PatientID,FirstName,LastName,MiddleName,SSN,PhoneNumber,Gender,DOB,Address,ModifiedDate',
    'A1,Ann,A,,,,F,1980-02-29,,2025-01-01',
    'A2,Bea,B,,,,F,,,2025-01-01',
    'A3,Cid,C,,,,M,2099-01-01,,2025-01-01',
    'A4,Dan,D,,,,M,1899-12-31,,2025-01-01',
    'A5,Eve,E,,,,F,1900-01-01,,1026-01-01',
  ],
  encounters: [
    'EncounterID,PatientID,EncounterDate,EncounterType,ProviderID,DepartmentID,ProcedureCode,InsertedDate,ModifiedDate',
    'E1,A1,2025-01-05,Inpatient,P1,D1,99213,2025-01-05,2025-01-05',
  ],
  transactions: [
    'TransactionID,EncounterID,PatientID,ProviderID,DeptID,VisitDate,ServiceDate,PaidDate,VisitType,Amount,AmountType,PaidAmount,ClaimID,PayorID,ProcedureCode,ICDCode,LineOfBusiness,MedicaidID,MedicareID,InsertDate,ModifiedDate',
    ...['E1', '', 'E-unknown'].map(
      (encounter, index) =>
        `T${index + 1},${encounter},A1,P1,D1,2025-01-05,2025-01-05,,Routine,100,Insurance,0,,Medicare,99213,E119,Medicare,,,2025-01-05,2025-01-05`,
    ),
  ],
};
const CLAIMS = [
  'ClaimID,TransactionID,PatientID,EncounterID,ProviderID,DeptID,ServiceDate,ClaimDate,PayorID,ClaimAmount,PaidAmount,ClaimStatus,PayorType,Deductible,Coinsurance,Copay,InsertDate,ModifiedDate',
  ...[
    ['A1', 'E1'],
    ['', 'E1'],
    ['A1', 'E-unknown'],
    ['A1', ''],
  ].map(
    ([patient, encounter], index) =>
      `C${index + 1},T1,${patient},${encounter},P1,D1,2025-01-05,2025-01-06,Medicare,100,0,Pending,Government,0,0,0,2025-01-06,2025-01-06`,
  ),
];

interface Clinic {
  readonly folder: string;
  deliver(name: string, lines: readonly string[]): void;
  /** @param table only from its extract to its history. @default the whole pipeline */
  run(table?: string): Promise<RunResult>;
  texts(sql: string): Promise<string[]>;
  remove(): Promise<void>;
}

/** One hospital with these extracts, in a folder of its own. */
async function openClinic(quality?: FeedSpec['quality']): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), 'silent-rows-'));
  const extractsFolder = join(folder, 'extracts');
  const write = (into: string, name: string, lines: readonly string[]) => {
    mkdirSync(into, { recursive: true });
    writeFileSync(join(into, name), `${lines.join('\n')}\n`);
  };
  for (const [table, lines] of Object.entries(EXTRACTS))
    write(join(extractsFolder, 'hospital-a'), `${table}.csv`, lines);
  const spec = sampleSpec();
  const hospitals = spec.hospitals
    .filter(({ id }) => id === 'hospital-a')
    .map((each) => ({ ...each, feeds: each.feeds.map((feed) => ({ ...feed, quality })) }));
  const one = { ...spec, references: [], hospitals };
  const context: Context = await openContext(one, { engines: 'embedded', folder, extractsFolder });
  return {
    folder,
    deliver: (name, lines) => write(join(localFolders(folder).inbox, 'hospital-a', 'claims'), name, lines),
    run: (table) => {
      const ids = graph(one).flatMap((step) => (step.id === 'begin' || step.table === table ? [step.id] : []));
      return runPipeline(context, { runId: newRunId(), ...(table === undefined ? {} : { only: ids }) });
    },
    texts: async (sql) =>
      (await context.warehouse.query({ name: 'test', sql })).map((row) => Object.values(row).join(' ')),
    remove: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

describe('rows that broke no rule once', () => {
  let clinic: Clinic;
  let result: RunResult;
  const texts = (sql: string) => clinic.texts(sql);

  beforeAll(async () => {
    clinic = await openClinic();
    clinic.deliver('claims.csv', CLAIMS);
    result = await clinic.run();
  });
  afterAll(() => clinic.remove());

  it('does not fail the run: so few broken rows hold no delivery', () => {
    expect(failures(result)).toEqual([]);
  });

  it.each([
    ['claims', ['C2 patient_present'], ['C1', 'C3', 'C4']],
    ['transactions', ['T2 encounter_present'], ['T1', 'T3']],
    ['providers', ['P3 department_present'], ['P1', 'P2', 'P4', 'P5', 'P6']],
    ['patients', ['A2 birth_date_present', 'A3 birth_date_plausible', 'A4 birth_date_plausible'], ['A1', 'A5']],
  ])('holds back the rows of %s that lack what is mandatory or have an impossible date', async (table, held, kept) => {
    const key = `${table.slice(0, -1)}_id`;
    expect(await texts(`select ${key}, _rule_ids from quarantine.${table} order by 1`)).toEqual(held);
    expect(await texts(`select ${key} from silver.${table} where is_current order by 1`)).toEqual(kept);
  });

  it('counts a wrong check digit as a warning, apart from a number of another length', async () => {
    expect(
      await texts('select provider_id, _warnings from silver.providers where _warnings is not null order by 1'),
    ).toEqual(['P2 npi_check_digit', 'P4 npi_check_digit', 'P5 npi_is_10_digits']);
  });

  it('counts an implausible time of change as a warning', async () => {
    const warned = `select patient_id from silver.patients where _warnings like '%modified_at_plausible%'`;
    expect(await texts(warned)).toEqual(['A5']);
  });

  it('counts references to encounters that are not there as warnings, in the fact and in the published page', async () => {
    const sql = `select table_name, severity, rows_checked, rows_failed from ops.quality_results where rule_id = 'known_encounter' order by 1`;
    expect(await texts(sql)).toEqual(['fact_claims warning 2 1', 'fact_transactions warning 2 1']);
    const published = readFileSync(join(localFolders(clinic.folder).reports, 'kpis.json'), 'utf8');
    const { rules } = JSON.parse(published) as { rules: { table: string; rule: string; failed: number }[] };
    expect(rules).toContainEqual(expect.objectContaining({ table: 'fact_claims', rule: 'known_encounter', failed: 1 }));
    expect(rules).toContainEqual(expect.objectContaining({ table: 'providers', rule: 'npi_check_digit', failed: 2 }));
    expect(rules).toContainEqual(expect.objectContaining({ table: 'claims', rule: 'patient_present', failed: 1 }));
  });
});

it('takes the corrected file of a held one, whose unreadable times are of its later delivery, and other files meanwhile', async () => {
  const clinic = await openClinic({ leastQuarantinedRows: 2 });
  try {
    const [header = '', good = ''] = CLAIMS;
    const numbered = (id: string, line: string) => line.replace(/^C1/, id);
    const unreadable = (id: string) => numbered(id, good).replaceAll('2025-01-0', '2025-99-0');
    clinic.deliver('claims.csv', [header, unreadable('C1'), unreadable('C2'), numbered('C3', good)]);
    clinic.deliver('other.csv', [header, numbered('C4', good)]);
    const refused = 'history.hospital-a.claims: QUARANTINE_SHARE_EXCEEDED';
    const claims = `select claim_id from silver.claims where is_current order by 1`;
    expect(failures(await clinic.run('claims'))).toEqual([expect.stringContaining(refused)]);
    expect(await clinic.texts(claims)).toEqual(['C4']);
    // It stays held, and says so, until it is corrected.
    expect(failures(await clinic.run('claims'))).toEqual([expect.stringContaining(refused)]);

    clinic.deliver('claims.csv', [header, ...['C1', 'C2', 'C3'].map((id) => numbered(id, good))]);
    expect(failures(await clinic.run('claims'))).toEqual([]);
    expect(await clinic.texts(claims)).toEqual(['C1', 'C2', 'C3', 'C4']);
  } finally {
    await clinic.remove();
  }
});
