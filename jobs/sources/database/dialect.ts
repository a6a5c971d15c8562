import type { SourceColumn } from '../../../model/mapping/mapped-columns';
import type { DescribedColumn } from './described-table';

/** What engines spell differently when rows are chosen by their cursor. Cursor types are the server's own names. */
export interface CursorSql {
  /** Data types whose values grow with time and can be set back by seconds. */
  readonly types: readonly string[];
  /** Of these and other types, those that hold instants; they are read in UTC, without an offset. */
  readonly instantTypes: readonly string[];
  /** A text that was read from the column, as a value of its type: comparing two types would keep the server from using an index. */
  value(text: string, type: string): string;
  /** A value, set back. A day has no seconds: its window begins with the whole day. */
  earlier(value: string, seconds: number, type: string): string;
  /** Condition: the cursor has a value that says nothing about time, such as a zero date. NULL is asked for beside it. */
  saysNothing(column: string, type: string): string;
  /** Condition: the cursor is a moment. */
  isMoment(column: string, type: string): string;
  /** The text of a moment, as rows have it. */
  text(moment: string, type: string): string;
}

/** What engines spell differently when a database adds up its amounts. */
export interface AmountSql {
  /** Data types that are numbers to the server; all others are read as texts. */
  readonly numbers: readonly string[];
  /** A number in whole cents, rounded half away from zero. */
  cents(number: string): string;
  /** A text that is a number, as an exact number; NULL where it is larger than any amount. */
  decimal(text: string): string;
  /** Condition: the whole text matches. @param pattern a pattern of amount-spellings */
  matches(text: string, pattern: string): string;
  /** The text without a prefix, where it begins with it to the byte. */
  withoutPrefix(text: string, prefix: string): string;
  /** Texts behind one another; NULL where one of them is. */
  joined(texts: readonly string[]): string;
  text(number: string): string;
}

type ProvenColumn = Pick<DescribedColumn, 'column' | 'read' | 'dataType'>;

/** What engines spell differently when a database hashes its rows. A value that is not read here as landing reads it must differ from every value of landing. */
export interface ProofSql {
  /** Data types that are exact numbers to the server. */
  readonly numbers: readonly string[];
  /** Data types that are numbers of limited precision. */
  readonly doubles: readonly string[];
  /** Data types that hold a day. */
  readonly days: readonly string[];
  /** Data types that hold a moment. */
  readonly moments: readonly string[];
  /** Data types that are yes or no. */
  readonly booleans: readonly string[];
  /** What is read of a column, as text of UTF-8, or as a value that becomes one when it is joined. */
  text(column: Pick<DescribedColumn, 'read' | 'isUtf8'>): string;
  /** Number of characters of a text, to be joined. */
  length(text: string): string;
  /** A column of one of `numbers` as a number. */
  number(column: ProvenColumn): string;
  /** Texts behind one another; none of them is NULL. */
  joined(texts: readonly string[]): string;
  /** A number rounded half away from zero, as text with 9 decimals. */
  decimals(number: string, roundedTo: number): string;
  /** A text that is a plain number, as an exact number. */
  exact(text: string): string;
  /** Condition, by bytes: two texts are the same. */
  same(left: string, right: string): string;
  /** The day of a column of moments, as text. @param zone the day is that of this zone, as the moment is an instant; null: it is a local time */
  day(column: ProvenColumn, zone: string | null): string;
  /** Text of a column of moments with 6 decimals, in UTC. @param zone of its clock; null: UTC, or it holds instants */
  moment(column: ProvenColumn, zone: string | null): string;
  /** Lower-case hexadecimal SHA-256 of a text. */
  sha256(text: string): string;
  /** Aggregate: text of the sum of the numbers that the first 15 digits of hashes are. */
  hashSum(hash: string): string;
  /** A text as a value of the column, to compare the column itself with; null: columns of this type are compared by their texts. */
  comparable(column: ProvenColumn, text: string): string | null;
}

/** How an engine writes the SQL by which a table is read; what is the same in all of them stands beside it, in this folder. */
export interface DatabaseDialect {
  /** A name in quotes, whatever it has in it. */
  quoted(name: string): string;
  /** A text in quotes. */
  literal(text: string): string;
  /** A column as the text that loses nothing; what this is for each type, all engines agree on. */
  columnText(column: string, dataType: string, source: Pick<SourceColumn, 'canonical'>): string;
  /** Condition: the column has the value that was read as this text, in the column's own type. */
  sameValue(column: DescribedColumn, text: string): string;
  readonly cursor: CursorSql;
  readonly amounts: AmountSql;
  readonly proof: ProofSql;
}
