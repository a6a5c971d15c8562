// Which process started which: what a test file has started is ended with it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { outputOf } from '../run-command.mjs';

/** Every process of this machine and its parent, as pairs of ids. */
async function parents() {
  // An image without procps has no ps; macOS has no /proc.
  if (existsSync('/proc/self/stat')) return readdirSync('/proc').flatMap(statOf);
  const printed = (await outputOf('ps', ['-A', '-o', 'pid=,ppid='])) ?? '';
  return printed.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
}

function statOf(name) {
  if (!/^\d+$/.test(name)) return [];
  try {
    // After the program's name, which is in brackets and may contain any character: state, then the parent's id.
    const afterName = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\)/s, '').trim();
    return [[Number(name), Number(afterName.split(' ')[1])]];
  } catch {
    return []; // It has ended since.
  }
}

/** Ids of the processes that each of `roots` has started, with those that these have started. */
export async function descendantsOf(roots) {
  if (roots.length === 0) return new Map();
  const children = new Map();
  for (const [pid, parent] of await parents()) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const below = (pid) => (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return new Map(roots.map((root) => [root, below(root)]));
}

/** Sends a signal to a process, or to a group by its negative id. @returns whether there is one. */
export function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
