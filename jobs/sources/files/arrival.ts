/** Names that transfer programs give to files on their way. */
const UNFINISHED = /^[._]|\.(part|tmp|filepart)$/i;
const DELIVERED = /\.(csv|txt|psv|tsv)$/i;

/** What a name in a feed's folder says: a delivered file, one that is still being written, or something that nobody asked for. */
export type Arrival = 'delivered' | 'unfinished' | 'other';

/** @param path relative to the feed's folder, with `/`; folders whose names start with a point belong to programs. */
export function arrival(path: string): Arrival {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  if (parts.some((folder) => folder.startsWith('.'))) return 'other';
  if (UNFINISHED.test(name)) return 'unfinished';
  // A key that no store takes would stop the feed each day.
  return DELIVERED.test(name) && !/[\\\0]/.test(path) && !parts.includes('..') ? 'delivered' : 'other';
}
