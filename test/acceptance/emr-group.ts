import { createConnection } from 'mysql2/promise';
import { BASE_MODEL } from '../../model/model';
import { databaseOf, type PipelineSpec } from '../../model/spec';
import { loadIntoMySql } from '../../sample/mysql';
import type { MariaDb } from '../engines/mariadb';
import { openSamplePipeline, type SamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';

/** Small, so that a run takes two seconds; what goes wrong does not depend on the size. */
export const GROUP_SIZE = { patients: 60, encounters: 200, months: 4 } as const;
const TABLES = ['departments', 'patients'];

/** The sample group with two EMR tables and the claims files of each hospital, without reference files. */
export function smallSpec(): PipelineSpec {
  const spec = sampleSpec();
  return { ...spec, references: [], hospitals: spec.hospitals.map((each) => ({ ...each, tables: TABLES })) };
}

/** Where the EMR of every hospital is: a database of its own on one server, each with a secret of its own. */
export async function emrGroup(server: MariaDb): Promise<PipelineSpec> {
  const spec = smallSpec();
  const hospitals = await Promise.all(
    spec.hospitals.map(async (hospital) => {
      const database = await server.createDatabase('emr_');
      const passwordSecret = `${hospital.id}-emr`;
      const { host, port, reader } = server;
      return { ...hospital, emr: { ...databaseOf(hospital), host, port, database, user: reader.user, passwordSecret } };
    }),
  );
  const sample = await openSamplePipeline(spec, GROUP_SIZE);
  await sample.write(1);
  for (const hospital of hospitals) {
    const { host, port, user, password } = server;
    const connection = await createConnection({ host, port, user, password, database: databaseOf(hospital).database });
    await loadIntoMySql(connection, BASE_MODEL, hospital, sample.extractsFolder);
    await connection.end();
  }
  await sample.remove();
  return { ...spec, hospitals };
}

/** What the pipeline takes for the password of a hospital's database. */
export function setPassword(hospitalId: string, password: string): void {
  process.env[`RCM_SECRET_${hospitalId.toUpperCase().replaceAll('-', '_')}_EMR`] = password;
}

/** The group with one hospital's description changed. */
export function withHospital(
  spec: PipelineSpec,
  id: string,
  change: (hospital: PipelineSpec['hospitals'][number]) => Partial<PipelineSpec['hospitals'][number]>,
): PipelineSpec {
  return { ...spec, hospitals: spec.hospitals.map((each) => (each.id === id ? { ...each, ...change(each) } : each)) };
}

/** Every value of the sources that is about a person: none of them may be in what a run says. */
export async function personalValues(server: MariaDb, spec: PipelineSpec): Promise<string[]> {
  const values = new Set<string>();
  for (const hospital of spec.hospitals) {
    const table = hospital.mapping['patients']?.from?.table ?? 'patients';
    for (const row of await server.execute(`SELECT * FROM \`${table}\``, databaseOf(hospital).database)) {
      for (const value of Object.values(row)) {
        // Shorter ones (a gender, an initial) are in every text, and the highest change time is the watermark.
        if (typeof value === 'string' && value.length >= 5 && !/^\d{4}-\d{2}-\d{2} \d/.test(value)) values.add(value);
      }
    }
  }
  return [...values];
}

/** A pipeline over the group with the files of the first day in its inbox; nothing has run yet. */
export async function openEmrPipeline(spec: PipelineSpec) {
  const pipeline: SamplePipeline = await openSamplePipeline(spec, { ...GROUP_SIZE, databases: true });
  return { pipeline, truth: await pipeline.write(1) };
}
