import { mkdir } from 'node:fs/promises';
import { LocalStore } from '../../lake/local-store';
import { EnvironmentSecrets } from '../../secrets/environment';
import type { Engines } from '../engines';
import { devSecrets } from './dev-secrets';
import { removeLeftBehind } from './left-behind';
import { localFolders } from './local-folders';
import { openPrivateFolder } from './private-folder';

/** DuckDB and folders on this machine; passwords in environment variables, and those of the databases that `rcm dev` runs. */
export const embedded: Engines = {
  id: 'embedded',
  title: 'DuckDB and a folder here',
  takesExtracts: true,
  ownsTables: () => true,
  async openStores(_spec, { folder }) {
    openPrivateFolder(folder);
    const folders = localFolders(folder);
    await mkdir(folders.runs, { recursive: true });
    return {
      lake: {
        inbox: new LocalStore(folders.inbox),
        landing: new LocalStore(folders.landing),
        archive: new LocalStore(folders.archive),
      },
      reports: new LocalStore(folders.reports),
    };
  },
  async openWarehouse(_spec, { folder }) {
    openPrivateFolder(folder);
    const { openLocalWriter } =
      require('../../warehouse/duckdb/local-writer') as typeof import('../../warehouse/duckdb/local-writer');
    const warehouse = await openLocalWriter(localFolders(folder).warehouse);
    await removeLeftBehind(folder);
    return warehouse;
  },
  secrets: (_spec, { folder }) => new EnvironmentSecrets(process.env, new EnvironmentSecrets(devSecrets(folder))),
};
