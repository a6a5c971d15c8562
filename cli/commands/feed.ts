import { Argument, type Command } from 'commander';
import { entityOf } from '../../model/catalogue';
import { modelOf } from '../../model/model';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment } from '../environment/find-environment';
import { data, json, say } from '../output/output';
import type { TryFeedOptions } from '../try-feed/try-feed';

/** `rcm feed try`: proposes how a feed reads a delivered file, and shows what its rows would become. */
export function define(command: Command): void {
  withEnvironment(
    command
      .description(
        'Looks at a delivered file on this machine: proposes its dialect and its mapping, lands it in a folder that is removed, and shows what each column would become and which rules hold rows back. It shows no values and changes nothing. Exit 1: the file would be refused.',
      )
      .addArgument(new Argument('<action>', 'try a file').choices(['try']))
      .argument('<file>', 'the file: text, .xlsx, or either packed as .gz or .zip')
      .requiredOption('--hospital <id>', "hospital that delivers it, or reference for the group's own files")
      .requiredOption('--feed <table>', 'table that it fills, e.g. claims')
      .option('--as-is', 'try it as the environment describes the feed, and propose nothing'),
  ).action(async (_action: string, file: string, options: EnvironmentCommandOptions & TryFeedOptions) => {
    const { spec } = await findEnvironment(options, say);
    const { tryFeed } = require('../try-feed/try-feed') as typeof import('../try-feed/try-feed');
    const trial = await tryFeed(spec, file, options);
    if (options.json) json(trial);
    else {
      const { trialLines } = require('../try-feed/trial-lines') as typeof import('../try-feed/trial-lines');
      data(trialLines(trial, entityOf(modelOf(spec), trial.table)).join('\n'));
    }
    const [refused] = trial.tried?.refused ?? [];
    if (!refused) return;
    const { JobError } = require('../../jobs/errors') as typeof import('../../jobs/errors');
    throw new JobError(refused.code, refused.detail);
  });
  withExamples(command, [
    'rcm feed try claims_202501.csv --env sunrise-dev --hospital hospital-a --feed claims',
    'rcm feed try claims.zip --env sunrise-dev --hospital hospital-b --feed claims --as-is',
    'rcm feed try codes.xlsx --env sunrise-dev --hospital reference --feed icd_codes --json',
  ]);
}
