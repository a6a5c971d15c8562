import { databaseOf, type EmrSpec, type HospitalSpec } from '../../model/spec';
import type { SecretStore } from '../secrets/secret-store';
import { ExtractFolder } from './extract-folder';
import { MySqlSource } from './mysql/mysql-source';
import { PostgresSource } from './postgres/postgres-source';
import type { TableSource } from './source';

type Read<Kind> = Pick<HospitalSpec, 'mapping' | 'keyScan'> & { readonly emr: Extract<EmrSpec, { kind: Kind }> };
type Engines = {
  readonly [Kind in EmrSpec['kind']]: (hospital: Read<Kind>, options: { readonly secrets: SecretStore }) => TableSource;
};

/** What reads the databases of hospitals, by the `kind` of their EMR. Each driver is loaded at the first connection. */
const ENGINES: Engines = {
  mysql: (hospital, options) => new MySqlSource(hospital, options),
  postgres: (hospital, options) => new PostgresSource(hospital, options),
};

/** The database of a hospital; with `extractsFolder`, the CSV extracts in that folder instead. */
export function openSource(
  hospital: Pick<HospitalSpec, 'mapping' | 'keyScan' | 'emr'>,
  options: { readonly secrets: SecretStore; readonly extractsFolder?: string },
): TableSource {
  if (options.extractsFolder !== undefined) return new ExtractFolder(hospital, options.extractsFolder);
  const emr = databaseOf(hospital);
  const open = ENGINES[emr.kind] as (hospital: object, options: object) => TableSource;
  return open({ ...hospital, emr }, options);
}
