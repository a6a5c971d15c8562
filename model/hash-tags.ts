import { createHash } from 'node:crypto';

/** Begins each column in the text that a row's hash is of. No program writes it into a value; where one does, it is doubled there. */
export const HASH_MARK = '\u001f';

/** Characters of a short tag: one pair of columns in 16 million has the same. */
const SHORT = 4;

/**
 * What stands for a column in the text that a row's hash is of: a few characters of a hash of its name, so that names do not make most of that
 * text. A column keeps its tag whatever other columns there are. Where two columns of a table have the same, all have their names.
 */
export function hashTags(names: readonly string[]): ReadonlyMap<string, string> {
  const short = names.map((name) => createHash('sha256').update(name).digest('base64url').slice(0, SHORT));
  const isUnique = new Set(short).size === names.length;
  return new Map(names.map((name, index) => [name, isUnique ? (short[index] ?? name) : `${name}=`]));
}
