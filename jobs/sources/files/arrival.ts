/** How a file may be packed, by the ending of its name. */
const PACKINGS = ['gz', 'zip'] as const;
export type Packing = (typeof PACKINGS)[number];

/** @returns null: the file is as its format says. */
export function packingOf(name: string): Packing | null {
  return PACKINGS.find((packing) => name.toLowerCase().endsWith(`.${packing}`)) ?? null;
}

/** Names that transfer programs give to files while they write them. */
const UNFINISHED = /^[._]|\.(part|tmp|filepart)$/i;

/** What a name in a feed's folder says: a delivered file, a file that is still being written, or something that is not a file of the feed. */
export type Arrival = 'delivered' | 'unfinished' | 'other';

/**
 * @param path relative to the feed's folder, with `/`; folders whose names start with a point belong to programs.
 * @param extensions of the feed's format; packed files of any format are called .gz or .zip.
 */
export function arrival(path: string, extensions: readonly string[]): Arrival {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  if (parts.some((folder) => folder.startsWith('.'))) return 'other';
  if (UNFINISHED.test(name)) return 'unfinished';
  const isOfFormat = [...extensions, ...PACKINGS].some((extension) => name.toLowerCase().endsWith(`.${extension}`));
  // A key that stores refuse would stop the feed each day.
  return isOfFormat && !/[\\\0]/.test(path) && !parts.includes('..') ? 'delivered' : 'other';
}
