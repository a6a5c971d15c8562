import { isLoopbackHost } from '../../model/source-host';
import type { HospitalSpec, PipelineSpec } from '../../model/spec';
import { UsageError } from '../errors/usage-error';
import { ofGenerator } from './sample-generator';

/**
 * Replaces the rows of the environment's MySQL databases with the extracts of a sample.
 * @returns rows per table, by hospital
 * @throws UsageError unless it is a development environment and every database is on this machine, because the tables are emptied
 * @throws JobError `SOURCE_*`, `SECRET_MISSING`
 */
export async function fillSampleDatabases(
  spec: PipelineSpec,
  extractsFolder: string,
): Promise<Record<string, Record<string, number>>> {
  const filled: Record<string, Record<string, number>> = {};
  for (const hospital of spec.hospitals) filled[hospital.id] = await fillDatabase(hospital, extractsFolder);
  return filled;
}

/** @throws UsageError if filling could empty a hospital's real database; call it before writing anything */
export function refuseRealDatabases({ stage, hospitals }: PipelineSpec): void {
  const elsewhere = hospitals.filter(({ emr }) => !isLoopbackHost(emr.host)).map(({ id }) => id);
  if (stage === 'dev' && elsewhere.length === 0) return;
  throw new UsageError(
    elsewhere.length > 0
      ? `The database of ${elsewhere.join(', ')} is not on this machine, and filling it would empty its tables`
      : `This is a ${stage} environment, and filling its databases would empty their tables`,
    'Use a dev environment whose databases are at 127.0.0.1, or leave out --mysql.',
  );
}

async function fillDatabase(hospital: HospitalSpec, extractsFolder: string): Promise<Record<string, number>> {
  const { connect } = require('../../jobs/sources/mysql/connect') as typeof import('../../jobs/sources/mysql/connect');
  const { EnvironmentSecrets } =
    require('../../jobs/secrets/environment') as typeof import('../../jobs/secrets/environment');
  const { loadIntoMySql } = ofGenerator(() => require('../../sample/mysql') as typeof import('../../sample/mysql'));
  const source = await connect(hospital.emr, { secrets: new EnvironmentSecrets() });
  try {
    return await loadIntoMySql(source.connection.promise(), hospital, extractsFolder);
  } finally {
    source.close();
  }
}
