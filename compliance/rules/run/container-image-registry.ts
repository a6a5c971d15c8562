import { attribute, isUnknown, type Json } from '../../arguments/attribute';
import type { Estate } from '../../estate/estate';
import { isBeforeProduction } from '../../estate/resource';
import { CONTAINER_TYPES } from '../../rule-parts/container-types';
import { projectsOf } from '../../rule-parts/projects';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, judgeBlocks, type Verdict } from '../../verdicts/verdict';

const REGISTRY = /^[a-z0-9-]+-docker\.pkg\.dev\/([^/]+)\//;

/**
 * What a job of this package runs before its first image is pushed: Google's sample with a command that is not in it. It cannot start,
 * so it reads nothing, and the first deployment can make the registry that the image comes from.
 */
const CANNOT_START = '/no-image-yet/';

function cannotStart(container: Json): boolean {
  const command = attribute(container, 'command');
  return Array.isArray(command) && String(command[0]).startsWith(CANNOT_START);
}

function judge(container: Json, estate: Estate, argument: string): Verdict {
  const image = attribute(container, 'image');
  const written = String(image ?? '');
  // Host and project come first; a computed tag behind them changes nothing.
  const project = REGISTRY.exec(written)?.[1];
  if (project === undefined || isUnknown(project)) {
    return isUnknown(image) ? 'unknown' : [{ attribute: argument, message: 'the image is not from Artifact Registry' }];
  }
  if (project === 'cloudrun')
    return cannotStart(container) ? [] : [{ attribute: argument, message: "the image is Google's sample" }];
  if (projectsOf(estate).has(project)) return [];
  // A part of an environment does not show which projects are its own.
  if (!estate.complete) return 'unknown';
  return [{ attribute: argument, message: `the image is from the registry of another project, ${project}` }];
}

export const containerImageRegistry: ResourceRule = {
  id: 'run-container-image-registry',
  title: 'In production, images come from a registry of the environment',
  severity: 'medium',
  controls: ['164.312(c)(1)', '164.312(a)(1)'],
  why: 'Anyone who can push to another registry decides which program reads the data.',
  fix: 'Push the image into the Artifact Registry repository of the project, and name it there.',
  resourceTypes: CONTAINER_TYPES,
  check(container, estate) {
    if (isBeforeProduction(container)) return 'not_applicable';
    const path = container.type.endsWith('_job') ? ['template', 'template'] : ['template'];
    const template = attribute(container.attributes, ...path);
    if (isUnknown(template)) return 'unknown';
    return allOf(
      judgeBlocks(template, 'containers', (each) => judge(each, estate, `${path.join('.')}.containers.image`)),
    );
  },
};
