import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'cdktf';
import { parseSpec } from '../model/parse-spec';
import { SpecError, type SpecProblem } from '../model/problems';
import { type PipelineSpec, pipelineSpecSchema } from '../model/spec';
import { RcmEnvironment } from './environment';
import { cloudProject } from './synthesis/cloud-project';
import { destroyNotes } from './synthesis/destroy-keys';

const JSON_INDENT = 2;
/** Set by the cdktf command, and by nobody else, for the program that it starts. */
const STARTED_BY_CDKTF = 'SYNTH_HCL_OUTPUT';

/**
 * Writes every stack of every environment of the app, and beside them of each environment the pipeline spec, `specs/<environment>.json`, and
 * what it expects of its project, `projects/<environment>.json`.
 * What keeps an environment from being destroyed, or no longer does, it says on stderr.
 * @returns the names of the stacks, which are folders of `stacks/`.
 * @throws SpecError with the problems of all environments; then nothing has been written.
 */
export function synthesize(app: App): readonly string[] {
  const environments = app.node.children.filter((child) => child instanceof RcmEnvironment);
  const problems = [...environments.flatMap((environment) => environment.problems), ...sharedProjects(environments)];
  if (problems.length > 0) throw new SpecError(problems);
  const specs = environments.map(pipelineSpec);
  const settings = environments.flatMap((environment) => environment.settings ?? []);
  for (const note of destroyNotes(settings, process.env['RCM_DESTROY'])) process.stderr.write(`${note}\n`);
  app.synth();
  removeFormerStacks(app, environments);
  writeEach(join(app.outdir, 'specs'), specs);
  const projects = environments.flatMap((environment) =>
    environment.settings ? [cloudProject(environment.settings, environment.hospitalAnalysts)] : [],
  );
  writeEach(join(app.outdir, 'projects'), projects);
  return namesOfChildren(environments).filter((name) => existsSync(join(app.outdir, 'stacks', name)));
}

/** Ids of everything in the environments: a stack is written under its own. */
function namesOfChildren(environments: readonly RcmEnvironment[]): string[] {
  return environments.flatMap(({ node }) => node.findAll().map((child) => child.node.id));
}

/** A file for each environment. */
function writeEach(folder: string, parts: readonly { readonly environment: string }[]): void {
  mkdirSync(folder, { recursive: true });
  for (const part of parts)
    writeFileSync(join(folder, `${part.environment}.json`), `${JSON.stringify(part, null, JSON_INDENT)}\n`);
}

/**
 * A hospital that was taken out or renamed leaves its folder behind; a review of the folder would still see it. What was deployed of it stays
 * in the cloud, where nothing here can destroy it any more: that is said. Other environments stay.
 */
function removeFormerStacks(app: App, environments: readonly RcmEnvironment[]): void {
  const folder = join(app.outdir, 'stacks');
  const written = new Set(namesOfChildren(environments));
  for (const name of readdirSync(folder)) {
    const isOurs = environments.some(({ node }) => name.startsWith(`${node.id}-`));
    if (!isOurs || written.has(name)) continue;
    process.stderr.write(
      `${name}: is no longer in the code. If it was deployed, put it back, destroy it, and take it out then (docs/tearing-down.md).\n`,
    );
    // cdktf deletes what is left over itself, and fails where a folder that it has seen before is gone.
    if (process.env[STARTED_BY_CDKTF] === undefined) rmSync(join(folder, name), { recursive: true });
  }
}

/** The whole spec of an environment without problems: its own part and its hospitals'. */
export function pipelineSpec(environment: RcmEnvironment): PipelineSpec {
  return parseSpec(pipelineSpecSchema, { ...environment.spec, hospitals: environment.hospitals });
}

/** Names leave out group and stage where the project makes them unique: two environments in one project would collide. */
function sharedProjects(environments: readonly RcmEnvironment[]): SpecProblem[] {
  const owners = new Map<string, string>();
  return environments.flatMap(({ settings, node }) => {
    if (!settings) return [];
    const owner = owners.get(settings.props.projectId);
    owners.set(settings.props.projectId, node.id);
    return owner
      ? [
          {
            code: 'PROJECT_SHARED' as const,
            path: `${node.id}.projectId`,
            message: `the project is ${owner}'s already; each environment has a project of its own`,
          },
        ]
      : [];
  });
}
