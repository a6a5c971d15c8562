import {
  CALLS_WITHOUT_PARENTHESES,
  SQL_TYPES,
  type SqlEngine,
  sqlFunctions,
  WORDS_BEFORE_PARENTHESIS,
} from './sql-functions';
import { type Token, tokensOf } from './sql-tokens';

/** Functions in whose parentheses FROM is not the beginning of a table. */
const FROM_IN_ARGUMENTS = new Set(['extract', 'trim', 'substring', 'overlay', 'position']);
/** What ends the list of tables of a FROM at its own depth. */
const AFTER_TABLES = new Set(
  'where group having order limit window qualify union intersect except on using select'.split(' '),
);
/** What a parenthesis begins with in which no table stands by itself. */
const BEGINS_SELECT = new Set(['select', 'with', 'from', 'values']);
const CHANGES = new Set(
  'table recursive insert update delete merge create drop alter truncate attach detach copy export import call pragma install load execute grant revoke'.split(
    ' ',
  ),
);

/** Datasets and schemas, wherever they stand before a point. */
const DATASET =
  /^(staging|quarantine|silver|gold|ops|hashing|main|temp|system|pg_catalog|information_schema|region_.*|(reporting|bronze)(_.*)?)$/;

/** What is found in a statement of a customer. */
export interface SqlFindings {
  /** Why it cannot be one SELECT over its inputs. */
  readonly problems: readonly string[];
  /** Tables that it reads and does not define itself. */
  readonly tables: readonly string[];
  /** Names that it defines with WITH. None may be the name of a table. */
  readonly defined: readonly string[];
  /** Every word of it, in lower case. */
  readonly words: ReadonlySet<string>;
}

/**
 * What a statement is, reads and calls, from its words, without an engine: enough to refuse what is not one SELECT, every table that is not
 * declared and every function that is not on the list. The dry run parses it too, and says whether the engines take it.
 * @param engine that runs this text; null: every engine does.
 */
export function readSql(sql: string, engine: SqlEngine | null = null): SqlFindings {
  const problems: string[] = [];
  const tokens = tokensOf(sql, problems);
  const [first] = tokens;
  if (first?.text !== 'select' && first?.text !== 'with') problems.push('it must begin with SELECT or WITH');
  if (tokens.some(({ text }) => text === ';')) problems.push('it must be one statement, without ;');
  const change = tokens.find(({ kind, text }) => kind === 'word' && CHANGES.has(text));
  if (change) problems.push(`${change.text.toUpperCase()} is not part of a SELECT`);
  const defined = new Set(definedTables(tokens));
  problems.push(...callProblems(tokens, engine));
  for (const [index, { kind, text }] of tokens.entries())
    if (kind === 'word' && DATASET.test(text) && tokens[index + 1]?.text === '.' && tokens[index - 1]?.text !== '.')
      problems.push(`${text}. names a dataset: inputs are named without one`);
  const tables = tablesOf(tokens, problems).filter((name) => !defined.has(name));
  return {
    problems,
    tables: [...new Set(tables)],
    defined: [...defined],
    words: new Set(tokens.filter(({ kind }) => kind === 'word').map(({ text }) => text)),
  };
}

/** Names of the tables that the statement defines with WITH. */
function definedTables(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ kind, text }, index) => {
    const [before, as, open] = [tokens[index - 1]?.text, tokens[index + 1]?.text, tokens[index + 2]?.text];
    return kind === 'word' && (before === 'with' || before === ',') && as === 'as' && open === '(' ? [text] : [];
  });
}

/** Calls of what is not on the list of functions. */
function callProblems(tokens: readonly Token[], engine: SqlEngine | null): string[] {
  return tokens.flatMap(({ kind, text }, index) => {
    const [before, after] = [tokens[index - 1]?.text, tokens[index + 1]?.text];
    if (kind !== 'word') return [];
    if (CALLS_WITHOUT_PARENTHESES.has(text) && before !== '.')
      return [`${text} gives another answer to another reader or at another time`];
    if (after !== '(') return [];
    if (before === '.') return [`.${text}( is a function of a dataset or of a value`];
    if (WORDS_BEFORE_PARENTHESIS.has(text) || SQL_TYPES.has(text)) return [];
    if (sqlFunctions(engine).has(text)) return [];
    const where = engine === null && isOfOneEngine(text) ? 'every engine: write a text for each' : 'reports';
    return [`${text}( is not on the list of functions for ${where}`];
  });
}

function isOfOneEngine(name: string): boolean {
  return sqlFunctions('duckdb').has(name) || sqlFunctions('bigquery').has(name);
}

/** The tables behind FROM and JOIN, and behind the commas of a FROM. */
function tablesOf(tokens: readonly Token[], problems: string[]): string[] {
  const found: string[] = [];
  /** For each open parenthesis: whether a list of tables is being read in it, and whether FROM begins one. */
  const depths = [{ inTables: false, isArgument: false }];
  for (const [index, { kind, text }] of tokens.entries()) {
    const depth = depths.at(-1) ?? { inTables: false, isArgument: false };
    const before = tokens[index - 1];
    if (text === '(') depths.push({ inTables: false, isArgument: FROM_IN_ARGUMENTS.has(before?.text ?? '') });
    else if (text === ')') depths.pop();
    else if (kind === 'word' && AFTER_TABLES.has(text)) depth.inTables = false;
    const begins =
      (text === 'from' && !depth.isArgument && before?.text !== 'distinct') ||
      text === 'join' ||
      (text === ',' && depth.inTables);
    if (!begins) continue;
    depth.inTables = true;
    // A table can have parentheses around it, and so can the first of a join.
    let at = index + 1;
    while (tokens[at]?.text === '(') at++;
    const [next, after] = [tokens[at], tokens[at + 1]];
    if (at > index + 1 && BEGINS_SELECT.has(next?.text ?? '')) continue;
    if (next?.kind === 'text') problems.push('a text or number stands where a table stands');
    if (next?.kind !== 'word') continue;
    if (after?.text === '.') problems.push(`${next.text}. qualifies a table: inputs are named without one`);
    else if (after?.text === '(') problems.push(`${next.text}( is a function where a table stands`);
    else found.push(next.text);
  }
  return found;
}
