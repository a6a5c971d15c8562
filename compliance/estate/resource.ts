import { isObject, type Json, type JsonObject } from '../arguments/attribute';

/** One managed resource of a Terraform configuration or plan. */
export interface Resource {
  /** `google_storage_bucket.landing`; in a plan also `module.lake.google_storage_bucket.landing["a"]`. */
  readonly address: string;
  readonly type: string;
  /** The stack (root module) that holds it. */
  readonly stack: string;
  /** Its arguments. A value that Terraform computes is text with `${...}` in it. */
  readonly attributes: JsonObject;
  /** Addresses of other resources of the same stack that its arguments mention, without repetition. */
  readonly references: readonly string[];
  /** Its project, or the provider's; undefined when neither says. */
  readonly project: string | undefined;
  /** Labels that the provider adds to everything that has `labels`. */
  readonly defaultLabels: JsonObject;
  /** What its comment `"//"` says: reasons, weakened settings. Empty where the document carries no comments, as a plan. */
  readonly comment: JsonObject;
  /** Why it is there, from its comment (`"//": { "why": … }`): on a grant, the reason on the list of grants. */
  readonly why: string | null;
  /** `lifecycle.prevent_destroy`; undefined when the document does not carry it, as a plan does not. */
  readonly preventDestroy: boolean | undefined;
}

/** The address with its stack in front, unique in an estate. */
export function qualifiedAddress(resource: Pick<Resource, 'stack' | 'address'>): string {
  return `${resource.stack}/${resource.address}`;
}

/** Labels as the cloud will show them: the provider's defaults under the resource's own. */
export function labelsOf(resource: Resource): JsonObject {
  const planned = resource.attributes['terraform_labels'];
  if (isObject(planned)) return planned;
  const own = resource.attributes['labels'];
  return { ...resource.defaultLabels, ...(isObject(own) ? own : {}) };
}

/**
 * Whether the resource says that it belongs to a stage without patients' data (label `stage` is dev or test).
 * A resource that says nothing is judged as production.
 */
export function isBeforeProduction(resource: Resource): boolean {
  const settings = resource.attributes['settings'];
  const block: Json | undefined = Array.isArray(settings) ? settings[0] : settings;
  const userLabels = isObject(block) ? block['user_labels'] : undefined;
  const stage = (isObject(userLabels) ? userLabels['stage'] : undefined) ?? labelsOf(resource)['stage'];
  return stage === 'dev' || stage === 'test';
}
