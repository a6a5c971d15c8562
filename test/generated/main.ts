import { skipTokenTraces } from '../../stacks/synthesis/token-traces';
import { engineAvailable } from '../engines/available';
import type { Artifact } from './artifact';
import { ARTIFACTS } from './artifacts';
import { bring, type ComparedFile, compare, type FileState } from './committed';

/** `npm run docs [-- NAME ...]`: writes every artifact, or those that are named, with a line for each file. */
const DONE: Readonly<Record<FileState, string>> = {
  changed: 'written',
  missing: 'written',
  'left over': 'removed',
  unchanged: 'unchanged',
};
const COLUMN = 10;

const say = (text: string) => process.stderr.write(`${text}\n`);
const line = (done: string, what: string) => say(`  ${done.padEnd(COLUMN)} ${what}`);

/** A line for each file that was touched, and one for all that were not. */
function report(artifact: Artifact, compared: readonly ComparedFile[]): void {
  for (const { path, state } of compared) if (state !== 'unchanged') line(DONE[state], path);
  const same = compared.filter(({ state }) => state === 'unchanged');
  if (same.length === 0) return;
  line('unchanged', 'path' in artifact ? artifact.path : `${artifact.folder}: ${same.length} files`);
}

/** @returns how many files changed */
async function write(artifact: Artifact): Promise<number> {
  const since = Date.now();
  say(`${artifact.name} ...`);
  const compared = await compare(artifact);
  bring(compared);
  report(artifact, compared);
  say(`${artifact.name}: ${((Date.now() - since) / 1000).toFixed(1)} s`);
  return compared.filter(({ state }) => state !== 'unchanged').length;
}

/** @returns the exit code: 0 done, 1 an engine is missing, 2 a name is unknown */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !ARTIFACTS.some((artifact) => artifact.name === name));
  if (unknown.length > 0) {
    say(`Nothing is called ${unknown.join(', ')}. What there is: ${ARTIFACTS.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  const wanted = ARTIFACTS.filter(({ name }) => names.length === 0 || names.includes(name));
  const able = wanted.filter(({ engine }) => engine === undefined || engineAvailable(engine));
  let changed = 0;
  for (const artifact of able) changed += await write(artifact);
  say(`${changed} files changed`);
  const skipped = wanted.filter((artifact) => !able.includes(artifact));
  for (const { name, engine } of skipped)
    say(`${name} was left as it is: ${engine} is missing. Run node scripts/engines.mjs, then npm run docs -- ${name}`);
  return skipped.length > 0 && names.length > 0 ? 1 : 0;
}

skipTokenTraces();
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
