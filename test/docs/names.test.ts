import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, PAGES, proseOf } from './blocks';
import { editOf } from './edits';

const ROOT = join(__dirname, '..', '..');
const ROOMS = [
  'cli',
  'compliance',
  'constructs',
  'environments',
  'jobs',
  'model',
  'sample',
  'scripts',
  'stacks',
  'test',
];
/** Every word of the sources: what a page names in code letters must be one of them. */
const words = new Set(
  ['main.ts', 'package.json', ...ROOMS.flatMap(filesIn)]
    .filter((file) => /\.(ts|mjs|cjs|py|go|json)$/.test(file) && !/^test\/(docs|generated)\//.test(file))
    .flatMap((file) => readFileSync(join(ROOT, file), 'utf8').match(/\w+/g) ?? []),
);
/** Names of Google's, Terraform's and cdktf's that our sources do not use. */
const OF_OTHERS = new Set([
  ...['GOOGLE_APPLICATION_CREDENTIALS', 'PARSE_DATE', 'importFrom', 'moveFromId', 'policyEditor'],
]);
const TOP = new RegExp(`^(${ROOMS.join('|')}|bench|docs|\\.ci)/[\\w./-]*\\w$`);

function filesIn(room: string): string[] {
  return readdirSync(join(ROOT, room), { recursive: true }).map((file) => join(room, String(file)));
}

function spansOf(page: string): string[] {
  return [...proseOf(page).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
}

describe.each(PAGES.filter((page) => !page.startsWith('docs/decisions/')))('%s', (page) => {
  it('names props, functions, codes and variables that there are', () => {
    const names = spansOf(page).flatMap(
      (span) => span.match(/(?<![\w-])(?:[a-z]+(?:[A-Z][a-z0-9]+)+|[A-Z]+(?:_[A-Z0-9]+)+)(?![\w<-])/g) ?? [],
    );
    expect(names.filter((name) => !words.has(name) && !OF_OTHERS.has(name))).toEqual([]);
  });

  it('names files and folders that there are', () => {
    const paths = spansOf(page).filter((span) => TOP.test(span));
    const written = blocksOf(page)
      .filter(({ info }) => info === 'diff')
      .map((block) => editOf(block).file);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)) && !written.includes(path))).toEqual([]);
  });
});

it('knows a name that is gone', () => {
  expect(words.has('lockRetention')).toBe(true);
  expect(words.has('lockTheRetention')).toBe(false);
});
