import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { PhiPath } from '../../../model/phi/lineage';
import { followMarkers, MARKERS, placesOf } from './follow-markers';

/** Where the file is, below the root of the project. */
export const LINEAGE_FILE = 'model/phi/lineage.ts';
const ROOT = join(__dirname, '..', '..', '..');

/** The text of the file that says where the columns about persons go. */
export async function lineageFile(): Promise<string> {
  const arrivals = await followMarkers();
  const paths: PhiPath[] = MARKERS.map((marker) => ({
    sources: marker.sources,
    phi: marker.phi,
    places: placesOf(marker, arrivals),
  }));
  const entries = paths.map((path) => `  ${JSON.stringify(path)},`);
  return formatted(`${HEADER}export const PHI_LINEAGE: readonly PhiPath[] = [\n${entries.join('\n')}\n];\n`);
}

/** As the formatter leaves it, so that `npm run format` changes nothing. */
function formatted(source: string): string {
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const parameters = [biome, 'format', `--stdin-file-path=${join(ROOT, LINEAGE_FILE)}`];
  return execFileSync(process.execPath, parameters, { input: source, encoding: 'utf8', cwd: ROOT });
}

const HEADER = `import type { PhiClass } from '../types';

/** Where the values of a source column about a person go. */
export interface PhiPath {
  /** The source's columns; those of a key that entities share are one. */
  readonly sources: readonly string[];
  readonly phi: PhiClass;
  /** Columns of tables and views that hold them as they are, sorted; \`<hospital>\` stands for each hospital. */
  readonly places: readonly string[];
}

/**
 * Found by running every statement over rows with a mark in each such column and looking where the marks arrive.
 * Amounts are not followed: sums hold them.
 */
`;
