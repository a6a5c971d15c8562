import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Artifact, generate } from './artifact';

/** Of a line in a message. */
const EXCERPT_CHARACTERS = 120;
const ROOT = join(__dirname, '..', '..');

/** What a file is beside what the generator yields for it now. */
export type FileState = 'unchanged' | 'changed' | 'missing' | 'left over';

/** A generated file: what is committed, and what the code yields now. */
export interface ComparedFile {
  /** Below the root of the project. */
  readonly path: string;
  readonly state: FileState;
  readonly committed: string;
  /** Empty when the code no longer yields the file. */
  readonly generated: string;
}

/** Generates an artifact and compares each of its files with the one in the project, by path. */
export async function compare(artifact: Artifact, root: string = ROOT): Promise<ComparedFile[]> {
  const generated = await generate(artifact);
  const there = 'folder' in artifact ? filesIn(root, artifact.folder) : [];
  const paths = [...new Set([...generated.keys(), ...there])].sort();
  return paths.map((path) => {
    const file = join(root, path);
    const committed = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const text = generated.get(path);
    return { path, state: stateOf(committed, text), committed: committed ?? '', generated: text ?? '' };
  });
}

function stateOf(committed: string | undefined, generated: string | undefined): FileState {
  if (generated === undefined) return 'left over';
  if (committed === undefined) return 'missing';
  return committed === generated ? 'unchanged' : 'changed';
}

function filesIn(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/** Makes the project hold what was generated: writes what is changed or missing, removes what is left over. */
export function bring(compared: readonly ComparedFile[], root: string = ROOT): void {
  for (const { path, state, generated } of compared) {
    const file = join(root, path);
    if (state === 'unchanged') continue;
    if (state === 'left over') {
      rmSync(file);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, generated);
  }
}

/** One line for each file that differs: where, how, and what to do. */
export function differences(compared: readonly ComparedFile[], name: string): string[] {
  const advice = `If the change is meant, write it again: npm run docs -- ${name}`;
  return compared.filter(({ state }) => state !== 'unchanged').map((file) => `${differenceOf(file)}. ${advice}`);
}

function differenceOf({ path, state, committed, generated }: ComparedFile): string {
  if (state === 'missing') return `${path} is missing`;
  if (state === 'left over') return `${path} is no longer generated`;
  const [before, now] = [committed.split('\n'), generated.split('\n')];
  const at = now.findIndex((line, index) => line !== before[index]);
  const line = at < 0 ? now.length : at;
  const [there, wanted] = excerpts(before[line] ?? '', now[line] ?? '');
  return `${path}:${line + 1} holds "${there}"; the code yields "${wanted}"`;
}

/** Two lines from a little before the first character in which they differ: a row of a table can be very long. */
function excerpts(one: string, other: string): [string, string] {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const from = Math.max(0, at - EXCERPT_CHARACTERS / 4);
  const cut = (text: string) => `${from > 0 ? '…' : ''}${text.slice(from, from + EXCERPT_CHARACTERS)}`;
  return [cut(one), cut(other)];
}
