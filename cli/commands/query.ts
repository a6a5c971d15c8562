import type { Command } from 'commander';
import { JobError } from '../../jobs/errors';
import type { Row } from '../../jobs/warehouse/warehouse';
import { modelOf } from '../../model/model';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findKnownSpec, findState } from '../environment/find-environment';
import { UsageError } from '../errors/usage-error';
import { withReaderAsKnown } from '../local-warehouse/known-reader';
import { type WarehouseReader, withLocalReader } from '../local-warehouse/warehouse-reader';
import { data, json, say } from '../output/output';
import { textTable } from '../output/text-table';
import { endOnSignals } from '../run/signals';

/** Rows shown on a screen; --json prints all. */
const SHOWN_ROWS = 200;
const READS = /^(\s|--.*\n|\()*(select|with|from|values|describe|show|explain|summarize)\b/i;

/** `rcm query "SQL"`: queries the local warehouse, read-only. The result may be PHI, so it goes only to stdout. */
export function define(command: Command): void {
  withEnvironment(
    command
      .argument('<sql>', 'one statement that reads')
      .option(
        '--as-known-on <when>',
        'silver and gold as they were known then: a day (its end, UTC), a UTC time, or the id of a run',
      ),
  ).action(query);
  withExamples(command, [
    'rcm query "select * from gold.payor_performance" --env sunrise-dev',
    'rcm query "select table_schema, table_name from information_schema.tables" --env sunrise-dev',
    'rcm query "select * from gold.financial_metrics_by_month" --as-known-on 2026-01-31 --env sunrise-dev',
    'rcm query "select count(*) as patients from silver.patients where is_current" --env sunrise-dev --json',
  ]);
}

interface QueryOptions extends EnvironmentCommandOptions {
  readonly asKnownOn?: string;
}

async function query(sql: string, options: QueryOptions): Promise<void> {
  if (!READS.test(sql)) {
    throw new UsageError(
      'rcm query is read-only',
      'Begin the statement with select, with, from, values, describe, show or explain.',
    );
  }
  const { stateFolder } = await findState(options);
  endOnSignals();
  // The check of the first word only gives a clear message. The warehouse is safe because it is opened read-only.
  const read = (reader: WarehouseReader) => reader.query({ name: 'your SQL', sql }).catch(refuse);
  const rows =
    options.asKnownOn === undefined
      ? await withLocalReader(stateFolder, read)
      : await withReaderAsKnown(stateFolder, modelOf((await findKnownSpec(options)) ?? {}), options.asKnownOn, read);
  if (options.json) return json(rows);
  const [first] = rows;
  if (first) data(textTable(Object.keys(first), rows.slice(0, SHOWN_ROWS).map(Object.values<Row[string]>)));
  const cut = rows.length > SHOWN_ROWS ? `, the first ${SHOWN_ROWS} shown; --json has all` : '';
  say(`${rows.length} row(s)${cut}`);
}

/** An invalid statement is wrong usage here; in a step it would be a bug. */
function refuse(thrown: unknown): never {
  if (!(thrown instanceof JobError) || thrown.code !== 'WAREHOUSE_STATEMENT_FAILED') throw thrown;
  throw new UsageError(
    `${thrown.code}: ${thrown.detail}`,
    'Correct the statement; "describe silver.patients" shows the columns of a table.',
  );
}
