import type { SecretStore } from '../../jobs/secrets/secret-store';
import { type Model, modelOf } from '../../model/model';
import { isLoopbackHost } from '../../model/source-host';
import { type DatabaseHospital, hasDatabase, type PipelineSpec } from '../../model/spec';
import { UsageError } from '../errors/usage-error';
import { ofGenerator } from './sample-generator';

export interface FillOptions {
  /** Where the passwords are. @default environment variables */
  readonly secrets?: SecretStore;
  /** Make each database again, so that tables of another mapping go. @default tables that exist are emptied */
  readonly rebuild?: true;
}

/**
 * Replaces the rows of the environment's MySQL databases with the extracts of a sample.
 * @returns rows per table, by hospital
 * @throws UsageError unless it is a development environment and every database is on this machine, because the tables are emptied
 * @throws JobError `SOURCE_*`, `SECRET_MISSING`
 */
export async function fillSampleDatabases(
  spec: PipelineSpec,
  extractsFolder: string,
  options: FillOptions = {},
): Promise<Record<string, Record<string, number>>> {
  const filled: Record<string, Record<string, number>> = {};
  for (const hospital of spec.hospitals.filter(hasDatabase))
    filled[hospital.id] = await fillDatabase(modelOf(spec), hospital, extractsFolder, options);
  return filled;
}

/** @throws UsageError if filling could empty a hospital's real database; call it before writing anything */
export function refuseRealDatabases({ stage, hospitals }: PipelineSpec): void {
  const databases = hospitals.filter(hasDatabase);
  const others = databases.filter(({ emr }) => emr.kind !== 'mysql').map(({ id }) => id);
  if (others.length > 0) {
    throw new UsageError(
      `The database of ${others.join(', ')} is not MySQL, and the sample fills MySQL databases only`,
      'Leave out --mysql: the sample is read from its extracts. A PostgreSQL database is read by rcm run --mysql, once its own rows are in it.',
    );
  }
  const elsewhere = databases.filter(({ emr }) => !isLoopbackHost(emr.host)).map(({ id }) => id);
  if (stage === 'dev' && elsewhere.length === 0) return;
  throw new UsageError(
    elsewhere.length > 0
      ? `The database of ${elsewhere.join(', ')} is not on this machine, and filling it would empty its tables`
      : `This is a ${stage} environment, and filling its databases would empty their tables`,
    'Use a dev environment whose databases are at 127.0.0.1, or leave out --mysql.',
  );
}

async function fillDatabase(
  model: Model,
  hospital: DatabaseHospital,
  extractsFolder: string,
  { secrets, rebuild }: FillOptions,
): Promise<Record<string, number>> {
  const { connect } = require('../../jobs/sources/mysql/connect') as typeof import('../../jobs/sources/mysql/connect');
  const { quoted } =
    require('../../jobs/sources/mysql/mysql-dialect') as typeof import('../../jobs/sources/mysql/mysql-dialect');
  const { EnvironmentSecrets } =
    require('../../jobs/secrets/environment') as typeof import('../../jobs/secrets/environment');
  const { loadIntoMySql } = ofGenerator(() => require('../../sample/mysql') as typeof import('../../sample/mysql'));
  const { emr } = hospital;
  if (emr.kind !== 'mysql') throw new Error(`${hospital.id} has no MySQL database`);
  const source = await connect(emr, { secrets: secrets ?? new EnvironmentSecrets() });
  const connection = source.connection.promise();
  try {
    if (rebuild) {
      const name = quoted(emr.database);
      for (const statement of ['DROP DATABASE', 'CREATE DATABASE', 'USE'])
        await connection.query(`${statement} ${name}`);
    }
    return await loadIntoMySql(connection, model, hospital, extractsFolder);
  } finally {
    source.close();
  }
}
