import type { SynthesizedStack } from '../../synthesized-stack';
import type { GraphEdge, GraphNode } from './graph';

/** Types of which a stack's box names the count; the others are added up. */
const SHOWN_TYPES = 7;

/** Each stack of an environment with what it holds, and the order in which they are deployed. */
export function stacksGraph(
  environment: string,
  stacks: readonly SynthesizedStack[],
  dependencies: ReadonlyMap<string, readonly string[]>,
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  return {
    nodes: stacks.map((stack) => ({
      id: stack.name,
      kind: 'stack',
      lines: [`${stack.name.slice(environment.length + 1)}: ${stack.resources().length} resources`, ...contents(stack)],
    })),
    edges: stacks.flatMap(({ name }) => (dependencies.get(name) ?? []).map((from) => ({ from, to: name }))),
  };
}

function contents(stack: SynthesizedStack): string[] {
  const counts = new Map<string, number>();
  for (const { type } of stack.resources()) counts.set(type, (counts.get(type) ?? 0) + 1);
  const sorted = [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
  const shown = sorted.slice(0, sorted.length > SHOWN_TYPES ? SHOWN_TYPES - 1 : SHOWN_TYPES);
  const left = sorted.slice(shown.length);
  const resources = left.reduce((sum, [, count]) => sum + count, 0);
  return [
    ...shown.map(([type, count]) => `${count} ${type.replace(/^google_/, '').replaceAll('_', ' ')}`),
    ...(left.length > 0 ? [`${resources} in ${left.length} other types`] : []),
  ];
}
