import { localFolders } from '../../jobs/engines/embedded/local-folders';
import type { KnownSpec } from '../../jobs/run/known-warehouse';
import { UsageError } from '../errors/usage-error';
import { type StreamingReader, type WarehouseReader, withLocalReader } from './warehouse-reader';

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z?$/;

/**
 * Opens silver and gold as the local warehouse had them at a moment, for the length of `work`.
 * @param spec of the environment.
 * @param when a day (its end), a UTC time, or the id of a run: what that run published.
 * @throws UsageError when it is something else
 * @throws JobError `WAREHOUSE_MISSING`, `WAREHOUSE_LOCKED`
 */
export async function withReaderAsKnown<Result>(
  stateFolder: string,
  spec: KnownSpec,
  when: string,
  work: (reader: StreamingReader) => Promise<Result>,
): Promise<Result> {
  const at = momentOf(when) ?? (await withLocalReader(stateFolder, (reader) => publishedAt(reader, when)));
  const { openAsKnown } = require('../../jobs/run/known-warehouse') as typeof import('../../jobs/run/known-warehouse');
  const warehouse = await openAsKnown(localFolders(stateFolder).warehouse, spec, at);
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

/** `YYYY-MM-DD HH:MM:SS.ffffff`; null: it is not a day or a time. */
function momentOf(when: string): string | null {
  const [, day, time = '', fraction = ''] = TIME.exec(when) ?? [];
  const moment = DAY.test(when) ? `${when} 23:59:59.999999` : day ? `${day} ${time}.${fraction.padEnd(6, '0')}` : null;
  if (moment === null) return null;
  if (Number.isNaN(Date.parse(`${moment.slice(0, 19).replace(' ', 'T')}Z`))) throw invalid(when);
  return moment;
}

/** When the run began to build what it published: what was known then is what it was built from. */
async function publishedAt(reader: WarehouseReader, runId: string): Promise<string> {
  const [row] = await reader.query({
    name: 'when the run was published',
    sql: `select max(started_at) as started_at from ops.steps where run_id = ${reader.dialect.text(runId)} and step_id = 'dimensions' and status = 'SUCCEEDED'`,
  });
  const at = row?.['started_at'] ?? null;
  if (at === null) throw invalid(runId);
  return String(at);
}

function invalid(when: string): UsageError {
  return new UsageError(
    `--as-known-on ${when} is not a day, a time or a run that published anything`,
    'Write YYYY-MM-DD, "YYYY-MM-DD HH:MM:SS" in UTC, or the id of a run as rcm status shows it.',
  );
}
