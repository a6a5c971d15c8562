import { samples } from '../samples';
import { flowGraph } from './flow-graph';
import { drawPicture } from './picture';
import { stacksGraph } from './stacks-graph';

const ENVIRONMENT = 'sunrise-prod';

/** The graphs of the picture: the order of stacks, and who reads and writes what. */
export function architectureGraphs() {
  const { stacks: all, dependencies } = samples();
  const stacks = all.filter(({ name }) => name.startsWith(`${ENVIRONMENT}-`));
  const order = stacksGraph(ENVIRONMENT, stacks, dependencies);
  const flow = flowGraph('sunrise-rcm-prod', ['hospital-a', 'hospital-b'], stacks);
  return { stacks, order, flow };
}

/** The picture of the architecture, read off the synthesized stacks. */
export function architecturePicture(): Promise<string> {
  const { stacks, order, flow } = architectureGraphs();
  const total = stacks.reduce((sum, stack) => sum + stack.resources().length, 0);
  return drawPicture([
    {
      title: `What is deployed, in this order: ${stacks.length} stacks, ${total} resources`,
      note: `Read off the stacks of ${ENVIRONMENT}. A hospital is a stack of its own; adding one changes no other.`,
      ...order,
    },
    {
      title: 'Who reads and writes what',
      note:
        'Read off the grants. An arrow into a store writes, one out of it reads, one with two heads reads and removes; dashed: starts. ' +
        'Left out: settings, audit trail (ops), scratch.',
      ...flow,
    },
  ]);
}
