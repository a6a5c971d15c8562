/** Any value of a JSON document. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Stands for a value that only the apply will know. It looks like any other expression to the rules. */
export const KNOWN_AFTER_APPLY = '${known_after_apply}';

/** Whether the value is an object, and neither null nor a list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether Terraform computes the value, in part or whole. `$${` and `%%{` are the language's escapes for the plain text. */
export function isUnknown(value: Json | undefined): boolean {
  return typeof value === 'string' && /(?<!\$)\$\{|(?<!%)%\{/.test(value);
}

/**
 * The blocks called `name` in a block, however both are written: as one object, as a list with one, as a list with several.
 * 'unknown' when an expression makes them (`dynamic`, or a value computed as a whole).
 */
export function blocks(of: Json | undefined, name: string): readonly JsonObject[] | 'unknown' {
  if (isUnknown(of)) return 'unknown';
  const outer: Json | undefined = Array.isArray(of) ? of[0] : of;
  if (!isObject(outer)) return [];
  const value = outer[name];
  const dynamic = outer['dynamic'];
  if (isUnknown(value) || (isObject(dynamic) && name in dynamic)) return 'unknown';
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

/**
 * The value at a path through blocks that occur at most once, each an object or a list with one object.
 * @returns undefined when it is absent or null; an expression when it, or a block on the way, is computed.
 */
export function attribute(of: Json | undefined, ...path: readonly string[]): Json | undefined {
  let value: Json | undefined = of;
  for (const name of path) {
    if (isUnknown(value)) return value;
    const block: Json | undefined = Array.isArray(value) ? value[0] : value;
    if (!isObject(block)) return undefined;
    const dynamic = block['dynamic'];
    if (isObject(dynamic) && name in dynamic) return KNOWN_AFTER_APPLY;
    value = block[name];
  }
  return value === null ? undefined : value;
}

/** A list of strings, also when a single string stands for it. 'unknown' when it is computed as a whole. */
export function strings(value: Json | undefined): readonly string[] | 'unknown' {
  if (isUnknown(value)) return 'unknown';
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

/** Terraform takes "true" for true. */
export function isTrue(value: Json | undefined): boolean {
  return value === true || value === 'true';
}

export function isFalse(value: Json | undefined): boolean {
  return value === false || value === 'false';
}

/** A count, also when it is written as text; a duration such as "7776000s" in its unit. NaN when it is neither. */
export function numberOf(value: Json | undefined): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^\d+(\.\d+)?s?$/.test(value)) return Number.parseFloat(value);
  return Number.NaN;
}
