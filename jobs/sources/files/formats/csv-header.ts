import type { SourceColumn } from '../../../../model/mapping/mapped-columns';

/** Where a file has the columns that its table is built from. */
export interface Header {
  /** Per column, in order, its place in a record; null: the file may lack it and does. */
  readonly places: readonly (number | null)[];
  /** Names of the columns that are not there and must be. */
  readonly missing: readonly string[];
  /** Names of the columns that are not there, and need not be. */
  readonly absent: readonly string[];
  /** Names that the header has more than once: it is unknown which one is meant. */
  readonly repeated: readonly string[];
  /** Places, from 1, of the columns that no column of the mapping takes. */
  readonly unknown: readonly number[];
  /** Whether a record is the header once more, as concatenated files have it. */
  repeats(fields: readonly (string | null)[]): boolean;
}

const normal = (name: string | null) => (name ?? '').trim().toLowerCase();

/** Finds columns in a header line: by name in any case, in any order; other columns are counted. */
export function readHeader(fields: readonly (string | null)[], columns: readonly SourceColumn[]): Header {
  const names = fields.map(normal);
  const missing: string[] = [];
  const absent: string[] = [];
  const repeated: string[] = [];
  const places = columns.map(({ name, optional }) => {
    const place = names.indexOf(normal(name));
    if (place < 0) (optional ? absent : missing).push(name);
    if (place >= 0 && names.indexOf(normal(name), place + 1) >= 0) repeated.push(name);
    return place < 0 ? null : place;
  });
  return {
    places,
    missing,
    absent,
    repeated,
    unknown: names.flatMap((_, place) => (places.includes(place) ? [] : [place + 1])),
    repeats: (record) =>
      record.length === names.length && record.every((field, index) => normal(field) === names[index]),
  };
}
