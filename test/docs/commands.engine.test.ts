import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProject } from '../project-copy';
import { type Block, blocksOf, commandLines, PAGES } from './blocks';

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
  const variables = Object.entries(process.env).filter(
    ([name]) => !/^(RCM_|CDKTF_|GOOGLE_|WRITE_DOCS|npm_)/.test(name),
  );
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

/** A shown line as a pattern: what another run cannot repeat may differ, `…` and `...` stand for anything. */
function pattern(line: string): RegExp {
  const parts = line.trimEnd().split(/…|\.\.\./);
  const texts = parts.map((part) =>
    part
      .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll(/\d{8}t\d{6}z-\w+/g, '\\d{8}t\\d{6}z-\\w+')
      .replaceAll(/[\d.\\]+(?= (?:s|GB|MB)\b)/g, '[\\d.]+')
      // Each new resource would change it, and says nothing about the page.
      .replaceAll(/\d+(?= resources)/g, '\\d+')
      .replaceAll(/(?<=node: )\S+/g, '\\S+'),
  );
  return new RegExp(`^${texts.join('.*')}$`);
}

/** Shown lines that the output does not have, or not in this order. */
function missingIn(output: string, shown: Block): string[] {
  const lines = output.split('\n').map((line) => line.trimEnd());
  let from = 0;
  return shown.text.split('\n').filter((line) => {
    if (/^\W*(…|\.\.\.)?\W*$/.test(line)) return false;
    const at = lines.findIndex((each, index) => index >= from && pattern(line).test(each));
    if (at < 0) return true;
    from = at + 1;
    return false;
  });
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
    expect(shown.flatMap((each) => missingIn(output, each))).toEqual([]);
  },
  5 * MINUTES,
);

it('misses a line that is not printed, and one that is out of order', () => {
  const shown = {
    page: '',
    line: 1,
    info: 'text output',
    text: 'run 20261123t044635z-qkip in 15 s\n│ ... │\nrows 5\nrows … 4',
  };
  expect(missingIn('run 20260101t000000z-abcd in 2.5 s\nrows 5\nrows and 4', shown)).toEqual([]);
  expect(missingIn('run 20260101t000000z-abcd in 2.5 s\nrows and 4\nrows 5', shown)).toEqual(['rows … 4']);
  expect(missingIn('run 20260101t000000z-abcd in 2.5 s\nrows 6\nrows and 4', shown)).toEqual(['rows 5']);
});
