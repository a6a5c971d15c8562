import type { Block } from './blocks';

/** Command blocks that need Google's cloud, a container registry or another network, by page: how many. They are read, not run. */
export const IN_THE_CLOUD: Readonly<Record<string, number>> = {
  'README.md': 1,
  'docs/adding-a-hospital.md': 3,
  'docs/adopting.md': 2,
  'docs/big-tables.md': 2,
  'docs/bootstrap.md': 1,
  'docs/delivery.md': 1,
  'docs/deploying.md': 2,
  'docs/tearing-down.md': 5,
  'docs/upgrading.md': 2,
};

/** Command blocks that another test runs, by a part of them: the test file. */
export const RUN_ELSEWHERE: Readonly<Record<string, string>> = {
  'npm test': '.ci/run',
  './rcm dev --env sunrise-dev': 'cli/commands/dev.engine.test.ts',
  'dev/session/spec.json': 'cli/commands/dev.engine.test.ts',
  'rcm hospital add': 'cli/add-hospital/add-hospital.engine.test.ts',
  'npm install rcm-platform': 'test/package/package.engine.test.ts',
  'rcm-platform init my-platform': 'test/package/extended-consumer.engine.test.ts',
  'rcm-platform model check': 'test/package/extended-consumer.engine.test.ts',
  'neededGrants.map': 'stacks/foundation.test.ts',
  'npm run docs -- golden': 'test/docs/extending-the-model.engine.test.ts',
};

/** The test that runs the block. */
export function ranBy({ text }: Block): string | undefined {
  return Object.entries(RUN_ELSEWHERE).find(([part]) => text.includes(part))?.[1];
}
