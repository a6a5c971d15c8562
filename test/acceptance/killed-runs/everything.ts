import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localFolders } from '../../../jobs/engines/embedded/local-folders';
import { TEMPORARY_FOLDERS } from '../../../jobs/lake/temporary-folders';
import { DuckDbWarehouse } from '../../../jobs/warehouse/duckdb/warehouse';
import type { Row } from '../../../jobs/warehouse/warehouse';
import { HASHING_DATASET } from '../../../model/datasets';
import { temporaryFolder } from './killed-process';

/** Rows of a place, sorted, as texts that two runs of the same deliveries have in common. */
export type Everything = Readonly<Record<string, readonly string[]>>;

/** Staging and landing are of single runs; the key of the hashes is random. */
const NOT_COMPARED = ['staging', HASHING_DATASET];
/** Tables about runs, which differ with the number of runs: what they come to is compared instead. */
const ABOUT_RUNS: Readonly<Record<string, string>> = {
  'ops.runs': `select status from (select status, row_number() over (order by started_at desc) as recency from ops.runs) as runs where recency = 1`,
  'ops.steps': `select distinct step_id from ops.steps where status = 'SUCCEEDED'`,
  'ops.loads': `
    select hospital_id, table_name, max(watermark) as watermark, sum(rows_new) as rows_new, sum(rows_deleted) as rows_deleted,
      arg_max(newest_file, loaded_at) as newest_file, count(*) filter (applied_at is null) as unapplied
    from ops.loads group by hospital_id, table_name`,
  // Each run reads the databases again, and finds what bronze has already.
  'ops.deliveries': `
    select hospital_id, table_name, delivery, measure, step, sum(total_accepted) as accepted, sum(total_held) as held,
      sum(total_superseded) as superseded, sum(total_read) filter (delivery <> 'snapshot') as read,
      sum(total_equal) filter (delivery <> 'snapshot') as equal
    from ops.deliveries group by all`,
  // A load is judged once, in the run that loaded it; gold is judged in every run, and the last one holds.
  'ops.quality_results': `
    select hospital_id, table_name, rule_id, severity, sum(rows_checked) as rows_checked, sum(rows_failed) as rows_failed
    from ops.quality_results
    where table_name not like 'fact_%' or run_id = (select run_id from ops.runs order by started_at desc limit 1)
    group by all`,
  // How often a layer was built differs, and from where to where each build went.
  'ops.gold_layers': 'select layer, row_count from ops.gold_layers',
  'ops.gold_inputs': 'select layer, input, hospital_id, known from ops.gold_inputs',
  'gold.member_changes': 'select dimension from gold.member_changes where false',
  'gold.fact_changes': 'select fact from gold.fact_changes where false',
  'ops.reconciliations': `
    select hospital_id, subject, expected, actual, difference from ops.reconciliations
    where run_id = (select run_id from ops.runs order by started_at desc limit 1)`,
};
/** Parts of kpis.json that say what is true, and not which run read it. */
const PUBLISHED = ['asOf', 'kpis', 'months', 'claimStatuses', 'agedReceivable', 'payers', 'departments', 'tables'];

/**
 * Every row of every layer, the archive, what lies in the inbox, and what was published.
 * Moments after `since` are one moment, and the runs that began after it are one run: two ways to the same state differ in these.
 * @param since UTC, `YYYY-MM-DD HH:MM:SS`.
 * @param runs matches the ids of the runs.
 */
export async function everythingIn(stateFolder: string, since: string, runs: RegExp): Promise<Everything> {
  const { warehouse: file, archive, inbox, reports } = localFolders(stateFolder);
  const plain = (text: string) =>
    text
      .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^",]*/g, (time) =>
        time.replace('T', ' ') >= since ? 'while the test ran' : time,
      )
      .replaceAll(runs, 'the run');
  const report = JSON.parse(readFileSync(join(reports, 'kpis.json'), 'utf8')) as Record<string, unknown>;
  const warehouse = await DuckDbWarehouse.openReadOnly(file);
  try {
    return {
      ...(await tables(warehouse, plain)),
      archive: filesUnder(archive).map(plain),
      inbox: filesUnder(inbox),
      left: leftBehind(stateFolder),
      published: PUBLISHED.map((part) => `${part}: ${JSON.stringify(report[part])}`),
    };
  } finally {
    await warehouse.close();
  }
}

/** Rows that only one of both has, by place: + is found, - is missing. */
export function differences(expected: Everything, found: Everything): Record<string, string[]> {
  const differing: Record<string, string[]> = {};
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const [before = [], after = []] = [expected[name], found[name]];
    const lines = [
      ...without(after, before).map((row) => `+ ${row}`),
      ...without(before, after).map((row) => `- ${row}`),
    ];
    if (lines.length > 0) differing[name] = lines;
  }
  return differing;
}

/** The rows that are left when each of the others has taken one away. */
function without(rows: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count < 1;
  });
}

/** Temporary folders, and landings without a manifest: of the runs that were killed, none is there when a later one has ended. */
function leftBehind(stateFolder: string): string[] {
  const { landing } = localFolders(stateFolder);
  const runs = readdirSync(landing, { recursive: true, encoding: 'utf8' }).filter((path) => /run=[^/]*$/.test(path));
  const beginnings = Object.values(TEMPORARY_FOLDERS);
  return [
    ...runs.filter((run) => !existsSync(join(landing, run, '_manifest.json'))),
    ...[stateFolder, temporaryFolder(stateFolder)].flatMap((folder) =>
      // The folder in which the reader of this comparison would spill is this process's.
      readdirSync(folder).filter(
        (name) => beginnings.some((each) => name.startsWith(each)) && !name.includes(`-${process.pid}-`),
      ),
    ),
  ];
}

async function tables(
  warehouse: DuckDbWarehouse,
  plain: (text: string) => string,
): Promise<Record<string, readonly string[]>> {
  const query = (sql: string) => warehouse.query({ name: 'test.everything', sql });
  const found = await query('select table_schema, table_name from information_schema.tables order by all');
  const names = found
    .filter(({ table_schema: dataset }) => !NOT_COMPARED.includes(String(dataset)))
    .map(({ table_schema: dataset, table_name: name }) => `${dataset}.${name}`);
  const text = (row: Row) => plain(JSON.stringify(row));
  const rows = new Map<string, readonly string[]>();
  for (const name of names) rows.set(name, (await query(ABOUT_RUNS[name] ?? `from ${name}`)).map(text));
  const keys = namesOfKeys(rows);
  const named = (row: string) => row.replaceAll(/[0-9a-f]{64}/g, (hash) => keys.get(hash) ?? hash);
  return Object.fromEntries([...rows].map(([name, all]) => [name, all.map(named).sort()]));
}

/**
 * By key of a row of a dimension: the dimension, and the row's place among its rows when they are sorted by what they say. A table without
 * a cursor is valid from the moment it is read, and the key of each of its versions is a hash of that moment.
 */
function namesOfKeys(tables: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [table, rows] of tables) {
    if (!table.startsWith('gold.dim_')) continue;
    const keys = rows.flatMap((row) => {
      const [key] = /[0-9a-f]{64}/.exec(row) ?? [];
      return key ? [{ key, rest: row.replaceAll(key, '') }] : [];
    });
    keys.sort((one, other) => (one.rest < other.rest ? -1 : 1));
    for (const [place, { key }] of keys.entries()) names.set(key, `${table} ${place}`);
  }
  return names;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
