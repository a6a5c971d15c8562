import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { RETIRED } from './retired-phrases.mjs';

/** What git ignores, what others wrote, and this list of phrases. */
const SKIPPED = new Set([
  ...[
    'node_modules',
    'dist',
    '.git',
    '.engines',
    '.rcm',
    'cdktf.out',
    '.terraform-state',
    'package-lock.json',
    'LICENSE',
  ],
  ...['test/data', 'test/schema/google-6.50.0.json', 'test/engines/go', 'scripts/wording', 'test/wording.test.ts'],
]);
/** Kinds of files that people read. */
const READ = new Set(['.ts', '.mjs', '.cjs', '.py', '.md', '.sql', '.json', '.yaml', '.css', '.svg', '.txt', '']);

/** Every place of a retired phrase, by top-level folder and phrase. A folder without any is there too. */
export function placesOf(root) {
  const rooms = {};
  for (const file of filesOf(root, root)) {
    const parts = file.split('/');
    const room = parts.length === 1 ? 'root' : parts[0];
    rooms[room] ??= {};
    const text = readFileSync(join(root, file), 'utf8');
    for (const { phrase, patterns } of RETIRED) {
      for (const match of patterns.flatMap((pattern) => [...text.matchAll(pattern)])) {
        const line = text.slice(0, match.index).split('\n').length;
        rooms[room][phrase] ??= [];
        rooms[room][phrase].push(`${file}:${line}`);
      }
    }
  }
  return rooms;
}

function filesOf(root, folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const file = relative(root, path);
    if (SKIPPED.has(file)) return [];
    if (entry.isDirectory()) return filesOf(root, path);
    return entry.isFile() && READ.has(extname(entry.name)) ? [file] : [];
  });
}
