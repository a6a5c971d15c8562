import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { extendedStatements } from '../../jobs/transform/extended-statements';
import { bigqueryDialect } from '../../jobs/warehouse/bigquery/dialect';
import { duckdbDialect } from '../../jobs/warehouse/duckdb/dialect';
import { modelOf } from '../../model/model';
import { viewSql } from '../../model/reporting';
import type { PipelineSpec } from '../../model/spec';
import { UsageError } from '../errors/usage-error';
import { dictionaryPage } from '../output/dictionary-page';
import { shownPath } from '../output/shown-path';

/** Folders of golden SQL: the engines' statements, and the views of BigQuery. */
const FOLDERS = ['duckdb', 'bigquery', 'reporting'] as const;
const DICTIONARY = 'dictionary.md';

/** A file that is not as the model has it. */
export interface GoldenDifference {
  /** Below the folder of golden files. */
  readonly path: string;
  readonly state: 'missing' | 'changed' | 'left over';
}

/** What the extension of an environment makes of the SQL, and its dictionary, by path: what people review and commit. */
export function goldenFiles(spec: PipelineSpec): ReadonlyMap<string, string> {
  const model = modelOf(spec);
  const statements = [duckdbDialect, bigqueryDialect].flatMap((dialect) =>
    extendedStatements(dialect, model).map(({ name, sql }) => [`${dialect.name}/${name}.sql`, `${sql};\n`] as const),
  );
  const base = new Map(modelOf({}).views.map((view) => [view.name, viewSql(view, spec.project)]));
  const views = model.views
    .map((view) => [view.name, viewSql(view, spec.project)] as const)
    .filter(([name, sql]) => base.get(name) !== sql)
    .map(([name, sql]) => [`reporting/${name}.sql`, `${sql};\n`] as const);
  return new Map([[DICTIONARY, dictionaryPage(model)], ...statements, ...views]);
}

/** Files of the folder that are not as the model has them, by path. @throws UsageError where a folder is a file, or a file a folder */
export function goldenDifferences(folder: string, files: ReadonlyMap<string, string>): GoldenDifference[] {
  for (const path of ['', ...FOLDERS]) requireKind(join(folder, path), 'folder');
  const found = [...files].flatMap(([path, text]): GoldenDifference[] => {
    const file = join(folder, path);
    requireKind(file, 'file');
    if (!existsSync(file)) return [{ path, state: 'missing' }];
    return readFileSync(file, 'utf8') === text ? [] : [{ path, state: 'changed' }];
  });
  const leftOver = FOLDERS.flatMap((name) =>
    (existsSync(join(folder, name)) ? readdirSync(join(folder, name), { withFileTypes: true }) : [])
      .filter((entry) => entry.isFile())
      .map((entry) => `${name}/${entry.name}`),
  )
    .filter((path) => path.endsWith('.sql') && !files.has(path))
    .map((path): GoldenDifference => ({ path, state: 'left over' }));
  return [...found, ...leftOver].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function requireKind(path: string, kind: 'file' | 'folder'): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats && stats.isDirectory() !== (kind === 'folder'))
    throw new UsageError(
      `${shownPath(path)} is not a ${kind}`,
      'Move it away, or name another folder: rcm model golden --folder FOLDER.',
    );
}

/**
 * Makes the folder hold the files: writes what differs, removes SQL that is left over.
 * @throws UsageError where SQL would be removed from a folder without a dictionary, so that this has not written it
 */
export function writeGolden(
  folder: string,
  files: ReadonlyMap<string, string>,
  differences: readonly GoldenDifference[],
): void {
  const foreign = differences.find(({ state }) => state === 'left over');
  if (foreign && !existsSync(join(folder, DICTIONARY)))
    throw new UsageError(
      `${shownPath(join(folder, foreign.path))} is not of golden files: ${shownPath(folder)} has no ${DICTIONARY}`,
      'Name a folder of its own: rcm model golden --folder FOLDER.',
    );
  for (const { path, state } of differences) {
    const file = join(folder, path);
    if (state === 'left over') rmSync(file);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, files.get(path) ?? '');
    }
  }
}
