import type { MappedColumn } from '../../../../model/mapping/mapped-columns';

/** Where a file has the columns of an entity. */
export interface Header {
  /** Per mapped column, in order, its place in a record; null: the file may lack it and does. */
  readonly places: readonly (number | null)[];
  /** Source names of the columns that are not there and must be. */
  readonly missing: readonly string[];
  /** Source names of the columns that are not there, and need not be. */
  readonly absent: readonly string[];
  /** Source names that the header has more than once: it is unknown which one is meant. */
  readonly repeated: readonly string[];
  /** Places, from 1, of the columns that no column of the mapping takes. */
  readonly unknown: readonly number[];
  /** Whether a record is the header once more, as concatenated files have it. */
  repeats(fields: readonly (string | null)[]): boolean;
}

const normal = (name: string | null) => (name ?? '').trim().toLowerCase();

/** Matches a header line with the mapping: by name in any case, in any order; other columns are counted. */
export function readHeader(fields: readonly (string | null)[], columns: readonly MappedColumn[]): Header {
  const names = fields.map(normal);
  const missing: string[] = [];
  const absent: string[] = [];
  const repeated: string[] = [];
  const places = columns.map(({ source, mayBeAbsent }) => {
    const place = names.indexOf(normal(source));
    if (place < 0) (mayBeAbsent ? absent : missing).push(source);
    if (place >= 0 && names.indexOf(normal(source), place + 1) >= 0) repeated.push(source);
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
