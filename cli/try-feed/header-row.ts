import { type MappedColumn, mappedColumns, sourceNames } from '../../model/mapping/mapped-columns';
import type { ColumnMapping, MappingSpec } from '../../model/mapping/mapping-spec';
import type { Entity } from '../../model/types';
import { proposeFileColumns } from '../add-hospital/map-columns';
import type { Hole } from '../add-hospital/proposal';

/** Digits and signs without a letter: a number, an amount, a day, a telephone number. */
const NUMBER = /^[^\p{L}]*\d[^\p{L}]*$/u;
/** A number with cents among other words, as in `USD 12.50`. */
const CENTS = /\d[.,]\d{2}(?!\d)/;
/** A day among other words, as in `2025-01-05T08:00Z`, `5-JAN-2025` or `Jan 5, 2025`. */
const DAY = /\d{4}-\d\d?-\d|\d[/.]\d\d?[/.]\d/;
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const NAMED_DAY = new RegExp(String.raw`\d[\s,.-]*${MONTH}[\s,.-]*\d|\b${MONTH}[\s.-]*\d\d?[\s,.-]+\d{4}`, 'i');

/** What the first row of a file is for a table. A text of the row is in it only where it is a known name of a column. */
export interface HeaderRow {
  /** The row is taken for a header; false: it may be a row of data. */
  readonly isHeader: boolean;
  /** Texts of the row that are not blank. */
  readonly texts: number;
  /** Those that are known names. */
  readonly known: number;
  /** Columns that the environment's mapping finds in the row, or fills without one. */
  readonly stated: Readonly<Record<string, ColumnMapping>>;
  /** Common column -> name in the row, with what its name says of its values, of the other columns that a known name was found for. */
  readonly found: Readonly<Record<string, ColumnMapping>>;
  readonly holes: readonly Hole[];
  /** Places, from 1, of the names that nothing takes. */
  readonly unused: readonly number[];
}

/**
 * Reads the first row of a file as a header of a table. A row is a header if none of its texts is a number, an amount or a day, and if most
 * of its texts are names of columns, or most columns of the table are named. Data may hold words that are names too, such as `Paid`.
 * @param mapping what the environment says of the table: its names are known too.
 */
export function headerRow(entity: Entity, row: readonly string[], mapping: MappingSpec[string] | undefined): HeaderRow {
  const inRow = new Set(row.map((text) => text.toLowerCase()));
  const isStated = ({ column, origin }: MappedColumn) =>
    Object.hasOwn(mapping?.columns ?? {}, column.name) &&
    sourceNames({ origin }).every((name) => inRow.has(name.toLowerCase()));
  const statedColumns = mappedColumns(entity, mapping ? { [entity.name]: mapping } : {}).filter(isStated);
  const taken = new Set(statedColumns.flatMap(sourceNames).map((name) => name.toLowerCase()));
  const names = new Set(statedColumns.map(({ column }) => column.name));
  const others = { ...entity, columns: entity.columns.filter(({ name }) => !names.has(name)) };
  const { columns, holes } = proposeFileColumns(
    others,
    row.filter((text) => !taken.has(text.toLowerCase())),
  );
  const isKnown = (text: string) =>
    taken.has(text.toLowerCase()) || columns.some(({ source }) => source.toLowerCase() === text.toLowerCase());
  const texts = row.filter((text) => text.trim() !== '');
  const known = texts.filter(isKnown).length;
  const isMost = known * 2 > texts.length || (names.size + columns.length) * 2 > entity.columns.length;
  return {
    isHeader: known > 0 && isMost && !texts.some(isValue),
    texts: texts.length,
    known,
    stated: Object.fromEntries(Object.entries(mapping?.columns ?? {}).filter(([name]) => names.has(name))),
    found: Object.fromEntries(
      columns.map(({ column, source, verbs }) => [
        column,
        Object.keys(verbs).length === 0 ? source : { column: source, ...verbs },
      ]),
    ),
    holes,
    unused: row.flatMap((text, index) => (isKnown(text) ? [] : [index + 1])),
  };
}

/** Whether a text can hardly be the name of a column. */
const isValue = (text: string) => [NUMBER, CENTS, DAY, NAMED_DAY].some((pattern) => pattern.test(text));
