import { type Command, Option } from 'commander';
import type { BootstrapResult } from '../bootstrap/bootstrap';
import { bootstrapCommands } from '../bootstrap/gcloud-commands';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment } from '../environment/find-environment';
import { readCloudProject } from '../google-cloud/cloud-project';
import { data, json, say } from '../output/output';
import { asTyped } from '../output/typed-command';

type Options = EnvironmentCommandOptions & { readonly dryRun?: true };

/** `rcm bootstrap`: creates what must exist before the first deployment. Exit 1 if something is weaker than it should be. */
export function define(command: Command): void {
  command.description(
    'Creates what must exist before the first deployment: the APIs, the service agents, the bucket of the Terraform state. It checks first, creates only what is missing, and changes nothing that exists.',
  );
  withEnvironment(command)
    .addOption(new Option('--dry-run', 'only print the equivalent gcloud commands; calls no API'))
    .action(bootstrapEnvironment);
  withExamples(command, [
    'rcm bootstrap --env sunrise-prod --dry-run',
    'rcm bootstrap --env sunrise-prod',
    'rcm doctor --env sunrise-prod   # afterwards',
  ]);
}

async function bootstrapEnvironment(options: Options): Promise<void> {
  const facts = readCloudProject(await findEnvironment(options, say));
  if (options.dryRun) {
    const steps = bootstrapCommands(facts);
    if (options.json) json(steps);
    else data(steps.map(({ title, commands }) => [`# ${title}`, ...commands].join('\n')).join('\n\n'));
    return;
  }
  const { GoogleApi } = require('../google-cloud/google-api') as typeof import('../google-cloud/google-api');
  const { bootstrap } = require('../bootstrap/bootstrap') as typeof import('../bootstrap/bootstrap');
  const results: BootstrapResult[] = [];
  try {
    for await (const result of bootstrap(facts, new GoogleApi(), { say })) {
      results.push(result);
      const { step, outcome, detail, next } = result;
      if (!options.json)
        data(asTyped([`${step}: ${outcome}, ${detail}`, ...next.map((line) => `  -> ${line}`)].join('\n')));
    }
  } finally {
    // Also after a failed step: earlier steps stay done.
    if (options.json) json(results);
  }
  if (results.some(({ outcome }) => outcome === 'weaker')) process.exitCode = 1;
}
