/** Names that transfer programs give to files while they write them. */
const UNFINISHED = /^[._]|\.(part|tmp|filepart)$/i;

/** What a name in a feed's folder says: a delivered file, a file that is still being written, or something that is not a file of the feed. */
export type Arrival = 'delivered' | 'unfinished' | 'other';

/**
 * @param path relative to the feed's folder, with `/`; folders whose names start with a point belong to programs.
 * @param extensions of the feed's format.
 */
export function arrival(path: string, extensions: readonly string[]): Arrival {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  if (parts.some((folder) => folder.startsWith('.'))) return 'other';
  if (UNFINISHED.test(name)) return 'unfinished';
  const isOfFormat = extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`));
  // A key that stores refuse would stop the feed each day.
  return isOfFormat && !/[\\\0]/.test(path) && !parts.includes('..') ? 'delivered' : 'other';
}
