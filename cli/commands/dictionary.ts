import type { Command } from 'commander';
import { environmentTables } from '../../model/catalogue';
import { modelOf } from '../../model/model';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment } from '../environment/find-environment';
import { dictionaryPage } from '../output/dictionary-page';
import { data, json, say } from '../output/output';

/** `rcm dictionary`: the data dictionary of an environment, with what its extension adds, as Markdown; with --json its tables, views and KPIs. */
export function define(command: Command): void {
  withEnvironment(command).action(async (options: EnvironmentCommandOptions) => {
    const model = modelOf((await findEnvironment(options, say)).spec);
    if (options.json) json({ tables: environmentTables(model), views: model.views, kpis: model.kpis });
    else data(dictionaryPage(model));
  });
  withExamples(command, [
    'rcm dictionary --env sunrise-dev > dictionary.md',
    "rcm dictionary --env sunrise-dev --json | jq -r '.kpis[].id'",
  ]);
}
