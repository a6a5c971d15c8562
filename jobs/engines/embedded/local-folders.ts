import { join } from 'node:path';

/** Folders inside the state folder of an environment on one machine. A file of its own, so that naming them opens no engine. */
export function localFolders(folder: string) {
  return {
    inbox: join(folder, 'lake', 'inbox'),
    landing: join(folder, 'lake', 'landing'),
    archive: join(folder, 'lake', 'archive'),
    reports: join(folder, 'reports'),
    runs: join(folder, 'runs'),
    warehouse: join(folder, 'warehouse.duckdb'),
  };
}
