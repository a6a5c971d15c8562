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
  /** What plans among the documents delete or replace. */
  readonly destroyed: readonly Destroyed[];
  /** The documents' own comments, by stack. */
  readonly comments: ReadonlyMap<string, JsonObject>;
  /** The files that were read; none where a synth hands over what it is about to write. */
  readonly inputs: readonly Input[];
  /** Exceptions that the documents themselves declare, in the order of the stacks. */
  readonly declaredExceptions: readonly Exception[];
}

/** A resource that a plan takes away. */
export interface Destroyed {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  /** Whether another takes its place. What it held is gone all the same. */
  readonly replaced: boolean;
}

/** A file that a review read. */
export interface Input {
  /** The stack it describes. */
  readonly stack: string;
  /** Its name, from the folder that was given on. */
  readonly file: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
}

/** What one document holds. */
export interface StackContent {
  readonly stack: string;
  readonly resources: readonly Resource[];
  readonly exceptions: readonly Exception[];
  readonly destroyed: readonly Destroyed[];
  /** What the comment `"//"` of the document says: weakened settings, the accepted agreement. Empty in a plan. */
  readonly comment: JsonObject;
  /** @default none: it was handed over in memory */
  readonly input?: Input;
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
    comments: new Map(contents.map(({ stack, comment }) => [stack, comment])),
    inputs: contents.flatMap(({ input }) => (input ? [input] : [])),
    destroyed: contents.flatMap((content) => content.destroyed),
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
  return address === undefined ? undefined : found(estate, from, address);
}

/** An address without instance keys: `module.lake["a"].google_x.y[0]` is `module.lake.google_x.y`. */
export function keyless(address: string): string {
  return address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}

const KEYLESS = new WeakMap<Estate, ReadonlyMap<string, readonly Resource[]>>();

/** What an address means inside the module of `from`; of several instances the one with the same key, or the first. */
function found(estate: Estate, from: Resource, address: string): Resource | undefined {
  const { stack } = from;
  const own = estate.byAddress.get(qualifiedAddress({ stack, address }));
  if (own && !from.address.startsWith('module.')) return own;
  const module = /^(?:module\.[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*/.exec(from.address)?.[0] ?? '';
  const exact = estate.byAddress.get(qualifiedAddress({ stack, address: `${module}${address}` }));
  if (exact) return exact;
  const instances = byKeyless(estate).get(qualifiedAddress({ stack, address: keyless(`${module}${address}`) })) ?? [];
  const key = /\[[^\]]*\]$/.exec(from.address)?.[0];
  return instances.find((each) => key !== undefined && each.address.endsWith(key)) ?? instances[0];
}

function byKeyless(estate: Estate): ReadonlyMap<string, readonly Resource[]> {
  const remembered = KEYLESS.get(estate);
  if (remembered) return remembered;
  const index = new Map<string, Resource[]>();
  for (const resource of estate.resources) {
    if (!resource.address.includes('[')) continue;
    const key = qualifiedAddress({ stack: resource.stack, address: keyless(resource.address) });
    const list = index.get(key);
    if (list) list.push(resource);
    else index.set(key, [resource]);
  }
  KEYLESS.set(estate, index);
  return index;
}

/** Arguments that are, or end, the name by which other resources call one. */
const OWN_NAMES = [
  'name',
  'dataset_id',
  'table_id',
  'secret_id',
  'account_id',
  'repository_id',
  'role_id',
  'metric_id',
  'id',
];

/**
 * The resource of one of the types that a value means, in whichever stack it is: by reference, by name, or by a full name such as
 * `projects/p/locations/l/keyRings/r/cryptoKeys/k`. Undefined when the estate does not hold it.
 */
export function meant(
  estate: Estate,
  from: Resource,
  value: Json | undefined,
  ...types: readonly string[]
): Resource | undefined {
  const target = referenced(estate, from, value);
  if (target) return types.includes(target.type) ? target : undefined;
  if (typeof value !== 'string' || value.includes('${')) return undefined;
  const last = value.slice(value.lastIndexOf('/') + 1);
  const named = ofTypes(estate, ...types).filter((each) =>
    OWN_NAMES.some((name) => each.attributes[name] === last || each.attributes[name] === value),
  );
  const project = /projects\/([^/]+)\//.exec(value)?.[1] ?? from.project;
  return named.find((each) => each.project === project) ?? named[0];
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

const REFERRERS = new WeakMap<Estate, ReadonlyMap<string, readonly Resource[]>>();

/** Resources of the same stack whose arguments mention this one, e.g. the subnets of a network. */
export function referrersOf(estate: Estate, resource: Resource): readonly Resource[] {
  const remembered = REFERRERS.get(estate);
  const index = remembered ?? referrers(estate);
  if (!remembered) REFERRERS.set(estate, index);
  return index.get(qualifiedAddress(resource)) ?? [];
}

function referrers(estate: Estate): ReadonlyMap<string, readonly Resource[]> {
  const index = new Map<string, Resource[]>();
  for (const resource of estate.resources) {
    for (const address of resource.references) {
      const target = found(estate, resource, address);
      if (!target) continue;
      const key = qualifiedAddress(target);
      const list = index.get(key);
      if (list) list.push(resource);
      else index.set(key, [resource]);
    }
  }
  return index;
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
