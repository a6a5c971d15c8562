import { leavesOf } from './schema/resource-leaves';
import type { SynthesizedStack } from './synthesized-stack';

/** What `terraform show -json` says of a plan, as far as it is read here. */
export interface ShownPlan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[]; readonly after_unknown: unknown };
  }[];
}

/**
 * Arguments that the stack sets and the plan does not know, `address place`, except those built from values that only Google can choose.
 * @param madeUp `type.attribute` of values that Google chooses.
 */
export function unknownInPlan(plan: ShownPlan, stack: SynthesizedStack, madeUp: readonly string[]): string[] {
  const changes = new Map(plan.resource_changes?.map(({ address, change }) => [address, change.after_unknown]));
  const references = madeUp.map((kind) => {
    const [type, attribute] = kind.split('.');
    return new RegExp(`\\$\\{${type}\\.[\\w-]+\\.${attribute}\\}`);
  });
  return stack.resources().flatMap((resource) => {
    const address = `${resource.type}.${resource.id}`;
    const unknown = unknownPlaces(changes.get(address), resource.type);
    const set = leavesOf(resource).filter(({ value }) => !references.some((each) => each.test(String(value))));
    const lost = set.filter(({ place }) => unknown.some((each) => place === each || place.startsWith(`${each}.`)));
    return [...new Set(lost.map(({ place }) => `${address} ${place.slice(resource.type.length + 1)}`))];
  });
}

/** The places that are `true` in Terraform's tree of unknowns, without the numbers of blocks and elements. */
function unknownPlaces(tree: unknown, place: string): string[] {
  if (tree === true) return [place];
  if (Array.isArray(tree)) return tree.flatMap((each) => unknownPlaces(each, place));
  if (tree === null || typeof tree !== 'object') return [];
  return Object.entries(tree).flatMap(([name, each]) => unknownPlaces(each, `${place}.${name}`));
}
