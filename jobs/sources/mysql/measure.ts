import { JobError } from '../../errors';
import type { SourceConnection } from './connect';
import { quoted } from './mysql-dialect';

/** Rows that a measurement samples. */
const SAMPLE_ROWS = 1_000;
/** Rows in which repeated keys and codes are looked for. */
const MANY_ROWS = 10_000;
/** A column with more different values holds no codes. */
const MOST_CODES = 12;
/** A code that fewer rows have could be one person's. */
const FEWEST_ROWS_OF_CODE = 5;
/** What a code looks like: no word and no name such as Ann. */
const CODE = /^([A-Z0-9]{1,3}|[a-z])$/;
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

/** The columns of a query, or why the server refuses it: the name and number of its error. */
export type QueryColumns = { readonly names: readonly string[] } | { readonly refused: string };

/**
 * Measures values of a database without reading them: only counts, a prefix that all values share, and short codes that many rows
 * share leave the server. A measurement that the server refuses or does not finish in time is null.
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

  /** Rows of a table, at most `SAMPLE_ROWS`: whether there are any, and a few or many. */
  async rows(table: string): Promise<number | null> {
    const rows = await this.ask(`select count(*) from (select 1 from ${quoted(table)} limit ${SAMPLE_ROWS}) as t`);
    return rows && Number(rows[0]?.[0] ?? 0);
  }

  /** Names of the columns of a query that only reads, or why the server refuses it. No row is read. */
  async columnsOf(query: string): Promise<QueryColumns> {
    try {
      const names = (await this.source.fieldsOf(`select * from (${query}) as source limit 0`)).map(({ name }) => name);
      return { names };
    } catch (error) {
      if (!(error instanceof JobError)) throw error;
      await this.source.query('select 1');
      return { refused: error.detail };
    }
  }

  /** Whether a value of the column is there twice, in up to `MANY_ROWS` rows. */
  async repeats({ table, column }: ColumnPlace): Promise<boolean | null> {
    const rows = await this.ask(
      `select count(*), count(distinct s.value) from (select ${quoted(column)} as value from ${quoted(table)}
  where ${quoted(column)} is not null limit ${MANY_ROWS}) as s`,
    );
    return rows && Number(rows[0]?.[0] ?? 0) > Number(rows[0]?.[1] ?? 0);
  }

  /** The separators that no value of the columns has; null: the server could not say. Every row is looked at. */
  async unusedSeparators(columns: readonly ColumnPlace[]): Promise<readonly string[] | null> {
    let unused: readonly string[] = SEPARATORS;
    for (const { table, column } of columns) {
      const counts = SEPARATORS.map((separator) => `coalesce(sum(locate('${separator}', ${quoted(column)}) > 0), 0)`);
      const rows = await this.ask(`select ${counts.join(', ')} from ${quoted(table)}`);
      if (rows === null) return null;
      unused = unused.filter((separator) => Number(rows[0]?.[SEPARATORS.indexOf(separator as '-')]) === 0);
    }
    return unused;
  }

  /**
   * The values of a column, sorted, where they are few, each looks like a code, and each is that of several rows; otherwise none. The
   * server decides that by counts: values that are not codes stay there. Never asked of a column that says who somebody is.
   */
  async codes({ table, column }: ColumnPlace): Promise<readonly string[]> {
    // Case counts, whatever the collation of the column.
    const exact = `convert(${quoted(column)} using utf8mb4) collate utf8mb4_bin`;
    const values = `select s.value as value, count(*) as n from (select ${exact} as value from ${quoted(table)}
  where ${quoted(column)} is not null limit ${MANY_ROWS}) as s group by s.value`;
    const [counts] =
      (await this.ask(
        `select count(*), sum(case when g.value regexp ? then 0 else 1 end), min(g.n) from (${values}) as g`,
        [CODE.source],
      )) ?? [];
    const [different, others, fewest] = (counts ?? []).map((count) => Number(count ?? 0));
    if (!different || different > MOST_CODES || others !== 0 || (fewest ?? 0) < FEWEST_ROWS_OF_CODE) return [];
    // Asked under the same conditions: rows may have come since.
    const rows = await this.ask(
      `select g.value from (${values}) as g where g.value regexp ? and g.n >= ${FEWEST_ROWS_OF_CODE} order by 1 limit ${MOST_CODES}`,
      [CODE.source],
    );
    const codes = (rows ?? []).map(([value]) => String(value));
    // For the server `$` is also before a line break at the end, which would end the comment that shows the code.
    return codes.every((code) => CODE.test(code)) ? codes : [];
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
