import type { SynthesizedResource } from '../synthesized-stack';
import { type AttributeSchema, type BlockSchema, META_ARGUMENTS, SCHEMAS } from './provider-schema';

/** One value that a resource sets. */
export interface ResourceLeaf {
  /** Its argument without numbers: `google_storage_bucket.lifecycle_rule.action.type`. */
  readonly place: string;
  /** Text, number or boolean; of a list each element is a leaf of its own. */
  readonly value: unknown;
  /** The argument's schema; undefined where the provider does not know it. */
  readonly schema: AttributeSchema | undefined;
}

/** Every value of a resource, blocks and lists opened; Terraform's own arguments are left out. */
export function leavesOf(resource: SynthesizedResource): ResourceLeaf[] {
  return openBlock(SCHEMAS[resource.type] ?? {}, resource.attributes, resource.type);
}

function openBlock(schema: BlockSchema, block: Readonly<Record<string, unknown>>, place: string): ResourceLeaf[] {
  return Object.entries(block)
    .filter(([name, value]) => !META_ARGUMENTS.has(name) && value !== undefined && value !== null)
    .flatMap(([name, value]) => {
      const nested = schema.blocks?.[name];
      const items = Array.isArray(value) ? value : [value];
      if (nested)
        return items.flatMap((item) => openBlock(nested, item as Record<string, unknown>, `${place}.${name}`));
      const attribute = schema.attributes?.[name];
      return items.flatMap((item) => openValue(item, `${place}.${name}`, attribute));
    });
}

/** Maps and structured attributes: the keys are the user's own, so they are part of the place. */
function openValue(value: unknown, place: string, schema: AttributeSchema | undefined): ResourceLeaf[] {
  if (value === null || typeof value !== 'object') return [{ place, value, schema }];
  return Object.entries(value).flatMap(([key, item]) =>
    [item].flat().flatMap((each) => openValue(each, `${place}.${key}`, schema)),
  );
}

/** The schema of an argument by its path from the resource; undefined if the provider does not know it. */
export function placeOf(schema: BlockSchema, path: readonly string[]): AttributeSchema | BlockSchema | undefined {
  const [name = '', ...rest] = path;
  const nested = schema.blocks?.[name];
  if (rest.length === 0) return schema.attributes?.[name] ?? nested;
  return nested ? placeOf(nested, rest) : undefined;
}
