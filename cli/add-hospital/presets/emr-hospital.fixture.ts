import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentSecrets } from '../../../jobs/secrets/environment';
import type { ColumnMapping } from '../../../model/mapping/mapping-spec';
import { parseSpec } from '../../../model/parse-spec';
import { type HospitalSpecInput, type PipelineSpec, pipelineSpecSchema } from '../../../model/spec';
import { failures, openSamplePipeline, type SamplePipeline } from '../../../test/acceptance/sample-pipeline';
import { sampleSpec } from '../../../test/acceptance/sample-spec';
import { sharedMariaDb } from '../../../test/engines/shared-engines';
import { hospitalPlace, replaceFile } from '../environment-file';
import { hospitalSource } from '../hospital-source';
import type { Proposal } from '../proposal';
import { proposalLines } from '../proposal-lines';
import { readProposal } from '../read-proposal';

/** What a person writes where the proposal says TO DECIDE: table, common column, where it comes from. */
export type Decisions = readonly (readonly [table: string, column: string, from: ColumnMapping])[];

/** A hospital that `hospital add` wrote for a database. */
export interface AddedHospital {
  readonly proposal: Proposal;
  /** What the command says. */
  readonly said: string;
  /** What it wrote into the environment's file. */
  readonly written: string;
  /** Lines that a person must decide. */
  readonly toDecide: readonly string[];
  /** The environment with the decisions filled in. */
  spec(decisions: Decisions): PipelineSpec;
}

const ENVIRONMENT = `import { RcmEnvironment } from '../stacks';

export function field(app: App): RcmEnvironment {
  const environment = new RcmEnvironment(app, 'field-dev', {});
  return environment;
}
`;

/** Proposes the mapping of a database of the shared server and writes it into an environment's file, as the command does. */
export async function addHospitalOf(database: string, preset?: string): Promise<AddedHospital> {
  const { host, port, reader } = sharedMariaDb();
  const emr = { host, port, database, user: reader.user };
  const said: string[] = [];
  const proposal = await readProposal(
    { kind: 'mysql', ...emr, passwordSecret: 'password', tls: 'none' },
    new EnvironmentSecrets({ RCM_SECRET_PASSWORD: reader.password }),
    { timeZone: 'America/Chicago', say: (line) => void said.push(line), ...(preset === undefined ? {} : { preset }) },
  );
  const folder = mkdtempSync(join(tmpdir(), 'rcm-preset-'));
  const file = join(folder, 'field-dev.ts');
  writeFileSync(file, ENVIRONMENT);
  const place = hospitalPlace(file, 'hospital-e');
  replaceFile(file, place.with(hospitalSource('hospital-e', emr, 'none', proposal, place.variable, place.indent)));
  const written = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
  return {
    proposal,
    said: [...said, ...proposalLines(proposal)].join('\n'),
    written,
    toDecide: written.split('\n').flatMap((line) => /^\s*\/\/ TO DECIDE: (.*)$/.exec(line)?.[1] ?? []),
    spec: (decisions) => specOf(written, decisions),
  };
}

/** Runs what the file says, and gives the hospital's properties to the pipeline as synth does. */
function specOf(written: string, decisions: Decisions): PipelineSpec {
  const statement = /^ {2}new Hospital\([\s\S]*?^ {2}\}\);$/m.exec(written)?.[0] ?? '';
  const built: Record<string, unknown>[] = [];
  class Hospital {
    constructor(_environment: unknown, _id: string, properties: Record<string, unknown>) {
      built.push(properties);
    }
  }
  new Function('Hospital', 'environment', 'Emr', statement)(Hospital, {}, { existingMySql: (emr: object) => emr });
  const { emr, tables, mapping } = built[0] as unknown as HospitalSpecInput;
  const decided = { ...mapping };
  for (const [table, column, from] of decisions)
    decided[table] = { ...decided[table], columns: { ...decided[table]?.columns, [column]: from } };
  const sample = sampleSpec();
  const [hospital] = sample.hospitals;
  const all = hospital?.tables;
  const place = { kind: 'mysql', ...(emr as object), passwordSecret: 'emr-password', tls: 'none' };
  const hospitals = [{ id: 'hospital-e', emr: place, tables: tables ?? all, feeds: [], mapping: decided }];
  return parseSpec(pipelineSpecSchema, { ...sample, references: [], hospitals });
}

/** The pipeline over the hospital, from bronze to gold. */
export interface RunningHospital {
  readonly pipeline: SamplePipeline;
  /** Runs everything; a step that fails fails the test. */
  run(): Promise<void>;
  /** The figures of the hospital as a whole, in cents; null: none. */
  totals(): Promise<Record<string, number | null>>;
  /** Rows and versions of everything that history is kept of, and of the facts. */
  rows(): Promise<Record<string, number>>;
}

const TABLES = [
  ...['departments', 'providers', 'patients', 'encounters', 'transactions'].map((table) => `silver.${table}`),
  'gold.fact_transactions',
  'gold.fact_encounters',
  ...['providers', 'patients', 'encounters', 'transactions'].map((table) => `bronze_hospital_e.${table}`),
];

/** Opens the pipeline over the hospital's database. */
export async function runningHospital(spec: PipelineSpec): Promise<RunningHospital> {
  process.env['RCM_SECRET_EMR_PASSWORD'] = sharedMariaDb().reader.password;
  const pipeline = await openSamplePipeline(spec, { databases: true });
  return {
    pipeline,
    run: async () => expect(failures(await pipeline.run())).toEqual([]),
    totals: async () => {
      const found = await pipeline.rows(
        `select kpi_id, value from gold.kpi_values where hospital_id = 'hospital-e' and slice_kind = 'total'
          and kpi_id in ('gross_charges', 'payments', 'outstanding', 'credit_balance')`,
      );
      return Object.fromEntries(
        found.map(({ kpi_id, value }) => [String(kpi_id), value === null ? null : Math.round(Number(value) * 100)]),
      );
    },
    rows: async () => {
      const counts: Record<string, number> = {};
      for (const table of TABLES)
        counts[table] = Number((await pipeline.rows(`select count(*) as n from ${table}`))[0]?.['n']);
      return counts;
    },
  };
}
