import type { ProblemCode } from '../problems';
import { placeOf, sourceNames } from './mapped-columns';
import type { MappingSpec } from './mapping-spec';
import { bareProblem, REFUSED_WORDS } from './source-sql';

/** Quoted texts and names of PostgreSQL, in which a backslash is a sign like any other. */
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"/gs;
/** Stands for what was quoted; nothing else has such a sign. */
const MARK = '\u0001';
/** Texts with escapes and names by the numbers of their letters: they would have to be read before they could be checked. */
const PREFIXED = new RegExp(`(?:^|[^A-Za-z0-9_])(?:[ebxn]|u&)${MARK}`, 'i');
/**
 * What reaches beyond the hospital's tables: the catalogue, whose names begin with pg_ and which shows values of every table; functions that take a
 * text as a statement, change settings, or reach files and other servers.
 */
const REACHING = String.raw`pg_\w+|information_schema|\w*_to_xml\w*|ts_stat|dblink\w*|lo_\w+|current_setting|set_config`;
/** Beside what is refused in any database. */
const REFUSED = new RegExp(
  String.raw`\b(?:${REFUSED_WORDS.join('|')}|${REACHING}|txid_\w+|copy|listen|notify|merge|vacuum|reset)\b`,
  'i',
);
/** Names in quotes: the function "set_config" is set_config. */
const REACHING_NAME = new RegExp(`^(?:${REACHING})$`);
/** Longest name, in bytes; the server cuts longer ones. */
const LONGEST_NAME = 63;

interface MappingProblem {
  readonly code: ProblemCode;
  readonly path: readonly string[];
  readonly message: string;
}

/** What PostgreSQL reads in another way than MySQL, for which every mapping is checked: its quotes, its functions, the length of its names. */
export function postgresProblems(mapping: MappingSpec): MappingProblem[] {
  return Object.entries(mapping).flatMap(([name, table]) => {
    const { from, where, columns = {}, cursor } = table ?? {};
    const texts = { 'from.query': from?.query, where };
    const names = {
      'from.table': [from?.table],
      cursor: typeof cursor === 'object' ? [cursor.column] : [],
      ...Object.fromEntries(
        Object.entries(columns).map(([column, given]) => [`columns.${column}`, sourceNames(placeOf(given))]),
      ),
    };
    const at = (path: string) => [name, ...path.split('.')];
    return [
      ...Object.entries(texts).flatMap(([path, sql]): MappingProblem[] => {
        const message = typeof sql === 'string' ? postgresSqlProblem(sql) : null;
        return message === null ? [] : [{ code: 'SOURCE_SQL_REFUSED', path: at(path), message }];
      }),
      ...Object.entries(names).flatMap(([path, given]): MappingProblem[] =>
        given.some((each) => typeof each === 'string' && Buffer.byteLength(each) > LONGEST_NAME)
          ? [{ code: 'SOURCE_NAME_INVALID', path: at(path), message: 'a name in PostgreSQL has at most 63 bytes' }]
          : [],
      ),
    ];
  });
}

/** Why PostgreSQL would not read a text as the part of one statement that only reads; null: it would. */
export function postgresSqlProblem(sql: string): string | null {
  const names = sql.match(QUOTED)?.filter((text) => text.startsWith('"')) ?? [];
  const reaching = names.find((text) => REACHING_NAME.test(text.slice(1, -1)));
  if (reaching !== undefined) return `it has the name ${reaching}`;
  const bare = sql.replace(QUOTED, MARK);
  if (PREFIXED.test(bare)) return "it has a text or a name with a letter before its quote, such as E'...'";
  if (bare.includes('$')) return 'it has a dollar sign outside of quotes';
  if (bare.includes('`')) return 'it has a backquote; PostgreSQL takes "double quotes" for names';
  return bareProblem(bare, REFUSED);
}
