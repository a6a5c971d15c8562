import type { Command } from 'commander';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment } from '../environment/find-environment';
import { json, say } from '../output/output';

/** `rcm spec`: the PipelineSpec as JSON, with its defaults filled in. */
export function define(command: Command): void {
  withEnvironment(command).action(async (options: EnvironmentCommandOptions) => {
    json((await findEnvironment(options, say)).spec);
  });
  withExamples(command, ['rcm spec --env sunrise-dev', 'rcm spec --env sunrise-dev > spec.json']);
}
