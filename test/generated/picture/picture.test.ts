import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesizeSamples } from '../../synthesized-environments';
import { expectGenerated } from '../generated-file';
import { flowGraph } from './flow-graph';
import { drawPicture } from './picture';
import { stacksGraph } from './stacks-graph';

const PICTURE = join(__dirname, '..', '..', '..', 'docs', 'images', 'architecture.svg');
const ENVIRONMENT = 'sunrise-prod';

const { stacks: all, outdir } = synthesizeSamples();
const stacks = all.filter(({ name }) => name.startsWith(`${ENVIRONMENT}-`));
const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
  stacks: Record<string, { dependencies: string[] }>;
};
const dependencies = new Map(
  stacks.map(({ name }) => [
    name,
    (manifest.stacks[name]?.dependencies ?? []).map((path) => path.split('/').at(-1) ?? ''),
  ]),
);
const order = stacksGraph(ENVIRONMENT, stacks, dependencies);
const flow = flowGraph('sunrise-rcm-prod', ['hospital-a', 'hospital-b'], stacks);

it('the picture of the architecture shows what is synthesized (WRITE_DOCS=1 writes it again)', async () => {
  const total = stacks.reduce((sum, stack) => sum + stack.resources().length, 0);
  const picture = await drawPicture([
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
  expectGenerated(PICTURE, picture);
});

it('draws only ways that a grant opens', () => {
  const ways = flow.edges.map(({ from, to }) => `${from} > ${to}`);
  expect(ways).toEqual(
    expect.arrayContaining([
      'database > rcm-extract',
      'rcm-extract > bucket landing',
      'bucket landing > rcm-load',
      'rcm-load > dataset bronze_<hospital>',
      'dataset bronze_<hospital> > rcm-transform',
      'rcm-transform > dataset gold',
      'dataset gold > dataset reporting',
      'dataset reporting > rcm-analysts',
    ]),
  );
  expect(ways.filter((way) => /^dataset (bronze|silver|gold)\S* > rcm-analysts$/.test(way))).toEqual([]);
});

it('draws every stack with all its resources, and after what it needs', () => {
  for (const stack of stacks) {
    const [title = '', ...lines] = order.nodes.find(({ id }) => id === stack.name)?.lines ?? [];
    const counted = lines.reduce((sum, line) => sum + Number.parseInt(line, 10), 0);
    expect([title, counted]).toEqual([expect.stringContaining(` ${counted} resources`), stack.resources().length]);
  }
  expect(order.edges).toContainEqual({ from: 'sunrise-prod-foundation', to: 'sunrise-prod-network' });
});
