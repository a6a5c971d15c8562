import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProject } from '../project-copy';
import { type Block, blocksOf, commandLines, PAGES } from './blocks';
import { missingIn } from './shown-output';

/**
 * Every command block that can run on one machine, as a reader types it: page by page, in a copy of the project. `npm start`, the first,
 * makes the sample that all others work on. It takes no engine, but a minute.
 */
const MINUTES = 60_000;
/** Pages in the order in which they are read; the last one writes another sample. */
const FIRST = ['README.md', 'docs/running.md'];
const LAST = ['docs/adding-a-hospital.md'];
const ORDER = [...FIRST, ...PAGES.filter((page) => ![...FIRST, ...LAST].includes(page)), ...LAST];

const temporary = mkdtempSync(join(tmpdir(), 'documented-'));
const project = join(temporary, 'project');

interface Run {
  readonly name: string;
  readonly block: Block;
  /** What the page shows of what it prints. */
  readonly shown: readonly Block[];
}

const RUNS: readonly Run[] = ORDER.flatMap((page) => {
  const blocks = blocksOf(page);
  return blocks
    .filter(({ info }) => info === 'sh')
    .map((block) => {
      const later = blocks.slice(blocks.indexOf(block) + 1);
      const next = later.findIndex(({ info }) => info === 'sh');
      const until = next < 0 ? later : later.slice(0, next);
      const name = `${page}:${block.line}: ${commandLines(block)[0]}`;
      return { name, block, shown: until.filter(({ info }) => info === 'text output') };
    });
});

/** Runs a block in one shell that stops at the first failure, without the variables that would change what it does. */
function run({ text }: Block): { status: number | null; output: string } {
  const variables = Object.entries(process.env).filter(([name]) => !/^(RCM_|CDKTF_|GOOGLE_|npm_)/.test(name));
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', text], {
    cwd: project,
    env: {
      ...Object.fromEntries(variables),
      // Where gcloud keeps its credentials: there are none.
      CLOUDSDK_CONFIG: join(temporary, 'gcloud'),
      CHECKPOINT_DISABLE: '1',
      NO_COLOR: '1',
    },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, output: `${stdout}\n${stderr}` };
}

beforeAll(() => {
  copyProject(project);
  mkdirSync(join(temporary, 'gcloud'));
}, MINUTES);
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

it('starts with the command that makes the sample', () => {
  expect(RUNS[0]?.block.text).toBe('npm start');
});

it.each(RUNS)(
  '$name',
  ({ block, shown }) => {
    const { status, output } = run(block);
    expect({ status, output: status === 0 ? '' : output.slice(-3000) }).toEqual({ status: 0, output: '' });
    expect(shown.flatMap((each) => missingIn(output, each.text))).toEqual([]);
  },
  5 * MINUTES,
);
