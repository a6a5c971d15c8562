import { JobError } from '../../errors';
import type { SourceConnection } from './connect';
import { quoted } from './mysql-dialect';

/** Rows that a measurement samples. */
const SAMPLE_ROWS = 1_000;
/** With fewer different values a shared prefix proves nothing and may identify a person. */
const FEWEST_VALUES = 10;
/** Longest wait for one measurement, in seconds: the database has its own work to do. */
const LIMIT_SECONDS = 20;
/** What may stand between a prefix and the rest of an id. */
const SEPARATORS = ['-', '_', ':', '/', '.', '|'] as const;
/** A prefix of an organization: short, begins with a letter, and ends with the separator. */
const PREFIX = /^[A-Za-z][A-Za-z0-9]{0,9}[-_:/.|]$/;

/** A column of a table, by their own names. */
export interface ColumnPlace {
  readonly table: string;
  readonly column: string;
}

/**
 * Measures values of a database without reading them: only counts, and a prefix that all values share,
 * leave the server. A measurement that the server refuses or does not finish in time is null.
 */
export class Measurements {
  private constructor(private readonly source: SourceConnection) {}

  /** The server ends each measurement after `LIMIT_SECONDS`; MySQL and MariaDB call that by different names. */
  static async open(source: SourceConnection): Promise<Measurements> {
    const measurements = new Measurements(source);
    const limited = await measurements.ask(`set session max_execution_time = ${LIMIT_SECONDS * 1_000}`);
    if (limited === null) await measurements.ask(`set session max_statement_time = ${LIMIT_SECONDS}`);
    return measurements;
  }

  /** What every value of the column begins with, e.g. `H1-`; '' when they share no prefix, or there are too few values. */
  async sharedPrefix({ table, column }: ColumnPlace): Promise<string | null> {
    const name = quoted(column);
    const parts = SEPARATORS.map((separator) => {
      const prefix = `left(${name}, locate('${separator}', ${name}))`;
      // The server itself compares: a prefix that two values differ in stays there.
      return `case when count(distinct ${prefix}) = 1 and min(locate('${separator}', ${name})) > 0 then min(${prefix}) end`;
    });
    const rows = await this.ask(`select count(distinct ${name}), ${parts.join(', ')} from ${quoted(table)}`);
    if (rows === null) return null;
    const [count, ...prefixes] = rows[0] ?? [];
    if (Number(count) < FEWEST_VALUES) return '';
    return prefixes.find((prefix) => typeof prefix === 'string' && PREFIX.test(prefix)) ?? '';
  }

  /**
   * How many of a column's values, of up to `SAMPLE_ROWS` rows, are ids of the other table.
   * @param adjust `addToReference` is put before each value; `takeOff` is taken off its front.
   */
  async referencesFound(
    from: ColumnPlace,
    to: ColumnPlace,
    adjust: { readonly addToReference?: string; readonly takeOff?: string } = {},
  ): Promise<{ readonly looked: number; readonly found: number } | null> {
    const { addToReference = '', takeOff = '' } = adjust;
    const value = takeOff
      ? 'case when left(r.value, char_length(?)) = ? then substr(r.value, char_length(?) + 1) else r.value end'
      : 'concat(?, r.value)';
    const rows = await this.ask(
      `select count(*), sum(case when exists (select 1 from ${quoted(to.table)} as k where k.${quoted(to.column)} = ${value}) then 1 else 0 end)
from (select ${quoted(from.column)} as value from ${quoted(from.table)}
  where ${quoted(from.column)} is not null limit ${SAMPLE_ROWS}) as r`,
      takeOff ? [takeOff, takeOff, takeOff] : [addToReference],
    );
    return rows && { looked: Number(rows[0]?.[0] ?? 0), found: Number(rows[0]?.[1] ?? 0) };
  }

  /** How many texts of a column, of up to `SAMPLE_ROWS` rows, have a shape. @param pattern regular expression of the server */
  async shaped(
    { table, column }: ColumnPlace,
    pattern: string,
  ): Promise<{ readonly looked: number; readonly found: number } | null> {
    const rows = await this.ask(
      `select count(*), sum(s.value regexp ?)
from (select ${quoted(column)} as value from ${quoted(table)} where ${quoted(column)} <> '' limit ${SAMPLE_ROWS}) as s`,
      [pattern],
    );
    return rows && { looked: Number(rows[0]?.[0] ?? 0), found: Number(rows[0]?.[1] ?? 0) };
  }

  /** @throws JobError when the connection itself is gone. */
  private async ask(sql: string, parameters: readonly string[] = []): Promise<(string | null)[][] | null> {
    try {
      return await this.source.query(sql, parameters);
    } catch (error) {
      if (error instanceof JobError && error.code !== 'SOURCE_UNREACHABLE') {
        // An interrupted query looks like a lost connection; the next query shows which it was.
        await this.source.query('select 1');
        return null;
      }
      throw error;
    }
  }
}
