import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export type Row = Record<string, string | null>;

/** The rows of a file by its own column names; broken lines are left out. */
export function readRows(path: string, delimiter = ','): Row[] {
  const cast = (value: string, { quoting }: { quoting: boolean }) => (value === '' && !quoting ? null : value);
  return parse(readFileSync(path), {
    delimiter,
    columns: true,
    cast,
    skip_records_with_error: true,
  }) as unknown as Row[];
}

/** Relative path of every file below a folder, with its SHA-256. */
export function digests(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

/** Exact cents of a decimal text with two places. */
export function cents(text: string | null | undefined): number {
  if (!text || !/^-?[0-9]+\.[0-9]{2}$/.test(text)) throw new Error('not an amount with two places');
  return Number(text.replace('.', ''));
}
