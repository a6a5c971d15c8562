import type { Command } from 'commander';
import { checkMachine, type Finding } from '../doctor';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../options';
import { data, json } from '../output';

const MARK: Readonly<Record<Finding['state'], string>> = { good: 'ok  ', warning: 'note', bad: 'BAD ' };

/** `rcm doctor`: looks and says what to do; it changes nothing. Anything bad makes exit 1. */
export function define(command: Command): void {
  withEnvironment(command).action(async (options: EnvironmentCommandOptions) => {
    const findings = await checkMachine(options);
    if (options.json) json(findings);
    else data(findings.map(findingText).join('\n'));
    if (findings.some(({ state }) => state === 'bad')) process.exitCode = 1;
  });
  withExamples(command, ['rcm doctor --env sunrise-dev', 'rcm doctor --env sunrise-dev --json']);
}

function findingText({ subject, state, found, next }: Finding): string {
  return `${MARK[state]} ${subject}: ${found}${next === null ? '' : `\n     -> ${next}`}`;
}
