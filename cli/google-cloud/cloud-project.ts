import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CloudProject, cloudProjectSchema } from '../../model/cloud-project';
import { parseSpec } from '../../model/parse-spec';
import type { Environment } from '../environment/find-environment';
import { UsageError } from '../errors/usage-error';

/**
 * What synth wrote about the environment's project.
 * @throws UsageError when it has not been synthesized here
 */
export function readCloudProject({ projectFolder, name }: Pick<Environment, 'projectFolder' | 'name'>): CloudProject {
  const file = join(projectFolder, 'cdktf.out/projects', `${name}.json`);
  if (!existsSync(file)) {
    throw new UsageError(
      `${name} is not synthesized here: cdktf.out/projects/${name}.json is missing`,
      'Synthesize first: npm run synth.',
    );
  }
  return parseSpec(cloudProjectSchema, JSON.parse(readFileSync(file, 'utf8')));
}
