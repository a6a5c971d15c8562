import type { Command } from 'commander';
import { JobError } from '../../jobs/errors';
import type { Row } from '../../jobs/warehouse/warehouse';
import { findState } from '../environment';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../options';
import { data, json, say } from '../output';
import { textTable } from '../text-table';
import { UsageError } from '../usage-error';
import { type WarehouseReader, withLocalReader } from '../warehouse-reader';

/** More rows than this are for a file, not for a screen. */
const SHOWN_ROWS = 200;

/** `rcm query "SQL"`: the local warehouse, read-only. The result may be PHI: it goes to stdout and nowhere else. */
export function define(command: Command): void {
  withEnvironment(command.argument('<sql>', 'one statement that reads')).action(query);
  withExamples(command, [
    'rcm query "select * from gold.payor_performance" --env sunrise-dev',
    'rcm query "select table_schema, table_name from information_schema.tables" --env sunrise-dev',
    'rcm query "select count(*) as patients from silver.patients where is_current" --env sunrise-dev --json',
  ]);
}

async function query(sql: string, options: EnvironmentCommandOptions): Promise<void> {
  const { stateFolder } = findState(options);
  const rows = await withLocalReader(stateFolder, async (reader) => {
    await closeDoors(reader);
    return reader.query({ name: 'query', sql }).catch(explain);
  });
  if (options.json) return json(rows);
  const [first] = rows;
  if (first) data(textTable(Object.keys(first), rows.slice(0, SHOWN_ROWS).map(Object.values<Row[string]>)));
  say(
    rows.length > SHOWN_ROWS
      ? `${rows.length} rows, the first ${SHOWN_ROWS} shown; --json has all`
      : `${rows.length} rows`,
  );
}

/** A database opened for reading still lets SQL write files (`copy to`), read others and attach databases. */
async function closeDoors(reader: WarehouseReader): Promise<void> {
  await reader.query({ name: 'query.no_files', sql: 'set enable_external_access = false' });
  await reader.query({ name: 'query.no_settings', sql: 'set lock_configuration = true' });
}

/** Who may query may see the engine's own words, which elsewhere are kept back because they can quote a row. */
function explain(thrown: unknown): never {
  const words = thrown instanceof JobError && thrown.cause instanceof Error ? thrown.cause.message.trim() : null;
  if (words === null) throw thrown;
  if (/read-only mode|disabled by configuration|configuration has been locked/i.test(words)) {
    throw new UsageError(
      `rcm query only reads, and only the warehouse: ${words}`,
      'Leave writing to the steps of a run.',
    );
  }
  throw new UsageError(`The statement failed: ${words}`, 'Correct it; rcm query --help has examples.');
}
