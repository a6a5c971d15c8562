import { join } from 'node:path';
import type { Command } from 'commander';
import {
  accessDifference,
  accessMatrix,
  readEstate,
  renderAccessDifference,
  renderAccessText,
  toAccessDifferenceJson,
  toAccessJson,
} from '../../compliance';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment } from '../environment/find-environment';
import { UsageError } from '../errors/usage-error';
import { data, json, say } from '../output/output';

type Options = EnvironmentCommandOptions & { readonly from?: string; readonly diff?: readonly string[] };

/** `rcm access`: who has access to what, from the Terraform JSON; with --diff, how a change affects it. */
export function define(command: Command): void {
  withEnvironment(command)
    .option('--from <path>', 'a cdktf.out folder, a cdk.tf.json, or terraform show -json of a plan')
    .option(
      '--diff <paths...>',
      'two such paths, old and new: lists grants added, removed and widened, a sentence each',
    )
    .action(access);
  withExamples(command, [
    'rcm access --env sunrise-prod',
    'rcm access --diff main/cdktf.out cdktf.out --env sunrise-prod',
    `rcm access --env sunrise-prod --json | jq -r '.[] | select(.principal | startswith("group:"))'`,
  ]);
}

async function access(options: Options): Promise<void> {
  if (options.diff) return difference(options.diff, options);
  const rows = accessMatrix(await estate(options));
  if (options.json) json(toAccessJson(rows));
  else data(renderAccessText(rows));
}

function difference(paths: readonly string[], options: Options): void {
  const [old, current] = paths;
  if (old === undefined || current === undefined || paths.length > 2)
    throw new UsageError(`--diff has ${paths.length} path(s)`, 'Name two: --diff OLD NEW.');
  const [before, after] = [old, current].map((path) => accessMatrix(given(path, options)));
  const changes = accessDifference(before ?? [], after ?? []);
  if (options.json) json(toAccessDifferenceJson(changes));
  else data(renderAccessDifference(changes));
}

async function estate(options: Options) {
  if (options.from !== undefined) return given(options.from, options);
  const { name, projectFolder } = await findEnvironment(options, say);
  return readEstate(join(projectFolder, 'cdktf.out'), { environment: name });
}

function given(path: string, { env }: Options) {
  return readEstate(path, env === undefined ? {} : { environment: env });
}
