import type { Command } from 'commander';
import { checkCloud } from '../doctor/check-cloud';
import { checkMachine } from '../doctor/check-machine';
import { type Finding, unknown } from '../doctor/finding';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findState } from '../environment/find-environment';
import { UsageError } from '../errors/usage-error';
import { readCloudProject } from '../google-cloud/cloud-project';
import { GoogleApi } from '../google-cloud/google-api';
import { data, json } from '../output/output';
import { asTyped } from '../output/typed-command';

const MARK: Readonly<Record<Finding['state'], string>> = {
  good: 'ok  ',
  warning: 'note',
  bad: 'BAD ',
  unknown: '?   ',
};

/** `rcm doctor`: checks and advises, read-only. Exit 1 if a finding is bad; unknown findings keep exit 0. */
export function define(command: Command): void {
  withEnvironment(command)
    .option('--here', 'check only this machine, not the cloud')
    .action(async (options: EnvironmentCommandOptions & { readonly here?: true }) => {
      const machine = await checkMachine(options);
      const isFound = machine.some(({ subject, state }) => subject === 'environment' && state === 'good');
      const cloud = isFound && !options.here ? await lookAtCloud(options) : [];
      const findings = [...machine, ...cloud];
      if (options.json) json(findings);
      else data(together(findings).map(findingText).join('\n'));
      if (findings.some(({ state }) => state === 'bad')) process.exitCode = 1;
    });
  withExamples(command, [
    'rcm doctor --env sunrise-dev',
    'rcm doctor --env sunrise-dev --here',
    'rcm doctor --env sunrise-prod --json',
  ]);
}

/** The machine's checks have found and synthesized the environment by now. */
async function lookAtCloud(options: EnvironmentCommandOptions): Promise<Finding[]> {
  try {
    const { name, projectFolder } = await findState(options);
    return await checkCloud(readCloudProject({ name, projectFolder }), new GoogleApi());
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [unknown('cloud project', error.detail, error.fix)];
  }
}

/** Unknown findings with the same reason share one line. */
function together(findings: readonly Finding[]): Finding[] {
  const lines: Finding[] = [];
  for (const finding of findings) {
    const same = lines.findIndex(
      ({ state, found, next }) =>
        state === 'unknown' && finding.state === state && found === finding.found && next === finding.next,
    );
    const line = lines[same];
    if (line) lines[same] = { ...line, subject: `${line.subject}, ${finding.subject}` };
    else lines.push(finding);
  }
  return lines;
}

function findingText({ subject, state, found, next }: Finding): string {
  const what = state === 'unknown' ? `unknown: ${found}` : found;
  return asTyped(`${MARK[state]} ${subject}: ${what}${next === null ? '' : `\n     -> ${next}`}`);
}
