import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import type { PipelineSpec } from '../../model/spec';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { type Environment, findEnvironment } from '../environment/find-environment';
import { CommandError } from '../errors/command-error';
import { json, say } from '../output/output';
import { shownPath } from '../output/shown-path';

const ACTIONS = ['check', 'golden'] as const;
/** Names of files in a message. */
const SHOWN_FILES = 10;

interface Options extends EnvironmentCommandOptions {
  readonly emulator?: string;
  readonly folder?: string;
  readonly update?: true;
}

/** `rcm model`: what an environment adds to the model, run over empty tables, and as SQL that people review. */
export function define(command: Command): void {
  withEnvironment(command)
    .addArgument(
      new Argument(
        '<action>',
        'check: run every statement over empty tables; golden: compare the SQL with what is committed',
      ).choices([...ACTIONS]),
    )
    .option('--emulator <address>', 'check: on a BigQuery emulator too, http://HOST:PORT/PROJECT')
    .option('--folder <path>', 'golden: folder of the files (default: golden/ENVIRONMENT)')
    .option('--update', 'golden: write the files as the model has them now')
    .action((action: (typeof ACTIONS)[number], options: Options) =>
      action === 'check' ? check(options) : golden(options),
    );
  withExamples(command, [
    'rcm model check --env sunrise-dev',
    'rcm model check --env sunrise-dev --emulator http://127.0.0.1:9050/rcm-test',
    'rcm model golden --env sunrise-dev',
    'rcm model golden --env sunrise-dev --update && git diff golden',
  ]);
}

async function check(options: Options): Promise<void> {
  const { name, spec } = await findEnvironment(options, say);
  const { dryRunOnDuckDb, dryRunOnEmulator } = require('../extension/dry-run') as typeof import('../extension/dry-run');
  await dryRunOnDuckDb(spec);
  if (options.emulator !== undefined) await dryRunOnEmulator(spec, options.emulator);
  const engines = ['duckdb', ...(options.emulator === undefined ? [] : ['bigquery'])];
  const added = addedTo(spec);
  if (options.json) json({ environment: name, engines, added });
  const parts = Object.entries(added).map(([what, count]) => `${count} ${what}${count === 1 ? '' : 's'}`);
  say(`${name} adds to the model: ${parts.join(', ')}`);
  say(`every statement of its tables and of gold, its KPIs and its views ran over empty tables: ${engines.join(', ')}`);
}

/** How much of each kind an environment adds. */
function addedTo({ model }: PipelineSpec) {
  const lists = (of: Readonly<Record<string, readonly unknown[]>> = {}) => Object.values(of).flat().length;
  return {
    column: lists(model?.columns),
    table: model?.tables.length ?? 0,
    rule: lists(model?.rules) + (model?.tables ?? []).flatMap(({ quality }) => quality).length,
    view: model?.views.length ?? 0,
    KPI: model?.kpis.length ?? 0,
  };
}

/** The first time it writes the files; from then on it compares, as a test does. */
async function golden(options: Options): Promise<void> {
  const environment = await findEnvironment(options, say);
  const { goldenDifferences, goldenFiles, writeGolden } =
    require('../extension/kept-sql') as typeof import('../extension/kept-sql');
  const folder = folderOf(environment, options.folder);
  const files = goldenFiles(environment.spec);
  const differences = goldenDifferences(folder, files);
  const writes = options.update === true || !existsSync(folder);
  if (writes) writeGolden(folder, files, differences);
  const result = { folder: shownPath(folder), files: files.size, differences, written: writes };
  if (options.json) json(result);
  if (!writes && differences.length > 0)
    throw new CommandError('GOLDEN_DIFFERS', `${result.folder} is not what the model makes: ${shown(differences)}`);
  say(
    `${result.folder}: ${files.size} files${writes ? `, ${differences.length} written or removed` : ', as committed'}`,
  );
}

function folderOf({ name, projectFolder }: Environment, given: string | undefined): string {
  return given === undefined ? join(projectFolder, 'golden', name) : resolve(given);
}

function shown(differences: readonly { readonly path: string; readonly state: string }[]): string {
  const named = differences.slice(0, SHOWN_FILES).map(({ path, state }) => `${path} (${state})`);
  const more = differences.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
