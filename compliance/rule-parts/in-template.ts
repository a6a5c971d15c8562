import { attribute, type Json } from '../arguments/attribute';
import type { Resource } from '../estate/resource';

/** An argument of the container's template: a job has a template of executions around the template of its task. */
export function inTemplate(
  container: Resource,
  name: string,
): { readonly value: Json | undefined; readonly path: string } {
  const path = container.type.endsWith('_job') ? ['template', 'template', name] : ['template', name];
  return { value: attribute(container.attributes, ...path), path: path.join('.') };
}
