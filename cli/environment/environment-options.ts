import type { Command } from 'commander';
import { typedProgram } from '../output/typed-command';
import type { EnvironmentOptions } from './find-environment';

/** Options that every command of an environment has. */
export interface EnvironmentCommandOptions extends EnvironmentOptions {
  readonly json?: true;
}

/** Adds `--env`, `--spec` and `--json`. */
export function withEnvironment(command: Command): Command {
  return command
    .option('--env <name>', 'environment (default: RCM_ENV, or the only one there is)')
    .option('--spec <file>', "spec file, folder of parts or gs:// folder, in place of the environment's own")
    .option('--json', 'print the result as JSON');
}

/** Adds examples to a command's help: lines to type unchanged, which begin with `rcm` here and as the user types it there. */
export function withExamples(command: Command, examples: readonly string[]): Command {
  const lines = examples.map((line) => `  $ ${line.replace(/(?<=^|&& |\| |then: )rcm(?= )/g, typedProgram())}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
