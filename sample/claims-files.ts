import { join } from 'node:path';
import { mappedColumns, sourceColumns } from '../model/mapping/mapped-columns';
import type { FeedSpec } from '../model/spec';
import type { Entity } from '../model/types';
import type { ClaimRow } from './account';
import { type DayNumber, isoDate, lastDayOfMonth, monthNumber, monthOf, type SampleDay, takenAt } from './calendar';
import { CsvFile } from './csv-file';
import { sourceValues } from './disguise';
import type { HospitalProfile } from './hospital-profile';
import { withAddedColumns } from './invented-values';
import { withOwnPayer } from './own-payers';
import type { Timeline } from './timeline';

/** Where a broken line is: file and line number; the header is line 1. */
export interface BrokenLine {
  readonly file: string;
  readonly line: number;
}

/** Lines that a month's file must have before it gets a broken line, which is then a small share. */
const LINES_AROUND_A_BROKEN_ONE = 40;

/**
 * The claims files of one hospital: `<inbox>/<hospital>/claims/claims_YYYY-MM.csv` on day 1, each with the claims that were sent or
 * changed in that month; one file `claims_YYYY-MM-DD.csv` on each later day.
 */
export class ClaimsFiles {
  /** File names in the order of their months. */
  readonly names: string[] = [];
  readonly broken: BrokenLine[] = [];
  /** Lines written so far, without headers. */
  rows = 0;
  private readonly open = new Map<string, CsvFile>();
  private readonly columns;

  constructor(
    private readonly inbox: string,
    private readonly profile: HospitalProfile,
    private readonly entity: Entity,
    private readonly feed: FeedSpec,
    private readonly day: SampleDay,
  ) {
    this.columns = mappedColumns(entity, profile.spec.mapping).filter(
      ({ column }) => profile.hasAdjudicationDate || column.name !== 'adjudication_date',
    );
  }

  /** Writes the states of a claim that this day's files bring. */
  async write(claim: Timeline<ClaimRow>): Promise<void> {
    for (const { row, shownFrom } of claim) {
      const name = row && this.fileFor(shownFrom);
      if (!row || !name) continue;
      const file = await this.file(name, shownFrom);
      const own = withOwnPayer(this.profile.spec, row.fields);
      await file.write(sourceValues(this.columns, withAddedColumns(this.profile, this.entity, own)));
      this.rows += 1;
      if (this.breaksHere(name, file)) await this.writeBrokenLine(name, file);
    }
  }

  async close(): Promise<void> {
    for (const file of this.open.values()) await file.close();
    this.names.sort();
  }

  private fileFor(shownFrom: DayNumber): string | null {
    const { period } = this.profile;
    const closing = period.closing(this.day);
    if (this.day === 1) return shownFrom <= closing ? `claims_${monthOf(shownFrom)}.csv` : null;
    return shownFrom === closing ? `claims_${isoDate(shownFrom)}.csv` : null;
  }

  private async file(name: string, shownFrom: DayNumber): Promise<CsvFile> {
    const already = this.open.get(name);
    if (already) return already;
    const { spec, period } = this.profile;
    const closing = period.closing(this.day);
    const monthsLastDay = Math.min(closing, lastDayOfMonth(monthNumber(shownFrom)));
    const { delimiter, encoding } = this.feed;
    const header = sourceColumns(this.columns).map(({ name }) => name);
    const path = join(this.inbox, spec.id, 'claims', name);
    const file = await CsvFile.create(path, header, { delimiter, encoding, takenAt: takenAt(monthsLastDay) });
    this.open.set(name, file);
    this.names.push(name);
    return file;
  }

  /** Writes one broken line, in the first hospital's first month that is large enough. */
  private breaksHere(name: string, file: CsvFile): boolean {
    if (this.day !== 1 || this.profile.index !== 0 || this.broken.length > 0) return false;
    return file.lines === LINES_AROUND_A_BROKEN_ONE && name < `claims_${monthOf(this.profile.period.closing(1))}.csv`;
  }

  /** A line that lost its end in transfer. */
  private async writeBrokenLine(name: string, file: CsvFile): Promise<void> {
    this.rows += 1;
    await file.writeText(`CLAIM999999${this.feed.delimiter}TRANS9\n`);
    this.broken.push({ file: name, line: file.lines });
  }
}
