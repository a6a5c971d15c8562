import { isObject, type Json, type JsonObject } from '../../compliance/arguments/attribute';
import { type AttributeSchema, type BlockSchema, META_ARGUMENTS, SCHEMAS } from '../schema/provider-schema';
import { ADDED, NEUTRAL, type Neutral, NOT_ADDED, REMOVABLE } from './classification';
import { type Mutation, mutationsOf } from './mutations';

/** A resource as it stands in a synthesized file. */
export interface Written {
  readonly stack: string;
  readonly type: string;
  readonly id: string;
  readonly body: JsonObject;
}

/** A resource that is weaker in one argument, or gone. */
export interface Mutant {
  readonly of: Written;
  /** `type.argument`, with dots through blocks and without numbers; the type alone where the resource is gone. */
  readonly place: string;
  readonly what: string;
  /** The argument's value before. */
  readonly before: Json;
  /** The weaker resource; undefined: it is gone. */
  readonly body: JsonObject | undefined;
}

/** Why a place is not weakened; undefined: it is. */
export function neutralityOf(place: string, of: readonly Neutral[] = NEUTRAL): Neutral | undefined {
  return of.find(({ places }) => places.test(place));
}

/** Every mutant of a resource, in the order of its arguments. */
export function mutantsOf(of: Written): Mutant[] {
  const schema = SCHEMAS[of.type] ?? {};
  const inside = inBlock(schema, of.body, of.type, true).map(({ place, what, before, body }) => ({
    of,
    place,
    what,
    before,
    body,
  }));
  const isRemovable = neutralityOf(of.type, REMOVABLE) !== undefined;
  const gone: Mutant[] = isRemovable ? [] : [{ of, place: of.type, what: 'gone', before: null, body: undefined }];
  return [...gone, ...protection(of), ...inside];
}

function protection(of: Written): Mutant[] {
  const lifecycle = of.body['lifecycle'];
  if (!isObject(lifecycle) || lifecycle['prevent_destroy'] !== true) return [];
  const body = { ...of.body, lifecycle: { ...lifecycle, prevent_destroy: false } };
  return [{ of, place: `${of.type}.lifecycle.prevent_destroy`, what: 'flipped', before: true, body }];
}

interface Changed {
  readonly place: string;
  readonly what: string;
  readonly before: Json;
  readonly body: JsonObject;
}

function without(block: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(block).filter(([key]) => key !== name));
}

function put(block: JsonObject, name: string, value: Json | undefined): JsonObject {
  return value === undefined ? without(block, name) : { ...block, [name]: value };
}

function inBlock(schema: BlockSchema, block: JsonObject, place: string, isResource: boolean): Changed[] {
  const given = Object.entries(block).filter(([name]) => !isResource || !META_ARGUMENTS.has(name));
  const changed = given.flatMap(([name, value]) => {
    const nested = schema.blocks?.[name];
    const here = `${place}.${name}`;
    if (nested) return inBlocks(nested, block, name, here);
    const attribute = schema.attributes?.[name];
    return inAttribute(block, name, value, here, attribute?.required === true);
  });
  return [...changed, ...additions(schema, block, place)];
}

/** One attribute; a structured one, as a perimeter's or a firewall's list of objects, is opened like a block. */
function inAttribute(block: JsonObject, name: string, value: Json, place: string, required: boolean): Changed[] {
  if (neutralityOf(place) || value === null) return [];
  const changed = (mutation: Mutation): Changed => ({
    place,
    what: mutation.what,
    before: value,
    body: put(block, name, mutation.value),
  });
  if (Array.isArray(value) && value.some(isObject)) return inBlocks({}, block, name, place);
  return mutationsOf({ place, value, required }).map(changed);
}

function inBlocks(
  schema: BlockSchema & { readonly min_items?: number },
  block: JsonObject,
  name: string,
  place: string,
): Changed[] {
  const value = block[name];
  const items: readonly Json[] = Array.isArray(value) ? value : [value ?? {}];
  const writeAll = (all: readonly Json[]): Json => (Array.isArray(value) ? all : (all[0] ?? {}));
  const inside = items.filter(isObject).flatMap((item, index) =>
    inBlock(schema, item, place, false).map((each) => ({
      ...each,
      body: { ...block, [name]: writeAll(items.map((other, at) => (at === index ? each.body : other))) },
    })),
  );
  // Where nothing inside is weakened, the whole is of no more interest; an empty block says by being there.
  const isNeutral = (item: Json) => isObject(item) && Object.keys(item).length > 0;
  if (inside.every(({ what }) => what === 'added') && items.every(isNeutral)) return inside;
  const removed: Changed[] =
    (schema.min_items ?? 0) > 0 ? [] : [{ place, what: 'removed', before: null, body: without(block, name) }];
  const dropped = (items.length < 2 ? [] : items).map((item, index) => ({
    place,
    what: `without ${shortly(item)}`,
    before: item,
    body: { ...block, [name]: items.filter((_, each) => each !== index) },
  }));
  return [...removed, ...dropped, ...inside];
}

/** The word by which a reader knows a block among several. */
function shortly(item: Json): string {
  if (!isObject(item)) return JSON.stringify(item);
  const word = ['name', 'log_type', 'title', 'id', 'display_name', 'value'].find(
    (key) => typeof item[key] === 'string',
  );
  return word === undefined ? JSON.stringify(item).slice(0, 80) : String(item[word]);
}

function additions(schema: BlockSchema, block: JsonObject, place: string): Changed[] {
  const add = (name: string, value: unknown): Changed => ({
    place: `${place}.${name}`,
    what: 'added',
    before: null,
    body: {
      ...block,
      [name]: withAnother(block[name], name in (schema.attributes ?? {}) ? asArgument(value) : (value as Json)),
    },
  });
  const isGivable = (attribute: AttributeSchema) => attribute.optional === true && attribute.write_only !== true;
  const attributes = Object.entries(schema.attributes ?? {}).filter(([, each]) => isGivable(each));
  const blocks = Object.keys(schema.blocks ?? {});
  const named = [...attributes.map(([name]) => name), ...blocks].filter(
    (name) => name in ADDED && (block[name] === undefined || name === 'env') && !NOT_ADDED.test(`${place}.${name}`),
  );
  const secrets = attributes.filter(([name, each]) => each.sensitive && block[name] === undefined);
  return [
    ...named.map((name) => add(name, ADDED[name])),
    ...secrets.map(([name]) => add(name, 'correct-horse-battery')),
  ];
}

/** Where a type takes its environment as an argument, it is a list of texts. */
function asArgument(value: unknown): Json {
  const { name, value: text } = (value ?? {}) as { name?: string; value?: string };
  return name === undefined ? (value as Json) : [`${name}=${text}`];
}

function withAnother(there: Json | undefined, value: Json): Json {
  if (there === undefined) return value;
  return [...(Array.isArray(there) ? there : [there]), ...(Array.isArray(value) ? value : [value])];
}
