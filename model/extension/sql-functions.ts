/** An engine that runs SQL of an extension. */
export type SqlEngine = 'duckdb' | 'bigquery';

const words = (text: string) => text.trim().split(/\s+/);

/** Functions that both engines have under one name, with one meaning of their arguments. */
const OF_BOTH = words(`
  count sum min max avg any_value stddev variance corr approx_count_distinct string_agg
  row_number rank dense_rank ntile percent_rank cume_dist lag lead first_value last_value
  abs ceil ceiling floor round trunc sign sqrt exp ln log10 power pow mod greatest least
  coalesce nullif ifnull if cast extract
  upper lower trim ltrim rtrim length substr substring replace concat left right lpad rpad strpos starts_with reverse
`);

/** Functions whose name or arguments only one engine has: for SQL that has a text for each. */
const OF_ONE: Readonly<Record<SqlEngine, readonly string[]>> = {
  duckdb: words(`
    try_cast count_if bool_and bool_or median quantile_cont quantile_disc mode
    date_trunc date_diff date_part date_add last_day make_date strftime year quarter month day
    regexp_matches regexp_extract regexp_replace contains log
  `),
  bigquery: words(`
    safe_cast countif logical_and logical_or percentile_cont percentile_disc
    date date_trunc date_diff date_add date_sub last_day format_date parse_date
    regexp_contains regexp_extract regexp_replace safe_divide div log
  `),
};

const BOTH: ReadonlySet<string> = new Set(OF_BOTH);
const EACH: Readonly<Record<SqlEngine, ReadonlySet<string>>> = {
  duckdb: new Set([...OF_BOTH, ...OF_ONE.duckdb]),
  bigquery: new Set([...OF_BOTH, ...OF_ONE.bigquery]),
};

/**
 * What SQL of an extension may call. All of it is computed from the row or the group: nothing here reads a file, a setting, the clock or the
 * network, runs a text as SQL, or calls out of the warehouse.
 * @param engine that runs the text; null: every engine runs it
 */
export function sqlFunctions(engine: SqlEngine | null): ReadonlySet<string> {
  return engine === null ? BOTH : EACH[engine];
}

/** Types that may have parameters: `numeric(18, 2)`. */
export const SQL_TYPES: ReadonlySet<string> = new Set(words('numeric decimal bignumeric string varchar char'));

/** Words of SQL after which a parenthesis begins something else than the arguments of a function. */
export const WORDS_BEFORE_PARENTHESIS: ReadonlySet<string> = new Set(
  words(`
    select distinct all from join on using where and or not in any some exists case when then else as by having qualify
    union except intersect over filter partition order limit offset between like is with values interval
  `),
);

/** Words that are calls without parentheses in some engine: who asks, and when. A report gives the same for the same rows. */
export const CALLS_WITHOUT_PARENTHESES: ReadonlySet<string> = new Set(
  words(`
    current_user session_user user current_role current_catalog current_schema current_database current_path
    current_date current_time current_timestamp current_datetime localtime localtimestamp
  `),
);
