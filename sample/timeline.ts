import type { DayNumber } from './calendar';

/** Version of a row from a day on. */
export interface Version<Row> {
  /** First day whose extracts show it. Later than the row's own change time for a row that was committed late. */
  readonly shownFrom: DayNumber;
  /** null: deleted. */
  readonly row: Row | null;
}

/** All versions of one row, oldest first. */
export type Timeline<Row> = readonly Version<Row>[];

/** The row in the extracts of a day; null if they lack it. */
export function rowOn<Row>(timeline: Timeline<Row>, day: DayNumber): Row | null {
  let row: Row | null = null;
  for (const version of timeline) {
    if (version.shownFrom > day) break;
    row = version.row;
  }
  return row;
}
