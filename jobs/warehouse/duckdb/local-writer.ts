import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { JobError } from '../../errors';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../lake/temporary-folders';
import { LiveReader } from './live-reader';
import { DuckDbWarehouse } from './warehouse';

/** Milliseconds in which readers of the file give it up. */
const GIVEN_UP_WITHIN = 10_000;
const LOOK_EVERY = 100;

/**
 * Opens the local warehouse for writing, and answers readers while it is open. Readers that have the file open give it up.
 * @throws JobError `WAREHOUSE_LOCKED` while another process writes it
 */
export async function openLocalWriter(path: string): Promise<DuckDbWarehouse> {
  let asking: string | null = null;
  try {
    for (const until = Date.now() + GIVEN_UP_WITHIN; ; ) {
      try {
        return await DuckDbWarehouse.open(path, { servesReaders: true });
      } catch (error) {
        if (!(error instanceof JobError) || error.code !== 'WAREHOUSE_LOCKED' || Date.now() > until) throw error;
        const writer = await LiveReader.open(path);
        await writer?.close();
        if (writer) throw error;
      }
      asking ??= await makeTemporaryFolder('wanted', dirname(path));
      await wait(LOOK_EVERY);
    }
  } finally {
    if (asking !== null) await removeTemporaryFolder(asking);
  }
}
