import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { localFolders } from '../../../jobs/engines/embedded/local-folders';
import { GcsStore } from '../../../jobs/lake/gcs-store';
import type { LocalStore } from '../../../jobs/lake/local-store';
import type { ObjectStore } from '../../../jobs/lake/object-store';
import { EnvironmentSecrets } from '../../../jobs/secrets/environment';
import { MySqlSource } from '../../../jobs/sources/mysql/mysql-source';
import { type Context, contextOf } from '../../../jobs/steps/context';
import { DuckDbWarehouse } from '../../../jobs/warehouse/duckdb/warehouse';
import { databaseOf, type MySqlSpec, type PipelineSpec } from '../../../model/spec';
import { sharedGcs, sharedMariaDb } from '../../engines/shared-engines';
import { type Everything, everythingIn } from '../killed-runs/everything';
import { temporaryFolder } from '../killed-runs/killed-process';
import { type FaultyHttp, openFaultyHttp } from './faulty-http';
import { type FaultyTcp, openFaultyTcp } from './faulty-tcp';
import { type FaultyWarehouse, faultyWarehouse } from './faulty-warehouse';

/** Milliseconds in which a server has to continue an answer: short for a test, long for this machine. */
export const IDLE = 600;

/** An environment whose stores, database and warehouse can fail. */
export interface GroupUnderFaults {
  readonly context: Context;
  readonly store: FaultyHttp;
  readonly database: FaultyTcp;
  readonly statements: FaultyWarehouse;
  /** Every row of every layer, the archive and what was published. Closes the warehouse. */
  everything(since: string, runs: RegExp): Promise<Everything>;
  remove(): Promise<void>;
}

/**
 * @param spec its hospitals' databases are on the shared MariaDB server
 * @param files of the inbox
 */
export async function openGroupUnderFaults(spec: PipelineSpec, files: LocalStore): Promise<GroupUnderFaults> {
  const project = mkdtempSync(join(tmpdir(), 'rcm-faults-'));
  const folder = join(project, '.rcm/faulty');
  const folders = localFolders(folder);
  for (const each of [
    folder,
    folders.landing,
    folders.inbox,
    folders.archive,
    folders.reports,
    temporaryFolder(folder),
  ])
    mkdirSync(each, { recursive: true });
  const gcs = sharedGcs();
  const mariadb = sharedMariaDb();
  const [store, database] = await Promise.all([openFaultyHttp(gcs.endpoint), openFaultyTcp(mariadb.port)]);
  const open = async () =>
    new GcsStore(await gcs.createBucket(), { endpoint: store.endpoint, idleTime: IDLE, retries: 0 });
  const stores = { inbox: await open(), landing: await open(), archive: await open(), reports: await open() };
  for (const { key } of await files.list('')) await stores.inbox.writeFile(key, files.uri(key));
  const statements = faultyWarehouse(await DuckDbWarehouse.open(folders.warehouse));
  const secrets = new EnvironmentSecrets({ RCM_SECRET_EMR: mariadb.reader.password });
  const { reports, ...lake } = stores;
  const context = contextOf(spec, {
    ...{ lake, reports, ownsTables: true, warehouse: statements.warehouse },
    openEmr: (hospital) =>
      new MySqlSource(
        { ...hospital, emr: { ...(databaseOf(hospital) as MySqlSpec), port: database.port } },
        { secrets, readTimeout: IDLE },
      ),
  });
  return {
    ...{ context, store, database, statements },
    async everything(since, runs) {
      await context.close();
      for (const name of ['inbox', 'archive', 'reports'] as const) await download(stores[name], folders[name]);
      return everythingIn(folder, since, runs);
    },
    async remove() {
      await Promise.all([store.close(), database.close()]);
      rmSync(project, { recursive: true, force: true });
    },
  };
}

async function download(from: ObjectStore, to: string): Promise<void> {
  for (const { key } of await from.list('')) {
    const path = join(to, key);
    mkdirSync(dirname(path), { recursive: true });
    await writeFile(path, await buffer(await from.read(key)));
  }
}
