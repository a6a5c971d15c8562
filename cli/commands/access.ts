import { join } from 'node:path';
import type { Command } from 'commander';
import { accessMatrix, readEstate, renderAccessText } from '../../compliance';
import { findEnvironment } from '../environment';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../options';
import { data, json, say } from '../output';

type Options = EnvironmentCommandOptions & { readonly from?: string };

/** `rcm access`: who may do what, read from the Terraform JSON. */
export function define(command: Command): void {
  withEnvironment(command)
    .option('--from <path>', 'a cdktf.out folder, a cdk.tf.json, or terraform show -json of a plan')
    .action(access);
  withExamples(command, [
    'rcm access --env sunrise-prod',
    `rcm access --env sunrise-prod --json | jq -r '.[] | select(.principal | startswith("group:"))'`,
  ]);
}

async function access(options: Options): Promise<void> {
  const rows = accessMatrix(await estate(options));
  if (options.json) json(rows);
  else data(renderAccessText(rows));
}

async function estate({ from, ...options }: Options) {
  if (from !== undefined) return readEstate(from, options.env === undefined ? {} : { environment: options.env });
  const { name, projectFolder } = await findEnvironment(options, say);
  return readEstate(join(projectFolder, 'cdktf.out'), { environment: name });
}
