import type { Command } from 'commander';
import { findEnvironment } from '../environment';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../options';
import { json, say } from '../output';

/** `rcm spec`: the PipelineSpec as JSON, with its defaults filled in. */
export function define(command: Command): void {
  withEnvironment(command).action(async (options: EnvironmentCommandOptions) => {
    json((await findEnvironment(options, say)).spec);
  });
  withExamples(command, ['rcm spec --env sunrise-dev', 'rcm spec --env sunrise-dev > spec.json']);
}
