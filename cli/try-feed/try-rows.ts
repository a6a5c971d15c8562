import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { LocalStore } from '../../jobs/lake/local-store';
import type { LandingManifest } from '../../jobs/lake/manifest';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../jobs/lake/temporary-folders';
import { extractTable } from '../../jobs/sources/extract-table';
import { inboxPrefix } from '../../jobs/sources/files/inbox';
import { clockOf, contentText } from '../../jobs/transform/event-order';
import { brokenRuleIds, rowRules } from '../../jobs/transform/row-rules';
import { duckdbDialect } from '../../jobs/warehouse/duckdb/dialect';
import type { PipelineSpec } from '../../model/spec';
import type { Entity } from '../../model/types';

/** What became of a file's rows, without any of their values. */
export interface TriedRows {
  readonly rows: number;
  /** Rows that break an error rule: they would go to quarantine. */
  readonly heldRows: number;
  readonly rejectedLines: Readonly<Record<string, number>>;
  readonly declaredLines: number;
  readonly columns: readonly TriedColumn[];
  /** Rules that rows break, those that hold back first. */
  readonly rules: readonly { readonly rule: string; readonly severity: 'error' | 'warning'; readonly rows: number }[];
  readonly refused: LandingManifest['refused'];
}

/** What one column became. */
export interface TriedColumn {
  readonly column: string;
  readonly type: string;
  readonly nulls: number;
  readonly unreadable: number;
  /** Share of the values that are of the column's type, 0 to 1; null: there are no values. */
  readonly readable: number | null;
}

/** The feed that a file is tried as. */
export interface TriedFeed {
  readonly hospitalId: string;
  readonly entity: Entity;
  /** Lines of one key are added up. */
  readonly addsLines: boolean;
}

/**
 * Lands one file as the pipeline would, in a folder that is removed, and asks its rules. Nothing of the environment is touched.
 * @param name under which the file would be delivered.
 */
export async function tryRows(
  spec: PipelineSpec,
  feed: TriedFeed,
  file: { readonly path: string; readonly name: string },
): Promise<TriedRows> {
  const { hospitalId, entity } = feed;
  const folder = await makeTemporaryFolder('inbox');
  try {
    const store = (name: string) => new LocalStore(join(folder, name));
    const lake = { inbox: store('inbox'), landing: store('landing'), archive: store('archive') };
    const copy = join(folder, 'inbox', inboxPrefix(hospitalId, entity.name), file.name);
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(file.path, copy);
    const request = { spec, hospitalId, entity, runId: 'try', previousWatermark: null, until: null, lake };
    const manifest = await extractTable(request);
    const paths = (parts: LandingManifest['parts']) => parts.map(({ key }) => lake.landing.uri(key));
    const counted = await countRows(feed, manifest, paths(manifest.parts));
    return {
      ...counted,
      rejectedLines: await countLines(paths(manifest.rejectedParts)),
      declaredLines: manifest.files.reduce((all, each) => all + each.declaredLines, 0),
      refused: manifest.refused,
    };
  } finally {
    await removeTemporaryFolder(folder);
  }
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`set TimeZone = 'UTC'`);
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const { identifier, text } = duckdbDialect;
const parquet = (paths: readonly string[]) =>
  `read_parquet([${paths.map((path) => text(path)).join(', ')}], hive_partitioning = false)`;

async function countRows(
  { entity, addsLines }: TriedFeed,
  { takenAt, rows }: LandingManifest,
  paths: readonly string[],
) {
  const none = { rows: 0, heldRows: 0, columns: [], rules: [] };
  if (paths.length === 0) return none;
  const rules = rowRules(duckdbDialect, entity);
  // As bronze does: two rows of one key and one moment that differ. Lines of claims are added up, which only a run does.
  const sameRow = `partition by ${[...entity.key, ...(clockOf(entity) === 'stated' ? ['_source_ts'] : [])].map(identifier).join(', ')}`;
  const hasKey = entity.key.map((name) => `${identifier(name)} is not null`).join(' and ');
  const differs = `${hasKey} and min(content) over (${sameRow}) <> max(content) over (${sameRow})`;
  const conflicting = addsLines ? 'false' : differs;
  const errors = rules.filter(({ severity }) => severity === 'error');
  const counts = [
    ...entity.columns.map(({ name }, index) => `count(*) filter (where ${identifier(name)} is null) as c${index}`),
    ...rules.map(({ failed }, index) => `count(*) filter (where ${failed}) as r${index}`),
    `count(*) filter (where ${brokenRuleIds(duckdbDialect, errors)} is not null) as held`,
  ];
  const [found = {}] = await query(`
    with compared as (
      select *, timestamp ${text(takenAt)} as _taken_at, null::bigint as _lines, ${contentText(duckdbDialect, entity)} as content
      from ${parquet(paths)}),
    landed as (select *, ${conflicting} as _conflicting from compared)
    select ${counts.join(',\n      ')} from landed`);
  const number = (name: string) => Number(found[name] ?? 0);
  const byRule = rules.map(({ id, severity }, index) => ({ rule: id, severity, rows: number(`r${index}`) }));
  const unreadable = (column: string) => byRule.find(({ rule }) => rule === `unreadable:${column}`)?.rows ?? 0;
  return {
    rows,
    heldRows: number('held'),
    columns: entity.columns.map(({ name, type }, index): TriedColumn => {
      const bad = unreadable(name);
      const nulls = number(`c${index}`) - bad;
      const values = rows - nulls;
      return { column: name, type, nulls, unreadable: bad, readable: values === 0 ? null : 1 - bad / values };
    }),
    rules: byRule
      .filter((rule) => rule.rows > 0)
      .sort((left, right) => left.severity.localeCompare(right.severity) || right.rows - left.rows),
  };
}

async function countLines(paths: readonly string[]): Promise<Record<string, number>> {
  if (paths.length === 0) return {};
  const found = await query(`select _rule_ids as rule, count(*) as lines from ${parquet(paths)} group by 1 order by 1`);
  return Object.fromEntries(found.map(({ rule, lines }) => [String(rule), Number(lines)]));
}
