import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { devSecrets } from '../../jobs/engines/embedded/dev-secrets';
import { EnvironmentSecrets } from '../../jobs/secrets/environment';
import type { PipelineSpec } from '../../model/spec';
import type { Environment } from '../environment/find-environment';
import { sampleFolders } from '../run/engines';
import { fillSampleDatabases } from '../sample/sample-databases';
import type { DevFolders } from './dev-folders';
import { devSpec } from './dev-users';

/**
 * Fills the databases of the server with the sample, unless they were filled with the same sample and mapping: rows that a person has changed
 * since then stay.
 * @returns rows by hospital and table; null: the databases were left as they are
 * @throws JobError `SOURCE_*`
 */
export async function fillDatabases(
  environment: Environment,
  folders: DevFolders,
  port: number,
): Promise<Record<string, Record<string, number>> | null> {
  const { extracts } = sampleFolders(environment.stateFolder);
  const content = contentOf(environment.spec, extracts);
  if (existsSync(folders.filled) && readFileSync(folders.filled, 'utf8') === content) return null;
  rmSync(folders.filled, { force: true });
  const secrets = new EnvironmentSecrets(devSecrets(environment.stateFolder));
  const rows = await fillSampleDatabases(devSpec(environment.spec, port, 'owner'), extracts, {
    secrets,
    rebuild: true,
  });
  writeFileSync(folders.filled, content);
  return rows;
}

/** What decides the content of the databases: names and times of the sample's files, and the tables that each hospital has of them. */
function contentOf({ hospitals }: PipelineSpec, extracts: string): string {
  // A group without a database has no extracts.
  const files = (existsSync(extracts) ? readdirSync(extracts, { recursive: true }) : [])
    .map(String)
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(extracts, name));
      return [name, size, mtimeMs];
    });
  const tables = hospitals.map(({ id, tables: names, mapping }) => ({ id, names, mapping }));
  return createHash('sha256').update(JSON.stringify({ files, tables })).digest('hex');
}
