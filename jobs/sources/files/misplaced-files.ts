import { REFERENCE_OWNER } from '../../../model/datasets';
import { folderOf, liesInPath } from '../../../model/feed-path';
import type { PipelineSpec } from '../../../model/spec';
import { arrival } from './arrival';
import { FILE_FORMATS } from './formats/registry';
import { shownFile, shownName } from './shown-file';

/** Files and places that a message names. */
const NAMED = 3;

/** What becomes of a file in the inbox: a feed reads it, it is still being written, its folder has no feed, or its feed does not take its name. */
export type InboxPlace = 'waiting' | 'unfinished' | 'without_feed' | 'other_name';

/** @param key of an object in the inbox, with `/`. */
export function inboxPlace(key: string, spec: PipelineSpec): InboxPlace {
  if (arrival(key.slice(key.lastIndexOf('/') + 1), []) === 'unfinished') return 'unfinished';
  const feeds = [
    ...spec.references.map((feed) => ({ owner: REFERENCE_OWNER, feed })),
    ...spec.hospitals.flatMap(({ id, feeds: own }) => own.map((feed) => ({ owner: id, feed }))),
  ].map(({ owner, feed }) => ({ feed, place: { owner, table: feed.table, path: feed.path } }));
  const found = feeds.find(({ place }) => liesInPath(key, place));
  if (!found) {
    // The folder is right, and the path of its feed asks for more.
    const isBeside = feeds.some(
      ({ feed, place }) => feed.path !== undefined && liesInPath(key, { ...place, path: undefined }),
    );
    return isBeside ? 'other_name' : 'without_feed';
  }
  const format = FILE_FORMATS.find(({ id }) => id === found.feed.format) ?? FILE_FORMATS[0];
  return arrival(key.slice(folderOf(found.place).length), format.extensions) === 'delivered' ? 'waiting' : 'other_name';
}

/** One warning for each folder with files that no feed will read, e.g. `2 file(s) in hospital-a/claim, which no feed reads (jan.csv, feb.csv)`. */
export function misplacedFiles(keys: readonly string[], spec: PipelineSpec): string[] {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const place = key.endsWith('/') ? 'waiting' : inboxPlace(key, spec);
    if (place !== 'without_feed' && place !== 'other_name') continue;
    const why = place === 'without_feed' ? 'which no feed reads' : 'whose feed does not take their names';
    const where = `in ${shownFolder(key, spec)}, ${why}`;
    groups.set(where, [...(groups.get(where) ?? []), shownFile(key)]);
  }
  return [...groups].map(([where, files]) => `${files.length} file(s) ${where} (${firstOf(files)})`);
}

/** The first few, and how many more there are. */
export function firstOf(names: readonly string[]): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return `${names.slice(0, NAMED).join(', ')}${more}`;
}

/** Hospital and table of the folder; a name that the spec does not have is shown like the name of a file. */
function shownFolder(key: string, spec: PipelineSpec): string {
  const [owner, table] = key.split('/').slice(0, -1);
  if (owner === undefined) return 'the inbox itself';
  const owners = [REFERENCE_OWNER, ...spec.hospitals.map(({ id }) => id)];
  const shownOwner = owners.includes(owner) ? owner : shownName(owner);
  if (table === undefined) return shownOwner;
  const feeds = [...spec.references, ...spec.hospitals.flatMap((hospital) => hospital.feeds)];
  return `${shownOwner}/${feeds.some((feed) => feed.table === table) ? table : shownName(table)}`;
}
