import { isObject, type Json } from '../arguments/attribute';
import { type Estate, ofTypes } from './estate';
import { qualifiedAddress, type Resource } from './resource';

/** The resource that `${type.name.attribute}` in `expression` points at; undefined when it is something else or elsewhere. */
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
