import { foldersBeside } from './readers-socket';

/** Milliseconds. */
const LOOK_EVERY = 100;

/** Calls `giveUp` once, as soon as another process wants to write the database. @returns what ends the watch */
export function whenWanted(path: string, giveUp: () => void): () => void {
  const watch = setInterval(async () => {
    if ((await foldersBeside(path, 'wanted')).length === 0) return;
    clearInterval(watch);
    giveUp();
  }, LOOK_EVERY).unref();
  return () => clearInterval(watch);
}
