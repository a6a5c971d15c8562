import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { CloudEngines, Context, EmbeddedEngines } from '../jobs/steps/context';
import type { Environment } from './environment';
import { UsageError } from './usage-error';

/** Where a run's data comes from and goes to, as the command line says it. */
export interface EngineOptions {
  readonly engines: 'embedded' | 'cloud';
  /** Read the hospitals' MySQL databases. */
  readonly mysql?: true;
  /** Read a folder of CSV extracts, one folder per hospital in it. */
  readonly extracts?: string;
}

/** Adds `--engines`, `--mysql` and `--extracts`. */
export function withEngines(command: Command): Command {
  return command
    .addOption(
      new Option('--engines <where>', 'embedded: DuckDB and a folder here; cloud: BigQuery and Cloud Storage')
        .choices(['embedded', 'cloud'])
        .default('embedded'),
    )
    .addOption(new Option('--mysql', "read the hospitals' MySQL databases").conflicts('extracts'))
    .option('--extracts <folder>', 'read CSV extracts, a folder per hospital (default: those of rcm sample)');
}

/** Where `rcm sample` puts the extracts of an environment. */
export function sampleFolders(stateFolder: string) {
  return { extracts: join(stateFolder, 'sample/extracts'), truth: join(stateFolder, 'sample/truth') };
}

/**
 * What `openContext` is to open.
 * @throws UsageError when the extracts are not there, or the cloud was asked for with an option of this machine
 */
export function chooseEngines(environment: Environment, options: EngineOptions): EmbeddedEngines | CloudEngines {
  if (options.engines === 'cloud') {
    if (options.mysql || options.extracts !== undefined) {
      throw new UsageError(
        'In the cloud the databases are always read',
        'Leave out --mysql and --extracts, or --engines cloud.',
      );
    }
    return { engines: 'cloud' };
  }
  const folder = environment.stateFolder;
  if (options.mysql) return { engines: 'embedded', folder };
  const extractsFolder = options.extracts ?? sampleFolders(folder).extracts;
  if (existsSync(extractsFolder)) return { engines: 'embedded', folder, extractsFolder };
  if (options.extracts !== undefined) {
    throw new UsageError(`There is no folder ${options.extracts}`, 'Check the path after --extracts.');
  }
  throw new UsageError(
    `There is nothing to read for ${environment.name} yet`,
    `Write sample data with rcm sample --env ${environment.name}, read MySQL with --mysql, or name a folder with --extracts.`,
  );
}

/** Opens the engines for the length of `work`, and closes them whatever happens. */
export async function withContext<Result>(
  { spec }: Environment,
  engines: EmbeddedEngines | CloudEngines,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  // Here and not above: the warehouse takes a quarter of a second to load, and wrong usage should be told at once.
  const { openContext } = require('../jobs/steps/context') as typeof import('../jobs/steps/context');
  const context = await openContext(spec, engines);
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}
