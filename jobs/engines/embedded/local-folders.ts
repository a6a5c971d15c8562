import { join } from 'node:path';

/** Folders inside the state folder of an environment on one machine. A file of its own, so that naming them opens no engine. */
export function localFolders(folder: string) {
  return {
    inbox: join(folder, 'lake', 'inbox'),
    landing: join(folder, 'lake', 'landing'),
    archive: join(folder, 'lake', 'archive'),
    reports: join(folder, 'reports'),
    runs: join(folder, 'runs'),
    /** What `rcm dev` keeps: a database server, and the passwords of its users while it runs. */
    dev: join(folder, 'dev'),
    devSession: join(folder, 'dev', 'session'),
    devSecrets: join(folder, 'dev', 'session', 'secrets.json'),
    warehouse: join(folder, 'warehouse.duckdb'),
  };
}
