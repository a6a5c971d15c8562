import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { ENGINES, enginesNamed } from '../../jobs/engines/registry';
import type { Context, ContextOptions } from '../../jobs/steps/context';
import { hasDatabase } from '../../model/spec';
import type { Environment } from '../environment/find-environment';
import { UsageError } from '../errors/usage-error';
import { endOnSignals } from './signals';

/** Where a run's data comes from and goes to, as the command line says it. */
export interface EngineOptions {
  /** Id of a member of `ENGINES`. */
  readonly engines: string;
  /** Read the hospitals' databases, MySQL or another engine. */
  readonly mysql?: true | undefined;
  /** Read a folder of CSV extracts, one folder per hospital in it. */
  readonly extracts?: string | undefined;
}

/** `--engines`, with every member of the registry as a choice. */
export function enginesOption(): Option {
  return new Option('--engines <where>', ENGINES.map(({ id, title }) => `${id}: ${title}`).join('; '))
    .choices(ENGINES.map(({ id }) => id))
    .default(ENGINES[0].id);
}

/** Adds `--engines`, `--mysql` and `--extracts`. */
export function withEngines(command: Command): Command {
  return command
    .addOption(enginesOption())
    .addOption(new Option('--mysql', "read the hospitals' databases (MySQL, PostgreSQL)").conflicts('extracts'))
    .option('--extracts <folder>', 'read CSV extracts, a folder per hospital (default: those of rcm sample)');
}

/** Where `rcm sample` puts the extracts of an environment. */
export function sampleFolders(stateFolder: string) {
  return { extracts: join(stateFolder, 'sample/extracts'), truth: join(stateFolder, 'sample/truth') };
}

/**
 * What `openContext` opens.
 * @throws UsageError when the extracts are missing, or when the chosen engines read databases only
 */
export function chooseEngines(environment: Environment, options: EngineOptions): ContextOptions {
  const chosen = { engines: options.engines, folder: environment.stateFolder };
  if (!enginesNamed(options.engines).takesExtracts) {
    if (options.mysql || options.extracts !== undefined) {
      throw new UsageError(
        `With --engines ${options.engines} the databases are always read`,
        `Leave out --mysql and --extracts, or --engines ${options.engines}.`,
      );
    }
    return chosen;
  }
  if (options.mysql) return chosen;
  const extractsFolder = options.extracts ?? sampleFolders(environment.stateFolder).extracts;
  if (existsSync(extractsFolder)) return { ...chosen, extractsFolder };
  if (options.extracts !== undefined) {
    throw new UsageError(`There is no folder ${options.extracts}`, 'Check the path after --extracts.');
  }
  // Where every table comes as files, the inbox has them.
  if (!environment.spec.hospitals.some(hasDatabase)) return chosen;
  throw new UsageError(
    `There is nothing to read for ${environment.name} yet`,
    'Write sample data with rcm sample, read the databases with --mysql, or name a folder with --extracts.',
  );
}

/** Opens the engines for the length of `work`, and closes them whatever happens. */
export async function withContext<Result>(
  { spec }: Environment,
  engines: ContextOptions,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  // Here and not above: the warehouse takes a quarter of a second to load, and wrong usage should be reported at once.
  const { openContext } = require('../../jobs/steps/context') as typeof import('../../jobs/steps/context');
  endOnSignals();
  const context = await openContext(spec, engines);
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}
