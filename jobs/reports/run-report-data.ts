// Types only, and nothing of the server's: the dashboard's half in the browser reads them too.

/** Whether the totals of a run agree, in words for a badge. */
export interface Agreement {
  /** `good` only when every comparison that should exist was made and agrees, and every source was read. */
  readonly state: 'good' | 'warning' | 'bad';
  readonly words: string;
  /** Comparisons that should exist, those that were made, and those that differ. */
  readonly expected: number;
  readonly compared: number;
  readonly differing: number;
}

/** What a table of a hospital has delivered, and what its figures are made from. */
export interface SourceReport {
  readonly hospital: string;
  readonly table: string;
  readonly kind: 'database' | 'files';
  /** What the run did with it. `nothing new`: it looked, and there was nothing. */
  readonly state: 'read' | 'nothing new' | 'failed' | 'unfinished' | 'not in this run';
  /** What failed, e.g. `extract failed: SOURCE_UNREACHABLE`, or where the run stopped; null: neither. */
  readonly reason: string | null;
  /** Snapshot or delivery that the figures are made from, UTC text; null: nothing of the table is in history. For files, the newest that had rows. */
  readonly readAt: string | null;
  /** The run that read it. */
  readonly readBy: string | null;
  /** From `readAt` to the report, in whole seconds. */
  readonly ageSeconds: number | null;
  /** When the keys and totals of a database's table were last read and agreed, UTC text; null: never, or files. */
  readonly scannedAt: string | null;
  /** From `scannedAt` to the report, in whole seconds. */
  readonly scanAgeSeconds: number | null;
  /** Columns of the table that its newest delivery lacks, names of the model. */
  readonly absentColumns: readonly string[];
  /** Counts of that reading; null: nothing was read, or by a version of the program that kept no accounts. */
  readonly counts: ReadingCounts | null;
  /** What became of its money: a bridge for each money column. */
  readonly money: readonly Bridge[];
}

/** What became of the rows, or of the money in one column: read = accepted + held + superseded + equal. Decimal text. */
export interface Bridge {
  /** `rows`, or the money column that is summed. */
  readonly measure: string;
  readonly read: string;
  readonly accepted: string;
  readonly held: string;
  readonly superseded: string;
  readonly equal: string;
}

/** What became of one file, or of what a run read of a database. */
export interface DeliveryReport {
  readonly hospital: string;
  readonly table: string;
  readonly runId: string;
  /** SHA-256 of the file; `snapshot`: of a database. */
  readonly delivery: string;
  /** Whether the rules have judged it. No: accepted are all rows that reached bronze. */
  readonly isJudged: boolean;
  /** The rows, then each money column. */
  readonly bridges: readonly Bridge[];
}

/** A file or snapshot that is held back because too many of its rows are broken. */
export interface HeldDelivery {
  readonly hospital: string;
  readonly table: string;
  /** The run that brought it. */
  readonly runId: string;
  /** SHA-256 of the file; `snapshot`: of a database. */
  readonly delivery: string;
  /** Rows of it that no later delivery has taken the place of, and those that broke an error rule. */
  readonly rowsChecked: number;
  readonly rowsBroken: number;
  /** What to do next. */
  readonly fix: string;
}

/** What a step that succeeded passed over or mended, e.g. files that no feed reads, unknown columns, files that came again. */
export interface StepNote {
  readonly step: string;
  readonly hospital: string | null;
  readonly table: string | null;
  readonly detail: string;
}

/** What became of the rows of one reading: read = accepted + held + superseded + equal + unexplained. */
export interface ReadingCounts {
  /** Rows, and lines of files that are not rows. */
  readonly read: number;
  /** Rows that held in the end. */
  readonly accepted: number;
  /** In quarantine. */
  readonly held: number;
  /** Rows that gave way to a newer row of their key. */
  readonly superseded: number;
  /** Rows that say what was known before, or what another row of the reading says. */
  readonly equal: number;
  /** Rows that are in none of these; anything but 0 is a fault to report. */
  readonly unexplained: number;
  /** Keys that the source no longer has. */
  readonly deleted: number;
}

/** Rows of a table, and lines of its files, that quarantine has or had. */
export interface QuarantineCounts {
  /** Open: nobody and nothing has decided about them. */
  readonly quarantined: number;
  /** Taken in spite of a rule, by a person's word, or because they break no rule any more. */
  readonly released: number;
  /** Never to be taken, by a person's word. */
  readonly discarded: number;
  /** A later good version of their key came, or the source deleted it. */
  readonly mended: number;
  /** A later version of their key is in quarantine too, and stands for them. */
  readonly overtaken: number;
}

/** Tables of a hospital whose figures this run did not bring up to date. */
export interface OlderFigures {
  readonly hospital: string;
  readonly tables: readonly string[];
  /** The oldest snapshot or delivery that they are made from, UTC text; null: of some of them there is none. */
  readonly since: string | null;
}

/** A comparison of two totals that a run should make, and what came of it. */
export interface ComparisonReport {
  readonly hospital: string;
  readonly table: string;
  /** As in ops.reconciliations, e.g. `source.transactions.amount`. */
  readonly subject: string;
  readonly state: 'agree' | 'differs' | 'not compared';
  /** Whether totals agree only if this comparison does. No: the source gives no such total in any run. */
  readonly required: boolean;
  /** Why it was not compared; null: it was. */
  readonly reason: string | null;
  /** Decimal text; null: not compared. */
  readonly expected: string | null;
  readonly actual: string | null;
  readonly difference: string | null;
}

/** Steps that failed for one reason. */
export interface FailureCause {
  /** e.g. `5 extracts of hospital-a: SOURCE_UNREACHABLE` */
  readonly summary: string;
  /** What the first of them said. */
  readonly detail: string | null;
  readonly code: string;
  readonly hospital: string | null;
  readonly steps: readonly string[];
}

/** What one run changed in the closed months of one hospital. */
export interface RestatementCause {
  readonly runId: string;
  readonly hospital: string;
  /** First and last month that changed, `YYYY-MM`. */
  readonly from: string;
  readonly to: string;
  /** Figures that changed: how many rows `restatedMonths` has of it. */
  readonly rows: number;
  readonly figures: readonly RestatedMeasure[];
}

/**
 * One figure in those months. Charges and payments are added up over them; open and credit balances are carried from month to month, so those of
 * the last month stand for all.
 */
export interface RestatedMeasure {
  readonly measure: string;
  readonly from: string;
  readonly to: string;
  readonly months: number;
  /** Decimal text with two decimals. */
  readonly before: string;
  readonly after: string;
}

/** What a run read, compared and failed at. */
export interface RunReport {
  /** Whether the run's totals agree: what the badge says. */
  readonly agreement: Agreement;
  /** One row per hospital (and `reference`) and table that should deliver: when it was read, by which run, and what became of its rows. */
  readonly sources: readonly SourceReport[];
  /** Hospitals with figures that the run did not bring up to date, and from when those are. */
  readonly olderFigures: readonly OlderFigures[];
  /** Every comparison that the run should have made, and what came of it. ops.reconciliations has only those that were made. */
  readonly comparisons: readonly ComparisonReport[];
  /** What failed in the run, by cause, root causes first. */
  readonly failures: readonly FailureCause[];
  /** What became of the rows that the run read, of all sources together. */
  readonly rows: Bridge;
  /** What became of each file and snapshot of the run. */
  readonly deliveries: readonly DeliveryReport[];
  /** Files and snapshots that are held now, whichever run brought them. */
  readonly heldDeliveries: readonly HeldDelivery[];
  /** What the run passed over or mended on the way in. */
  readonly notes: readonly StepNote[];
}
