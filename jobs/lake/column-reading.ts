import { type MappedColumn, placeAmong, sourceColumns, sourceNames } from '../../model/mapping/mapped-columns';
import type { Entity } from '../../model/types';
import type { DateOrder } from './date-values';

/** What the whole column of one file says about how its values are to be read. */
export interface ColumnReading {
  readonly dateOrder: DateOrder;
  /** Days that are other days when day and month are swapped, and no row of the column says which is which. */
  readonly guessedDates: boolean;
  /** Days both as `2025-01-05` and between slashes. */
  readonly twoSpellings: boolean;
  /** `NULL`, `\N`, `N/A` and `#N/A` as texts. */
  readonly nullTexts: boolean;
  /** Amounts with a comma before their cents (`1.234,50`): there `1.234` may be a large one. */
  readonly commaCents: boolean;
  /** Ids that a spreadsheet has rounded (`1.23457E+11`) in a column of numbers. */
  readonly scientificIds: boolean;
}

/** Readings by the model's name of the column; columns that need none are left out. */
export type ColumnReadings = ReadonlyMap<string, ColumnReading>;

/** The texts that stand for NULL in a file, in small letters. */
export const NULL_TEXTS = ['null', '\\n', 'n/a', '#n/a'];
/** A number as spreadsheets show one of twelve digits or more. */
export const SCIENTIFIC_ID = String.raw`[0-9](\.[0-9]+)?[eE]\+[0-9]{1,2}`;

/** An amount that is a thousand times larger where a comma stands before the cents. */
export const POINT_MAY_GROUP = String.raw`[^0-9]*[0-9]{1,3}(\.[0-9]{3})+[^0-9]*`;

const NULL_TEXT = /^\s*(?:null|\\n|n\/a|#n\/a)\s*$/i;
const SCIENTIFIC = new RegExp(`^${SCIENTIFIC_ID}$`);
const COMMA_CENTS = /^[^\d]*\d[\d.]*,\d{1,2}[^\d]*$/;
const SLASHED = /^\s*(\d{1,2})\/(\d{1,2})\/\d{4}/;

/** Whether a column holds ids: of the row itself or of another one. */
export function holdsIds(entity: Entity, { name, type }: { readonly name: string; readonly type: string }): boolean {
  return type === 'STRING' && (entity.key.includes(name) || name.endsWith('_id'));
}

interface SeenColumn {
  readonly name: string;
  /** Fields of a row that hold it. */
  readonly places: readonly number[];
  readonly isDate: boolean;
  readonly isAmount: boolean;
  mayHoldNumbers: boolean;
  commaCents: boolean;
  iso: boolean;
  monthFirst: boolean;
  dayFirst: boolean;
  ambiguous: boolean;
  nullTexts: boolean;
  scientific: boolean;
}

/** Looks through every row of a file before any is landed: one value alone does not say whether 01/06 is in January or in June. */
export class ColumnSurvey {
  private readonly seen: SeenColumn[];

  constructor(entity: Entity, columns: readonly MappedColumn[]) {
    const sources = sourceColumns(columns);
    this.seen = columns.map(({ column, origin, format }) => ({
      name: column.name,
      // One part of several says nothing about the whole.
      places: origin.kind === 'concat' ? [] : sourceNames({ origin }).map((name) => placeAmong(sources, name)),
      // A format says itself which part is the month.
      isDate: (column.type === 'DATE' || column.type === 'TIMESTAMP') && format === null,
      isAmount: column.type === 'NUMERIC',
      mayHoldNumbers: holdsIds(entity, column),
      commaCents: false,
      ...{ iso: false, monthFirst: false, dayFirst: false, ambiguous: false, nullTexts: false, scientific: false },
    }));
  }

  /** The next row: its fields in the order of `sourceColumns(...)`. */
  row(fields: readonly (Buffer | string | null)[]): void {
    for (const column of this.seen) for (const place of column.places) this.field(column, fields[place]);
  }

  private field(column: SeenColumn, field: Buffer | string | null | undefined): void {
    if (field === null || field === undefined || field.length === 0) return;
    const text = typeof field === 'string' ? field : field.toString('utf8');
    if (mayBeNullText(text) && NULL_TEXT.test(text)) column.nullTexts = true;
    else if (column.isDate) noteDate(column, text);
    else if (column.isAmount) column.commaCents ||= text.includes(',') && COMMA_CENTS.test(text);
    else if (column.mayHoldNumbers && !/^\d+$/.test(text)) noteId(column, text.trim());
  }

  readings(): ColumnReadings {
    // One program has written the file: a column that does not say its order has that of the others, and is counted as a guess.
    const ofFile =
      this.seen.some(({ dayFirst }) => dayFirst) && !this.seen.some(({ monthFirst }) => monthFirst)
        ? 'day_first'
        : 'month_first';
    const found = this.seen.map(
      ({ name, iso, monthFirst, dayFirst, ambiguous, nullTexts, commaCents, scientific, mayHoldNumbers }) => {
        const decided = monthFirst || dayFirst;
        const own: DateOrder = monthFirst && dayFirst ? 'mixed' : dayFirst ? 'day_first' : 'month_first';
        const dateOrder = ambiguous && !decided ? ofFile : own;
        const twoSpellings = iso && (decided || ambiguous);
        const scientificIds = scientific && mayHoldNumbers;
        return [
          name,
          { dateOrder, guessedDates: ambiguous && !decided, twoSpellings, nullTexts, commaCents, scientificIds },
        ] as const;
      },
    );
    return new Map(
      found.filter(
        ([, { dateOrder, ...noticed }]) => dateOrder !== 'month_first' || Object.values(noticed).includes(true),
      ),
    );
  }
}

/** Few values get past this, and it costs next to nothing. */
function mayBeNullText(text: string): boolean {
  const first = text.charCodeAt(0);
  // n, N, backslash, #, blanks.
  return first === 110 || first === 78 || first === 92 || first === 35 || first <= 32;
}

function noteDate(column: { iso: boolean; monthFirst: boolean; dayFirst: boolean; ambiguous: boolean }, text: string) {
  if (text.charCodeAt(4) === 45) {
    column.iso = true;
    return;
  }
  const parts = SLASHED.exec(text);
  if (!parts) return;
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  if (first > 12) column.dayFirst ||= first <= 31 && second <= 12;
  else if (second > 12) column.monthFirst ||= second <= 31;
  else column.ambiguous ||= first !== second;
}

/** One id that is not a number is enough to know that the column's ids are texts. */
function noteId(column: { scientific: boolean; mayHoldNumbers: boolean }, id: string) {
  if (SCIENTIFIC.test(id)) column.scientific = true;
  else if (!/^\d*$/.test(id)) column.mayHoldNumbers = false;
}
