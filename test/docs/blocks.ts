import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/**
 * What can stand behind the fence of a code block. Commands: `sh` runs on one machine and is run, `sh cloud` needs Google's cloud or a
 * container registry, `sh elsewhere` is run by another test. `text output` is what the commands before it print.
 */
export const INFO_STRINGS = [
  ...[
    'sh',
    'sh cloud',
    'sh elsewhere',
    'text',
    'text output',
    'ts',
    'ts file',
    'diff',
    'json',
    'yaml',
    'sql',
    'dockerfile',
  ],
] as const;
export type InfoString = (typeof INFO_STRINGS)[number];

/** A fenced block of a page. */
export interface Block {
  /** e.g. `docs/running.md`. */
  readonly page: string;
  /** Of its first line of content. */
  readonly line: number;
  readonly info: string;
  readonly text: string;
}

/** README and every page of docs/, in the order of their names. */
export const PAGES: readonly string[] = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true })
    .map((file) => join('docs', String(file)))
    .filter((file) => file.endsWith('.md'))
    .sort(),
];

export function pageText(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** The fenced blocks of a page, those of lists without their indentation. */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  const lines = pageText(page).split('\n');
  for (let at = 0; at < lines.length; at++) {
    const fence = /^( *)```(.*)$/.exec(lines[at] ?? '');
    if (!fence) continue;
    const indentation = fence[1]?.length ?? 0;
    const end = lines.findIndex((line, index) => index > at && line.trim() === '```');
    if (end < 0) throw new Error(`${page}:${at + 1}: the block has no end`);
    const content = lines.slice(at + 1, end).map((line) => line.slice(indentation));
    blocks.push({ page, line: at + 2, info: fence[2] ?? '', text: content.join('\n') });
    at = end;
  }
  return blocks;
}

/** The page without its fenced blocks: what is written in sentences and tables. */
export function proseOf(page: string): string {
  return pageText(page).replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
}

/** The commands of a block: one for each line, continued lines joined, without comments. */
export function commandLines({ text }: Block): string[] {
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
}
