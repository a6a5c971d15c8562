import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Block } from './blocks';

const FILE = /^--- (\S+)$/;

/** One place in a file that a page changes: lines that are there, and what they become. */
interface Hunk {
  readonly before: string;
  readonly after: string;
}

/** What a `diff` block of a page does to one file. */
export interface Edit {
  /** The block's place, e.g. `docs/extending-the-model.md:24`. */
  readonly from: string;
  /** Below the root of the project. */
  readonly file: string;
  readonly hunks: readonly Hunk[];
}

/**
 * Reads a `diff` block: its first line names the file, `@@` stands between places, each other line starts with `+`, `-` or a blank.
 * @throws Error when the block is not one, or changes nothing
 */
export function editOf({ page, line, text }: Block): Edit {
  const from = `${page}:${line}`;
  const [first = '', ...lines] = text.split('\n');
  const file = FILE.exec(first)?.[1];
  if (file === undefined) throw new Error(`${from}: the first line is "--- FILE"`);
  const hunks = lines
    .join('\n')
    .split('\n@@\n')
    .map((part) => part.split('\n'))
    .map((part) => ({ before: linesWith(part, '-'), after: linesWith(part, '+') }));
  const odd = lines.find((each) => each !== '@@' && each !== '' && !/^[-+ ]/.test(each));
  if (odd !== undefined) throw new Error(`${from}: "${odd}" starts with neither "+", "-" nor a blank`);
  if (hunks.some(({ before, after }) => before === after)) throw new Error(`${from}: a place is not changed`);
  return { from, file, hunks };
}

function linesWith(lines: readonly string[], sign: '+' | '-'): string {
  return lines
    .filter((line) => line === '' || line.startsWith(' ') || line.startsWith(sign))
    .map((line) => `${line.slice(1)}\n`)
    .join('');
}

/**
 * Makes the changes of a block in a project. A block without any line that is there makes a new file.
 * @throws Error when the lines that the page shows are not in the file, or not in one place only
 */
export function applyEdit({ from, file, hunks }: Edit, project: string): void {
  const path = join(project, file);
  const isNew = hunks.every(({ before }) => before === '');
  if (isNew && existsSync(path)) throw new Error(`${from}: ${file} is there already`);
  let text = isNew ? '' : readFileSync(path, 'utf8');
  for (const { before, after } of hunks) {
    const places = isNew ? 1 : `\n${text}`.split(`\n${before}`).length - 1;
    if (places !== 1) throw new Error(`${from}: ${file} holds these lines ${places} times:\n${before}`);
    text = isNew ? text + after : `\n${text}`.replace(`\n${before}`, () => `\n${after}`).slice(1);
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
