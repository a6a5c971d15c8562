import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SynthesizedEnvironments } from '../synthesized-environments';
import type { Attributes, SynthesizedResource, SynthesizedStack } from '../synthesized-stack';
import { type Kind, madeBy, type NamedThing, type Place, textsOf, usedBy } from './named-things';

/** A name that is used where nothing has made it yet. */
export interface Misplacement extends NamedThing {
  /** Stack and Terraform address of what uses it. */
  readonly user: string;
  /** The stack that makes it; undefined: no stack does, so a person has to, before the first deployment. */
  readonly madeIn: string | undefined;
}

/** A stack that is deployed after others. */
export interface OrderedStack {
  readonly name: string;
  readonly place: Place;
  readonly resources: readonly SynthesizedResource[];
  /** Stacks that are deployed before it, whatever else runs beside it. */
  readonly after: ReadonlySet<string>;
}

/** Stacks in an order in which `cdktf deploy` and the delivery deploy them, from the manifest that both read. */
export function deployOrder({ stacks, outdir }: SynthesizedEnvironments): OrderedStack[] {
  const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    stacks: Record<string, { name: string; constructPath: string; dependencies: string[] }>;
  };
  const entries = Object.values(manifest.stacks);
  const byPath = new Map(entries.map((entry) => [entry.constructPath, entry]));
  const before = (name: string): Set<string> => {
    const direct = entries.find((entry) => entry.name === name)?.dependencies ?? [];
    const names = direct.map((path) => byPath.get(path)?.name ?? path);
    return new Set(names.flatMap((each) => [each, ...before(each)]));
  };
  return stacks
    .map((stack) => ({
      name: stack.name,
      place: placeOf(stack),
      resources: resolved(stack),
      after: before(stack.name),
    }))
    .sort((one, other) => one.after.size - other.after.size);
}

/**
 * Walks the order of deployment and returns each name that is used before it is made: in a stack that comes later, later in the same stack
 * (without a reference or `depends_on` that leads to what makes it), or nowhere.
 */
export function misplacements(stacks: readonly OrderedStack[]): Misplacement[] {
  const makers = new Map<string, { stack: string; address: string }>();
  for (const { name, resources, place } of stacks)
    for (const resource of resources) {
      const made = madeBy(resource, place);
      if (made) makers.set(keyOf(made), { stack: name, address: addressOf(resource) });
    }
  return stacks.flatMap((stack) => {
    const waitsFor = waits(stack.resources);
    const here = new Set(stack.resources.map(addressOf));
    return stack.resources.flatMap((resource) =>
      usedBy(resource, stack.place).flatMap((thing) => {
        const maker = makers.get(keyOf(thing));
        const address = addressOf(resource);
        if (thing.kind === 'reference' ? here.has(thing.name) : maker && stack.after.has(maker.stack)) return [];
        if (maker?.stack === stack.name && waitsFor.get(address)?.has(maker.address)) return [];
        return [{ ...thing, user: `${stack.name} ${address}`, madeIn: maker?.stack }];
      }),
    );
  });
}

/**
 * The same without knowing arguments: each text of a stack that holds the last part of a name that a stack makes that does not come before.
 * It finds what `usedBy` overlooks; names of datasets and tables are ordinary words, and left out.
 */
export function wordsOfLaterStacks(stacks: readonly OrderedStack[]): string[] {
  const words = new Map<string, string>();
  for (const { name, place, resources } of stacks)
    for (const resource of resources) {
      const made = madeBy(resource, place);
      if (made && made.kind !== 'dataset' && made.kind !== 'table' && made.kind !== 'key')
        words.set(made.name.split('/').at(-1) ?? '', name);
    }
  return stacks.flatMap((stack) =>
    stack.resources.flatMap((resource) =>
      textsOf(resource).flatMap((text) =>
        text.split(/[^\w.@-]+/).flatMap((word) => {
          const maker = words.get(word);
          const isEarly = maker !== undefined && maker !== stack.name && !stack.after.has(maker);
          return isEarly ? [`${stack.name} ${addressOf(resource)}: ${word} of ${maker}`] : [];
        }),
      ),
    ),
  );
}

/** Every kind of which the stacks make something that another stack uses. */
export function kindsAcrossStacks(stacks: readonly OrderedStack[]): Set<Kind> {
  const made = new Map(
    stacks.flatMap(({ name, place, resources }) =>
      resources.flatMap((resource) => {
        const thing = madeBy(resource, place);
        return thing ? [[keyOf(thing), name] as const] : [];
      }),
    ),
  );
  return new Set(
    stacks.flatMap(({ name, place, resources }) =>
      resources.flatMap((resource) =>
        usedBy(resource, place).flatMap((thing) => {
          const maker = made.get(keyOf(thing));
          return maker !== undefined && maker !== name ? [thing.kind] : [];
        }),
      ),
    ),
  );
}

const keyOf = ({ kind, name }: NamedThing) => `${kind} ${name}`;
const addressOf = ({ type, id }: SynthesizedResource) => `${type}.${id}`;

function placeOf(stack: SynthesizedStack): Place {
  const [provider] = (stack.section('provider') as { google: Place[] }).google;
  if (!provider) throw new Error(`${stack.name} has no provider`);
  return provider;
}

/** By address: everything in the stack that Terraform makes before it, as references and `depends_on` say. */
function waits(resources: readonly SynthesizedResource[]): Map<string, ReadonlySet<string>> {
  const direct = new Map(
    resources.map((resource) => {
      const { references = [] } = resource as ResolvedResource;
      return [addressOf(resource), [...references, ...((resource.attributes['depends_on'] as string[]) ?? [])]];
    }),
  );
  const all = new Map<string, ReadonlySet<string>>();
  const reach = (address: string): ReadonlySet<string> => {
    const known = all.get(address);
    if (known) return known;
    all.set(address, new Set());
    const reached = new Set((direct.get(address) ?? []).flatMap((each) => [each, ...reach(each)]));
    all.set(address, reached);
    return reached;
  };
  for (const address of direct.keys()) reach(address);
  return all;
}

interface ResolvedResource extends SynthesizedResource {
  readonly references: readonly string[];
}

const REFERENCE = /\$\{(\w+\.[\w-]+)\.(\w+)\}/g;

/** The stack's resources with each reference to a name that is written in the stack replaced by that name. */
function resolved(stack: SynthesizedStack): ResolvedResource[] {
  const byAddress = new Map(stack.resources().map((resource) => [addressOf(resource), resource]));
  const text = (value: string): string =>
    value.replace(REFERENCE, (reference, address: string, attribute: string) => {
      const target = byAddress.get(address)?.attributes[attribute];
      return typeof target === 'string' ? text(target) : reference;
    });
  const inside = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(inside);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inside(each)]));
  };
  return [...byAddress.values()].map((resource) => ({
    ...resource,
    references: [...JSON.stringify(resource.attributes).matchAll(REFERENCE)].map(([, address = '']) => address),
    attributes: inside(resource.attributes) as Attributes,
  }));
}
