import { isObject, type Json, type JsonObject } from './attribute';

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
  /** `lifecycle.prevent_destroy`; undefined when the document does not carry it, as a plan does not. */
  readonly preventDestroy: boolean | undefined;
}

/** An exception as the environment declares it, before anybody has checked it. */
export interface Exception {
  readonly ruleId: string;
  /** The address of the resource. */
  readonly address: string;
  /** Narrows the exception to one stack; addresses may repeat between stacks. @default any stack */
  readonly stack?: string;
  /** Why the rule need not hold here, for a reader who was not there. */
  readonly reason: string;
  /** Who answers for it: a role or a group address. */
  readonly owner: string;
  /** The last day on which it holds, YYYY-MM-DD. */
  readonly expires: string;
}

/** Everything a review looks at. Build it with `estateOf`. */
export interface Estate {
  readonly resources: readonly Resource[];
  readonly byType: ReadonlyMap<string, readonly Resource[]>;
  /** By `qualifiedAddress`. */
  readonly byAddress: ReadonlyMap<string, Resource>;
  readonly stacks: readonly string[];
  /**
   * Whether this is everything an environment has. Only then does "there is no audit log" follow from not seeing one;
   * otherwise such rules say that they cannot tell.
   */
  readonly complete: boolean;
  /** Exceptions that the documents themselves declare, in the order of the stacks. */
  readonly declaredExceptions: readonly Exception[];
}

/** What one document holds. */
export interface StackContent {
  readonly stack: string;
  readonly resources: readonly Resource[];
  readonly exceptions: readonly Exception[];
}

export function estateOf(contents: readonly StackContent[], options: { readonly complete: boolean }): Estate {
  const resources = contents.flatMap((content) => content.resources);
  const byType = new Map<string, Resource[]>();
  for (const resource of resources) {
    const sameType = byType.get(resource.type);
    if (sameType) sameType.push(resource);
    else byType.set(resource.type, [resource]);
  }
  return {
    resources,
    byType,
    byAddress: new Map(resources.map((resource) => [qualifiedAddress(resource), resource])),
    stacks: contents.map((content) => content.stack),
    complete: options.complete,
    declaredExceptions: contents.flatMap((content) => content.exceptions),
  };
}

/** The resources of these types, in the order of the documents. */
export function ofTypes(estate: Estate, ...types: readonly string[]): readonly Resource[] {
  return types.flatMap((type) => estate.byType.get(type) ?? []);
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

/** The resource that `${type.name.attribute}` in `expression` points at; undefined when it is no such thing or elsewhere. */
export function referenced(estate: Estate, from: Resource, expression: Json | undefined): Resource | undefined {
  if (typeof expression !== 'string') return undefined;
  const address = referencesIn(expression)[0];
  return address === undefined ? undefined : estate.byAddress.get(qualifiedAddress({ stack: from.stack, address }));
}

const EXPRESSION = /(?<!\$)\$\{([^}]*)\}/g;
const RESOURCE_NAME = /(?<![\w.-])(google(?:_[a-z0-9]+)+\.[A-Za-z_][\w-]*)/g;

/** Addresses of resources inside the `${...}` of a text, in order, without repetition. Data sources are not resources. */
export function referencesIn(text: string): readonly string[] {
  if (!text.includes('${')) return [];
  const found = new Set<string>();
  for (const [, expression = ''] of text.matchAll(EXPRESSION)) {
    for (const [, address = ''] of expression.matchAll(RESOURCE_NAME)) found.add(address);
  }
  return [...found];
}

/** Every reference anywhere inside a value. */
export function referencesWithin(value: Json): readonly string[] {
  const found = new Set<string>();
  const visit = (each: Json): void => {
    if (typeof each === 'string') for (const address of referencesIn(each)) found.add(address);
    if (Array.isArray(each)) for (const item of each) visit(item);
    if (isObject(each)) for (const item of Object.values(each)) visit(item);
  };
  visit(value);
  return [...found];
}
