import { checkedText } from './checked-text';

/** Parts of a path that stand for something else; digits are not compared with a calendar. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  '{yyyy}': '####',
  '{mm}': '##',
  '{dd}': '##',
  '{yyyy-mm}': '####-##',
  '{yyyymm}': '######',
  '{yyyymmdd}': '########',
};
const KNOWN = ['{hospital}', '{table}', ...Object.keys(PLACEHOLDERS)];
/** Folders and a name: letters, digits, `_`, `-`, `.`, blanks, placeholders and stars; no part begins with a point. */
const PATH = new RegExp(
  `^(?!.*//)(?!/)(?!.*/$)(?!(?:.*/)?\\.)(?:[A-Za-z0-9_. /*-]|${KNOWN.map((each) => each.replace(/[{}]/g, '\\$&')).join('|')}){1,200}$`,
);

/** Where in the inbox the files of a feed are; the last part is the name of a file. */
export const feedPath = checkedText(
  'FEED_PATH_INVALID',
  PATH,
  `folders and a name of letters, digits, _, -, ., blanks, * and ${KNOWN.join(', ')}`,
);

/** A feed, by what decides where its files are. */
export interface FeedPlace {
  readonly owner: string;
  readonly table: string;
  /** @default every folder below <owner>/<table>/ */
  readonly path?: string | undefined;
}

/** `#`: a digit, `*`: anything but a slash, `**`: anything. */
type Token = string;

function tokensOf({ owner, table, path }: FeedPlace): Token[] {
  if (path === undefined) return [...`${owner}/${table}/`, '**'];
  const filled = Object.entries(PLACEHOLDERS).reduce((text, [name, digits]) => text.replaceAll(name, digits), path);
  return filled
    .split(/(\{hospital\}|\{table\})/)
    .flatMap((part) => [...(part === '{hospital}' ? owner : part === '{table}' ? table : part)]);
}

/** The folder in which all files of a feed are, with a slash at its end; empty: the inbox itself. */
export function folderOf(place: FeedPlace): string {
  const tokens = tokensOf(place);
  const open = tokens.findIndex((token) => ['#', '*', '**'].includes(token));
  const fixed = tokens.slice(0, open < 0 ? tokens.length : open).join('');
  return fixed.slice(0, fixed.lastIndexOf('/') + 1);
}

/** Whether a key of the inbox lies where the feed's files are; its ending is another question. */
export function liesInPath(key: string, place: FeedPlace): boolean {
  const patterns: Readonly<Record<string, string>> = { '#': '[0-9]', '*': '[^/]*', '**': '.+' };
  const pattern = tokensOf(place).map((token) => patterns[token] ?? token.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&'));
  return new RegExp(`^${pattern.join('')}$`, 's').test(key);
}

/** Whether a file might lie in the places of both feeds: then both would read it. */
export function pathsMeet(one: FeedPlace, other: FeedPlace): boolean {
  const [left, right] = [tokensOf(one), tokensOf(other)];
  const isOpen = (token: Token | undefined) => token === '*' || token === '**';
  const takes = (open: Token | undefined, token: Token) =>
    open === '**' || token === '*' || (token !== '/' && token !== '**');
  const same = (a: Token, b: Token) => a === b || (a === '#' && /\d/.test(b)) || (b === '#' && /\d/.test(a));
  const known = new Map<number, boolean>();
  const meet = (i: number, j: number): boolean => {
    const key = i * (right.length + 1) + j;
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, false);
    const [a, b] = [left[i], right[j]];
    let found = a === undefined && b === undefined;
    if (isOpen(a)) found ||= meet(i + 1, j) || (b !== undefined && takes(a, b) && meet(i, j + 1));
    if (!found && isOpen(b)) found = meet(i, j + 1) || (a !== undefined && takes(b, a) && meet(i + 1, j));
    if (!found && a !== undefined && b !== undefined && !isOpen(a) && !isOpen(b))
      found = same(a, b) && meet(i + 1, j + 1);
    known.set(key, found);
    return found;
  };
  return meet(0, 0);
}
