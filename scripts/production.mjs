// `node scripts/production.mjs FOLDER`: removes from an installation what no step of the pipeline runs: the generator of the sample with its
// package of invented names, and source maps.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '.'] = process.argv.slice(2);
for (const path of ['node_modules/@faker-js', 'dist/sample'])
  rmSync(join(folder, path), { recursive: true, force: true });
for (const part of ['dist', 'node_modules'])
  for (const entry of readdirSync(join(folder, part), { recursive: true, withFileTypes: true }))
    if (entry.isFile() && entry.name.endsWith('.map')) rmSync(join(entry.parentPath, entry.name));
