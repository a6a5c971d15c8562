import type { z } from 'zod';
import { BASE_MODEL, type Model } from './model';
import { checkHospitals, checkIds, checkPaths, checkReferences, evenIfInvalid, hospitalCheck } from './spec-checks';
import { environment, type feed, hospital } from './spec-fields';

/** What a hospital's stack uploads, its part of the spec, in an environment with this model. */
export function hospitalSpecSchemaOf(model: Model) {
  return hospital.check(hospitalCheck(model));
}

/** The same in an environment that adds nothing to the model. */
export const hospitalSpecSchema = hospitalSpecSchemaOf(BASE_MODEL);

/** The environment's own part of the spec; hospitals come one file each, so that adding one changes no other. */
export const environmentSpecSchema = environment.check(evenIfInvalid(checkReferences));

/** The whole spec: all that the pipeline knows about an environment, as plain JSON. */
export const pipelineSpecSchema = environment
  .extend({ hospitals: hospital.array() })
  .check(
    evenIfInvalid(checkReferences),
    evenIfInvalid(checkHospitals),
    evenIfInvalid(checkIds),
    evenIfInvalid(checkPaths),
  );

export type EnvironmentSpec = z.output<typeof environmentSpecSchema>;
export type HospitalSpec = z.output<typeof hospitalSpecSchema>;
export type HospitalSpecInput = z.input<typeof hospitalSpecSchema>;
export type FeedSpecInput = z.input<typeof feed>;
export type FeedSpec = HospitalSpec['feeds'][number];
/** Where a hospital's database is, of any engine. */
export type EmrSpec = NonNullable<HospitalSpec['emr']>;
export type MySqlSpec = Extract<EmrSpec, { kind: 'mysql' }>;
export type PostgresSpec = Extract<EmrSpec, { kind: 'postgres' }>;
/** A hospital whose EMR is a database that is read. */
export type DatabaseHospital = HospitalSpec & { readonly emr: EmrSpec };
export type PipelineSpec = z.output<typeof pipelineSpecSchema>;

/** Whether the hospital's EMR is read from a database, some of its tables at least. */
export function hasDatabase(hospital: HospitalSpec): hospital is DatabaseHospital {
  return hospital.emr !== undefined;
}

/** The database of a hospital that has one. @throws Error for one whose tables all come as files */
export function databaseOf({ emr }: Pick<HospitalSpec, 'emr'>): EmrSpec {
  if (emr === undefined) throw new Error('the hospital opens no database: its tables come as files');
  return emr;
}
