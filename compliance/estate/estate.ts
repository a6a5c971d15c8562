import type { JsonObject } from '../arguments/attribute';
import type { Exception } from './exception';
import { qualifiedAddress, type Resource } from './resource';

/** Everything a review looks at. Build it with `estateOf`. */
export interface Estate {
  readonly resources: readonly Resource[];
  readonly byType: ReadonlyMap<string, readonly Resource[]>;
  /** By `qualifiedAddress`. */
  readonly byAddress: ReadonlyMap<string, Resource>;
  readonly stacks: readonly string[];
  /**
   * Whether this is everything an environment has. Only then does "there is no audit log" follow from not seeing one;
   * otherwise such rules answer 'unknown'.
   */
  readonly complete: boolean;
  /**
   * Whether it is one stack of several: not everything, and of a project that its provider names. A file without a provider is by itself; no
   * rule asks it for the rest.
   */
  readonly isPart: boolean;
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
    isPart:
      !options.complete &&
      resources.some(({ project, attributes }) => project !== undefined && attributes['project'] === undefined),
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
