import { architectureGraphs } from './architecture-picture';

const { stacks, order, flow } = architectureGraphs();

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
