import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { JobError } from '../../jobs/errors';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findKnownSpec, findState } from '../environment/find-environment';
import { UsageError } from '../errors/usage-error';
import { withReaderAsKnown } from '../local-warehouse/known-reader';
import { type StreamingReader, withLocalReader } from '../local-warehouse/warehouse-reader';
import { data, say } from '../output/output';
import { firstRows, streamCsv, streamJson } from '../output/streamed-rows';
import { grouped } from '../output/text-table';
import { endOnSignals } from '../run/signals';

/** Rows shown on a screen; --json and --csv print all. */
const SHOWN_ROWS = 200;
const READS =
  /^(\s|--.*\n|\/\*[\s\S]*?\*\/|\()*(select|with|from|values|describe|show|explain|summarize|table|pivot|unpivot)\b/i;
/** The word that stands for stdin. */
const STDIN = '-';

interface QueryOptions extends EnvironmentCommandOptions {
  readonly asKnownOn?: string;
  readonly file?: string;
  readonly csv?: true;
}

/** `rcm query "SQL"`: queries the local warehouse, read-only. The result may be PHI, so it goes only to stdout. */
export function define(command: Command): void {
  withEnvironment(command.argument('[sql]', 'one statement that reads; - or nothing: the statement comes from stdin'))
    .addOption(new Option('--csv', 'print the result as CSV, with a line of column names').conflicts('json'))
    .option('--file <path>', 'read the statement from a file')
    .option(
      '--as-known-on <when>',
      'silver and gold as they were known then: a day (its end, UTC), a UTC time, or the id of a run',
    )
    .action(query);
  withExamples(command, [
    'rcm query "select * from gold.payor_performance" --env sunrise-dev',
    'rcm query "select table_schema, table_name from information_schema.tables" --env sunrise-dev',
    'rcm query "select * from gold.financial_metrics_by_month" --as-known-on 2026-01-31 --env sunrise-dev',
    'rcm query "select count(*) as patients from silver.patients where is_current" --env sunrise-dev --json',
    'rcm query --file report.sql --csv --env sunrise-dev > report.csv',
    'echo "select count(*) as rows from silver.claims" | rcm query --env sunrise-dev',
  ]);
}

async function query(word: string | undefined, options: QueryOptions): Promise<void> {
  const sql = await statementOf(word, options.file);
  if (!READS.test(sql)) {
    throw new UsageError(
      'A query only reads',
      'Begin the statement with select, with, from, values, describe, show or explain.',
    );
  }
  const { stateFolder } = await findState(options);
  endOnSignals();
  // The check of the first word only gives a clear message. The warehouse is safe because the engine refuses what does more than read.
  const read = (reader: StreamingReader) => print(reader, sql, options).catch(refuse);
  if (options.asKnownOn === undefined) await withLocalReader(stateFolder, read);
  else
    await withReaderAsKnown(stateFolder, (await findKnownSpec(options)) ?? { hospitals: [] }, options.asKnownOn, read);
}

/** The statement that was typed, or the one in a file or on stdin. @throws UsageError when it is missing, or there are two */
async function statementOf(word: string | undefined, file: string | undefined): Promise<string> {
  if (file !== undefined && word !== undefined)
    throw new UsageError('The statement is typed, and --file names another', 'Use only one of them.');
  if (file !== undefined && !existsSync(file))
    throw new UsageError(`There is no file ${file}`, 'Check the path after --file.');
  if (file === undefined && word === undefined && process.stdin.isTTY)
    throw new UsageError(
      'The statement is missing',
      'Type it in quotation marks, pipe it in, or name a file with --file.',
    );
  const sql =
    file !== undefined
      ? readFileSync(file, 'utf8')
      : word === undefined || word === STDIN
        ? await text(process.stdin)
        : word;
  if (sql.trim() !== '') return sql;
  throw new UsageError('The statement is empty', 'Type it in quotation marks, pipe it in, or name a file with --file.');
}

async function print(reader: StreamingReader, sql: string, { json, csv }: QueryOptions): Promise<void> {
  const batches = reader.stream({ name: 'your SQL', sql });
  if (json) return streamJson(batches);
  if (csv) return streamCsv(batches);
  const { table, count } = await firstRows(batches, SHOWN_ROWS);
  if (count > 0) data(table);
  const cut = count > SHOWN_ROWS ? `, the first ${SHOWN_ROWS} shown; --json and --csv have all` : '';
  say(`${grouped(count)} row(s)${cut}`);
}

/** An invalid statement is wrong usage here; in a step it would be a bug. */
function refuse(thrown: unknown): never {
  if (!(thrown instanceof JobError) || thrown.code !== 'WAREHOUSE_STATEMENT_FAILED') throw thrown;
  throw new UsageError(
    `${thrown.code}: ${thrown.detail}`,
    'Correct the statement; "describe silver.patients" shows the columns of a table.',
  );
}
