import { join } from 'node:path';
import type { Command } from 'commander';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findState } from '../environment/find-environment';
import { stackOrder } from '../environment/stack-order';
import { data, json } from '../output/output';

/** `rcm stacks`: the synthesized stacks of an environment in the order in which they are deployed, one a line. */
export function define(command: Command): void {
  withEnvironment(command).action(async (options: EnvironmentCommandOptions) => {
    const { name, projectFolder } = await findState(options);
    const stacks = stackOrder(join(projectFolder, 'cdktf.out'), name);
    if (options.json) json(stacks);
    else data(stacks.join('\n'));
  });
  withExamples(command, ['rcm stacks --env sunrise-dev', "rcm stacks --env sunrise-dev --json | jq -r '.[]'"]);
}
