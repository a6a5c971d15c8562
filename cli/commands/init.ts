import { resolve } from 'node:path';
import type { Command } from 'commander';
import { didYouMean } from '../../model/errors/near-name';
import { EnvironmentNames, nameProblems } from '../../model/names';
import { withExamples } from '../environment/environment-options';
import { UsageError } from '../errors/usage-error';
import { json, say } from '../output/output';
import { shellWord } from '../output/shell-word';
import { shownPath } from '../output/shown-path';

const DEFAULTS = { group: 'sunrise', stage: 'dev' } as const;
const STAGES = ['dev', 'test', 'prod'];
const GROUP = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** https://cloud.google.com/resource-manager/docs/creating-managing-projects */
const PROJECT_CHARACTERS = 30;

interface Options {
  readonly group: string;
  readonly stage: string;
  readonly package?: string;
  readonly json?: true;
}

/** `rcm init`: writes a project that depends on this package. */
export function define(command: Command): void {
  command
    .argument('[folder]', 'where to write it; it is made if it is missing', '.')
    .option('--group <name>', 'hospital group: lower-case words joined by hyphens', DEFAULTS.group)
    .option('--stage <stage>', 'dev or test', DEFAULTS.stage)
    .option('--package <source>', 'what npm installs as rcm-platform: a version, a tarball (default: this version)')
    .option('--json', 'print the result as JSON')
    .action(init);
  withExamples(command, [
    'rcm init my-platform',
    'rcm init my-platform --group sunrise --stage test',
    'rcm init my-platform --package file:../rcm-platform-0.1.0.tgz --json',
  ]);
}

function init(folder: string, options: Options): void {
  const { group, stage } = checked(options);
  const { projectFiles } = require('../init/project-files') as typeof import('../init/project-files');
  const { writeProject } = require('../init/write-project') as typeof import('../init/write-project');
  const source = options.package === undefined ? {} : { source: options.package };
  const files = projectFiles({ group, stage, ...source });
  const target = resolve(folder);
  writeProject(target, files);
  const shown = shownPath(target);
  const environment = `${group}-${stage}`;
  const next = `${target === process.cwd() ? '' : `cd ${shellWord(shown)} && `}npm install && npm test`;
  if (options.json) json({ folder: target, environment, files: [...files.keys()].sort(), next });
  say(`wrote ${files.size} files of a project with the environment ${environment} in ${shown}`);
  say(`-> ${next}`);
}

function checked(options: Options): { readonly group: string; readonly stage: 'dev' | 'test' } {
  const { group, stage } = options;
  if (options.package?.trim() === '')
    throw new UsageError('--package names nothing', 'Write a version or a tarball, or leave it out: --package 0.1.0.');
  if (stage === 'prod')
    throw new UsageError(
      'A production environment states what people have decided: the agreement with Google, locks, who delivers',
      'Write --stage dev, and add production as node_modules/rcm-platform/docs/deploying.md says.',
    );
  if (stage !== 'dev' && stage !== 'test')
    throw new UsageError(
      `There is no stage "${stage}"${didYouMean(stage, STAGES)}`,
      'Write --stage dev or --stage test.',
    );
  if (!GROUP.test(group))
    throw new UsageError(
      `"${group}" is not the name of a group`,
      'Write lower-case letters and digits, words joined by hyphens, beginning with a letter: --group sunrise.',
    );
  const projectId = `${group}-rcm-${stage}`;
  const [tooLong] = nameProblems(new EnvironmentNames({ group, stage, projectId, region: 'us-central1' }), [
    'hospital-a',
  ]);
  if (projectId.length > PROJECT_CHARACTERS || tooLong)
    throw new UsageError(
      `"${group}" is too long: names of the cloud would not fit`,
      `Shorten it to ${PROJECT_CHARACTERS - '-rcm-test'.length} characters or fewer.`,
    );
  return { group, stage };
}
