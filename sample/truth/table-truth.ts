import type { SampleDay, SamplePeriod } from '../calendar';
import type { Fields } from '../people';
import { rowOn, type Timeline } from '../timeline';

/** Rules broken: rule id to the number of rows. */
export type RuleCounts = Record<string, number>;

/** Keys that changed since the day before, in the order in which rows are written. */
export interface TableChanges {
  readonly new: readonly string[];
  readonly changed: readonly string[];
  readonly deleted: readonly string[];
  /** Deleted on an earlier day, and back. */
  readonly returned: readonly string[];
  /** New and changed keys whose change time is not later than the day before reached: only a lookback finds them. */
  readonly late: readonly string[];
}

/** What a table must hold after the day's load. */
export interface TableTruth {
  /** Rows of the source that are valid: the current rows of silver. */
  readonly rows: number;
  /** Versions in silver, over all days so far. */
  readonly versions: number;
  /** Change events in quarantine by error rule, over all days so far. */
  readonly quarantined: RuleCounts;
  /** Current rows by the warning they carry. */
  readonly warnings: RuleCounts;
  /** References of current rows that no dimension knows, by column. */
  readonly unknownReferences: RuleCounts;
  /** null on day 1, when everything is new. */
  readonly changes: TableChanges | null;
}

/** Judges the rows of one table with the sample's own arithmetic, apart from the pipeline's code. */
export interface TableRules<Row> {
  readonly fields: (row: Row) => Fields;
  readonly key: string;
  /** Error rules that the row breaks. */
  readonly errors?: (row: Row) => readonly string[];
  readonly warnings?: (row: Row) => readonly string[];
  readonly unknownReferences?: (row: Row) => readonly string[];
  /** Every version is delivered (files), not only the last one of a day (extracts). */
  readonly everyVersion?: boolean;
}

/** Counts the rows of one table of one hospital, and what a day changed in it. */
export class TableCounter<Row> {
  private rows = 0;
  private versions = 0;
  private readonly counts = { quarantined: {} as RuleCounts, warnings: {} as RuleCounts, unknown: {} as RuleCounts };
  private readonly keys = {
    new: [] as string[],
    changed: [] as string[],
    deleted: [] as string[],
    returned: [] as string[],
  };
  private readonly modified = new Map<string, string>();
  private highestBefore = '';

  constructor(
    private readonly rules: TableRules<Row>,
    private readonly period: SamplePeriod,
    private readonly day: SampleDay,
  ) {}

  /** Counts one row by its history; returns its current row in silver, null if silver must lack it. */
  add(timeline: Timeline<Row>): Row | null {
    const closing = this.period.closing(this.day);
    const errors = (row: Row | null) => (row === null ? [] : (this.rules.errors?.(row) ?? []));
    for (const row of this.delivered(timeline)) {
      const broken = errors(row);
      for (const rule of broken) countRule(this.counts.quarantined, rule);
      if (broken.length === 0) this.versions += 1;
    }
    const sound = timeline.filter(({ row }) => errors(row).length === 0);
    const current = rowOn(sound, closing);
    if (current !== null) {
      this.rows += 1;
      for (const rule of this.rules.warnings?.(current) ?? []) countRule(this.counts.warnings, rule);
      for (const column of this.rules.unknownReferences?.(current) ?? []) countRule(this.counts.unknown, column);
    }
    if (this.day > 1) this.compare(sound, rowOn(sound, closing - 1), current);
    return current;
  }

  result(): TableTruth {
    const changes = {
      ...this.keys,
      late: [...this.modified].filter(([, modified]) => modified <= this.highestBefore).map(([key]) => key),
    };
    return {
      rows: this.rows,
      versions: this.versions,
      quarantined: this.counts.quarantined,
      warnings: this.counts.warnings,
      unknownReferences: this.counts.unknown,
      changes: this.day === 1 ? null : changes,
    };
  }

  /** The rows that reached the pipeline so far, in order: what was new in each day's extract, or every line of the files. */
  private delivered(timeline: Timeline<Row>): Row[] {
    const closing = this.period.closing(this.day);
    if (this.rules.everyVersion)
      return timeline.flatMap(({ row, shownFrom }) => (row !== null && shownFrom <= closing ? [row] : []));
    const rows: Row[] = [];
    let before: Row | null = null;
    for (let day = this.period.closing(1); day <= closing; day++) {
      const now = rowOn(timeline, day);
      if (now !== null && now !== before) rows.push(now);
      before = now;
    }
    return rows;
  }

  private compare(sound: Timeline<Row>, before: Row | null, current: Row | null): void {
    const modifiedBefore = before && this.rules.fields(before)['modified_at'];
    if (modifiedBefore && modifiedBefore > this.highestBefore) this.highestBefore = modifiedBefore;
    if (before === current) return;
    const row = current ?? before;
    const key = (row && this.rules.fields(row)[this.rules.key]) ?? '';
    if (current === null) {
      this.keys.deleted.push(key);
      return;
    }
    const dayBefore = this.period.closing(this.day) - 1;
    const wasThere = sound.some((version) => version.row !== null && version.shownFrom <= dayBefore);
    this.keys[before !== null ? 'changed' : wasThere ? 'returned' : 'new'].push(key);
    const modified = this.rules.fields(current)['modified_at'];
    if (modified) this.modified.set(key, modified);
  }
}

function countRule(counts: RuleCounts, rule: string): void {
  counts[rule] = (counts[rule] ?? 0) + 1;
}
