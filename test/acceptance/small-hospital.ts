import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { newRunId, type RunOptions, type RunResult, runPipeline } from '../../jobs/run/run';
import { type Context, openContext } from '../../jobs/steps/context';
import type { Row } from '../../jobs/warehouse/warehouse';
import { parseSpec } from '../../model/parse-spec';
import { type HospitalSpecInput, type PipelineSpec, pipelineSpecSchema } from '../../model/spec';

/** Rows of a hospital with two patients, invented; the claims come as files. */
const EXTRACTS = {
  departments: ['DeptID,Name', 'D1,Cardiology', 'D2,Emergency'],
  providers: ['ProviderID,FirstName,LastName,Specialization,DeptID,NPI', 'P1,Ada,Okafor,Cardiology,D1,1234567893'],
  patients: [
    'PatientID,FirstName,LastName,MiddleName,SSN,PhoneNumber,Gender,DOB,Address,ModifiedDate',
    'PT1,Rosa,Quill,,900-00-0001,555-0100,F,1980-02-03,1 Elm St,2025-01-02 03:04:05',
    'PT2,Ivo,Marsh,,900-00-0002,555-0101,M,1975-05-06,2 Elm St,2025-01-02 03:04:05',
  ],
  encounters: [
    'EncounterID,PatientID,EncounterDate,EncounterType,ProviderID,DepartmentID,ProcedureCode,InsertedDate,ModifiedDate',
    'E1,PT1,2025-01-02,Outpatient,P1,D1,99213,2025-01-02 03:04:05,2025-01-02 03:04:05',
    'E2,PT2,2025-01-03,Emergency,P1,D2,99284,2025-01-03 03:04:05,2025-01-03 03:04:05',
  ],
  transactions: [
    'TransactionID,EncounterID,PatientID,ProviderID,DeptID,VisitDate,ServiceDate,PaidDate,VisitType,Amount,AmountType,PaidAmount,ClaimID,PayorID,ProcedureCode,ICDCode,LineOfBusiness,MedicaidID,MedicareID,InsertDate,ModifiedDate',
    'T1,E1,PT1,P1,D1,2025-01-02,2025-01-02,2025-02-01,Routine,200.00,Insurance,150.00,C1,Acme,99213,I10,Commercial,,,2025-01-02 03:04:05,2025-02-01 03:04:05',
    'T2,E2,PT2,P1,D2,2025-01-03,2025-01-03,,Emergency,1000.00,Medicare,0.00,C2,CMS,99284,R07.9,Medicare,,,2025-01-03 03:04:05,2025-01-03 03:04:05',
  ],
};

/** Lines of a claims file: the header and the claims of both patients. */
export const CLAIMS = {
  header:
    'ClaimID,TransactionID,PatientID,EncounterID,ProviderID,DeptID,ServiceDate,ClaimDate,PayorID,ClaimAmount,PaidAmount,ClaimStatus,PayorType,Deductible,Coinsurance,Copay,InsertDate,ModifiedDate',
  paid: 'C1,T1,PT1,E1,P1,D1,2025-01-02,2025-01-05,Acme,200.00,150.00,Paid,Private,0,0,20.00,2025-01-05 00:00:00,2025-02-01 00:00:00',
  denied:
    'C2,T2,PT2,E2,P1,D2,2025-01-03,2025-01-06,CMS,1000.00,0,Denied,Government,0,0,0,2025-01-06 00:00:00,2025-01-20 00:00:00',
} as const;

/** An environment with one small hospital, on the embedded engines. */
export interface SmallHospital {
  /** Where `rcm` is called: it has `spec.json`, `extracts` and the state folder. */
  readonly project: string;
  /** The state folder: the warehouse and the lake. */
  readonly folder: string;
  readonly spec: PipelineSpec;
  readonly context: Context;
  /** A file as a sender leaves it. @param place below the inbox, e.g. `hospital-a/claims/a.csv`; @param minute says when. */
  send(place: string, content: string | Buffer, minute?: number): void;
  /** Files under a folder of the lake, sorted, e.g. `inbox`. */
  files(under: 'inbox' | 'archive'): string[];
  run(options?: Partial<RunOptions>): Promise<RunResult>;
  rows(sql: string): Promise<Row[]>;
  /** Closes the warehouse for the length of `work`, so that another process can open it. */
  whileClosed<Result>(work: () => Promise<Result>): Promise<Result>;
  /** From now on the environment describes the hospital in another way, as after a deployment. */
  describe(hospital: Partial<HospitalSpecInput>): Promise<void>;
  remove(): Promise<void>;
}

/**
 * @param hospital differs from a hospital with every table and a feed of claims in these parts.
 * @param quality limits of the environment; half of a file may be unreadable.
 */
export async function openSmallHospital(
  hospital: Partial<HospitalSpecInput> = {},
  quality: Partial<PipelineSpec['quality']> = { maximumBadLineShare: 0.5 },
): Promise<SmallHospital> {
  const project = mkdtempSync(join(tmpdir(), 'small-hospital-'));
  const folder = join(project, '.rcm/field-dev');
  const extractsFolder = join(project, 'extracts');
  for (const [table, lines] of Object.entries(EXTRACTS))
    write(join(extractsFolder, 'hospital-a', `${table}.csv`), `${lines.join('\n')}\n`);
  const spec = smallSpec(hospital, quality);
  writeFileSync(join(project, 'spec.json'), JSON.stringify(spec));
  writeFileSync(join(project, 'cdktf.json'), '{}');
  const open = (of = spec) => openContext(of, { engines: 'embedded', folder, extractsFolder });
  const { inbox, archive } = localFolders(folder);
  let context = await open();
  return {
    ...{ project, folder, spec },
    get context() {
      return context;
    },
    send(place, content, minute = 0) {
      const path = join(inbox, place);
      write(path, content);
      const at = new Date(Date.UTC(2026, 0, 31, 8, minute));
      utimesSync(path, at, at);
    },
    files: (under) =>
      readdirSync(under === 'inbox' ? inbox : archive, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort(),
    run: (options = {}) => runPipeline(context, { runId: newRunId(), ...options }),
    rows: (sql) => context.warehouse.query({ name: 'test', sql }),
    async whileClosed(work) {
      await context.close();
      try {
        return await work();
      } finally {
        context = await open();
      }
    },
    async describe(other) {
      await context.close();
      context = await open(smallSpec(other, quality));
    },
    async remove() {
      await context.close();
      rmSync(project, { recursive: true, force: true });
    },
  };
}

function smallSpec(hospital: Partial<HospitalSpecInput>, quality: Partial<PipelineSpec['quality']>): PipelineSpec {
  return parseSpec(pipelineSpecSchema, {
    version: 1,
    environment: 'field-dev',
    group: 'field',
    stage: 'dev',
    project: 'field-rcm-dev',
    region: 'us-central1',
    dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
    buckets: { inbox: 'i', landing: 'l', archive: 'a', curated: 'u', code: 'c' },
    quality,
    hospitals: [
      {
        id: 'hospital-a',
        emr: { kind: 'mysql', host: '127.0.0.1', database: 'emr', user: 'reader', passwordSecret: 'emr', tls: 'none' },
        tables: Object.keys(EXTRACTS),
        feeds: [{ table: 'claims' }],
        ...hospital,
      },
    ],
  });
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
