import { join } from 'node:path';
import { localFolders } from '../../jobs/engines/embedded/local-folders';

/** Where `rcm dev` keeps its server, in the state folder of an environment. */
export function devFolders(stateFolder: string) {
  const { dev, devSession: session, devSecrets: secrets } = localFolders(stateFolder);
  return {
    dev,
    data: join(dev, 'data'),
    temporary: join(dev, 'tmp'),
    log: join(dev, 'server.log'),
    /** Says that the data folder is whole. */
    initialized: join(dev, 'initialized'),
    /** Which server runs, and which process has started it. */
    server: join(dev, 'server.json'),
    /** What the databases were filled with. */
    filled: join(dev, 'filled.json'),
    /** Removed when the server is stopped: passwords, and the files that name its port. */
    session,
    secrets,
    users: join(session, 'users.sql'),
    client: join(session, 'client.cnf'),
    /** Written last: the databases are filled. */
    spec: join(session, 'spec.json'),
  };
}

export type DevFolders = ReturnType<typeof devFolders>;
