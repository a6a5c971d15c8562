import { refusedValues } from './accepted-values';
import { conflictsIn } from './argument-conflicts';
import schemas from './google-6.50.0.json';

/**
 * The google provider's schema for the resource types this project uses, so that every synthesized resource is checked where the
 * provider itself is not at hand. It knows names, requirement, deprecation and block limits; which arguments exclude one another and
 * which words they take is written down beside it.
 */
export interface AttributeSchema {
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly deprecated?: boolean;
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
}
export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, AttributeSchema>>;
  readonly blocks?: Readonly<
    Record<string, BlockSchema & { readonly min_items?: number; readonly max_items?: number }>
  >;
}
export const SCHEMAS: Readonly<Record<string, BlockSchema>> = schemas as Record<string, BlockSchema>;

/** Arguments that Terraform itself takes in every resource, and CDKTF's comment. */
export const META_ARGUMENTS = new Set([
  '//',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
  'connection',
  'timeouts',
]);

/** What the provider would refuse in a resource, one line per problem; empty: nothing that a schema can tell. */
export function checkAgainstSchema(resource: {
  type: string;
  id: string;
  attributes: Readonly<Record<string, unknown>>;
}): string[] {
  const schema = SCHEMAS[resource.type];
  const path = `${resource.type}.${resource.id}`;
  if (!schema) return [`${path}: the type is not in the schema`];
  return [
    ...checkBlock(schema, resource.attributes, path, resource.type, ''),
    ...dependencyProblems(resource.attributes['depends_on'], path),
  ];
}

/** Terraform takes plain addresses here and no expressions. */
function dependencyProblems(dependsOn: unknown, path: string): string[] {
  const addresses = Array.isArray(dependsOn) ? dependsOn : [];
  return addresses.flatMap((address) =>
    /^\w+\.[\w-]+$/.test(String(address)) ? [] : [`${path}.depends_on: ${address} is not an address`],
  );
}

/** @param within the block's place in its type, with dots and without numbers: `lifecycle_rule.action`. */
function checkBlock(
  schema: BlockSchema,
  block: Readonly<Record<string, unknown>>,
  path: string,
  type: string,
  within: string,
): string[] {
  const { attributes = {}, blocks = {} } = schema;
  // In a block of its own a resource may have an argument of that name, like Composer's `count`.
  const isMeta = (name: string) => META_ARGUMENTS.has(name) && !(name in attributes) && !(name in blocks);
  const given = Object.entries(block).filter(([name, value]) => !isMeta(name) && value !== undefined && value !== null);
  const names = new Set(given.map(([name]) => name));
  return [
    ...given.flatMap(([name, value]) => {
      const attribute = attributes[name];
      const place = within === '' ? name : `${within}.${name}`;
      if (attribute)
        return [
          ...attributeProblems(attribute, `${path}.${name}`),
          ...refusedValues(`${type}.${place}`, value).map((problem) => `${path}.${name}: ${problem}`),
        ];
      const nested = blocks[name];
      return nested
        ? nestedProblems(nested, value, `${path}.${name}`, type, place)
        : [`${path}.${name}: unknown argument`];
    }),
    ...Object.entries(attributes).flatMap(([name, each]) =>
      each.required && !names.has(name) ? [`${path}.${name}: required and missing`] : [],
    ),
    ...Object.entries(blocks).flatMap(([name, each]) =>
      (each.min_items ?? 0) > 0 && !names.has(name) ? [`${path}.${name}: required block is missing`] : [],
    ),
    ...conflictsIn(type, within, block).map((problem) => `${path}: ${problem}`),
  ];
}

function attributeProblems(attribute: AttributeSchema, path: string): string[] {
  return [
    ...(attribute.deprecated ? [`${path}: deprecated`] : []),
    ...(attribute.computed && !attribute.optional && !attribute.required
      ? [`${path}: the provider sets it, it cannot be given`]
      : []),
  ];
}

function nestedProblems(
  schema: BlockSchema & { min_items?: number; max_items?: number },
  value: unknown,
  path: string,
  type: string,
  within: string,
): string[] {
  const items = Array.isArray(value) ? value : [value];
  const maximum = schema.max_items ?? Number.POSITIVE_INFINITY;
  const minimum = schema.min_items ?? 0;
  return [
    ...(items.length > maximum ? [`${path}: ${items.length} blocks, at most ${maximum}`] : []),
    ...(items.length < minimum ? [`${path}: ${items.length} blocks, at least ${minimum}`] : []),
    ...items.flatMap((item, index) =>
      checkBlock(schema, item as Record<string, unknown>, items.length > 1 ? `${path}[${index}]` : path, type, within),
    ),
  ];
}

/** The argument in which a type takes labels of ours; undefined: it takes none. Of a channel `labels` says where it sends to. */
export function labelArgument(type: string): 'labels' | 'user_labels' | undefined {
  const { attributes = {} } =
    (schemas as Record<string, { attributes?: Record<string, { optional?: boolean }> }>)[type] ?? {};
  return (['user_labels', 'labels'] as const).find((name) => attributes[name]?.optional === true);
}
