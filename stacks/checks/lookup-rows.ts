import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { parse } from 'csv-parse/sync';
import { MOST_VALUES } from '../../model/mapping/mapping-spec';
import type { ProblemCode } from '../../model/problems';

/** A lookup has short values: a larger file is another one. */
const MOST_BYTES = 2_000_000;

/** A file that is not what it should be: its code, and what is wrong with it, without a value. */
export type Refused = { readonly code: ProblemCode; readonly message: string };
export type Refuse = (code: ProblemCode, message: string) => Refused;

/**
 * The rows of a CSV file of the project in UTF-8, its header line first.
 * @param project folder that the file is named from
 */
export function readRows(file: string, project: string): { readonly rows: string[][] } | Refused {
  const refused = refuse(file);
  if (isAbsolute(file) || file.split(/[\\/]/).includes('..'))
    return refused('LOOKUP_OUTSIDE', 'is not a path inside of the project');
  let text: string;
  try {
    const root = realpathSync(project);
    const inside = relative(root, realpathSync(resolve(root, file)));
    if (inside === '' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
      return refused('LOOKUP_OUTSIDE', 'leads out of the project');
    const found = statSync(resolve(root, file));
    // A pipe would be waited for, and a device may have no end.
    if (!found.isFile()) return refused('LOOKUP_UNREADABLE', 'is a folder, pipe or device');
    const { size } = found;
    if (size > MOST_BYTES) return refused('LOOKUP_TOO_LONG', `has ${size} bytes; at most ${MOST_BYTES}`);
    const bytes = readFileSync(resolve(root, file));
    // Another encoding would change letters of the keys, which then fit no value.
    if (!isUtf8(bytes)) return refused('LOOKUP_UNREADABLE', 'is not UTF-8; save it as CSV in UTF-8');
    text = bytes.toString('utf8');
  } catch {
    return refused(
      'LOOKUP_UNREADABLE',
      `is not a file that can be read in ${project === process.cwd() ? 'the project' : project}`,
    );
  }
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
  } catch {
    return refused('LOOKUP_LINE_INVALID', 'has a broken quote');
  }
  if (rows.length - 1 > MOST_VALUES)
    return refused('LOOKUP_TOO_LONG', `has ${rows.length - 1} lines; at most ${MOST_VALUES}`);
  return { rows };
}

/** Says what is wrong with a file, its name first. */
export const refuse =
  (file: string): Refuse =>
  (code, message) => ({ code, message: `"${file}" ${message}` });
