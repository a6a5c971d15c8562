/** A token of SQL: a word, a number or text, or one sign. */
interface Token {
  readonly kind: 'word' | 'text' | 'sign';
  /** Words in lower case. */
  readonly text: string;
}

/** Functions in whose parentheses FROM is not the beginning of a table. */
const FROM_IN_ARGUMENTS = new Set(['extract', 'trim', 'substring', 'overlay', 'position']);
/** What ends the list of tables of a FROM at its own depth. */
const AFTER_TABLES = new Set(
  'where group having order limit window qualify union intersect except on using select'.split(' '),
);
/** What a parenthesis begins with in which no table stands by itself. */
const BEGINS_SELECT = new Set(['select', 'with', 'from', 'values']);
const CHANGES = new Set(
  'table insert update delete merge create drop alter truncate attach detach copy export import call pragma install load execute grant revoke'.split(
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
  /** Every word of it, in lower case. */
  readonly words: ReadonlySet<string>;
}

/**
 * What a statement is and reads, from its words: enough to refuse what is not one SELECT, and every table that is not declared. It does not parse
 * SQL; whether the engines take the statement, a dry run says.
 */
export function readSql(sql: string): SqlFindings {
  const problems: string[] = [];
  const tokens = tokensOf(sql, problems);
  const [first] = tokens;
  if (first?.text !== 'select' && first?.text !== 'with') problems.push('it must begin with SELECT or WITH');
  if (tokens.some(({ text }) => text === ';')) problems.push('it must be one statement, without ;');
  const change = tokens.find(({ kind, text }) => kind === 'word' && CHANGES.has(text));
  if (change) problems.push(`${change.text.toUpperCase()} is not part of a SELECT`);
  const defined = new Set(definedTables(tokens));
  for (const [index, { kind, text }] of tokens.entries())
    if (kind === 'word' && DATASET.test(text) && tokens[index + 1]?.text === '.' && tokens[index - 1]?.text !== '.')
      problems.push(`${text}. names a dataset: inputs are named without one`);
  const tables = tablesOf(tokens, problems).filter((name) => !defined.has(name));
  return {
    problems,
    tables: [...new Set(tables)],
    words: new Set(tokens.filter(({ kind }) => kind === 'word').map(({ text }) => text)),
  };
}

const PART = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9A-Za-z_.]*|\s+|[^\s]/gy;
const SIGNS = new Set([...'()+-*/%=<>!,.;|:']);

function tokensOf(sql: string, problems: string[]): Token[] {
  if (/[$%]\{/.test(sql)) problems.push('${ and %{ would begin an expression of Terraform');
  const tokens: Token[] = [];
  for (const [part] of sql.matchAll(PART)) {
    if (/^(\s|--|\/\*)/.test(part)) continue;
    if (part.startsWith("'") && part.length > 1) tokens.push({ kind: 'text', text: part });
    else if (/^[A-Za-z_]/.test(part)) tokens.push({ kind: 'word', text: part.toLowerCase() });
    else if (/^[0-9]/.test(part)) tokens.push({ kind: 'text', text: part });
    else {
      tokens.push({ kind: 'sign', text: part });
      if (part === '"' || part === '`')
        problems.push('engines read " and ` differently: names of the model need no quotes');
      else if (!SIGNS.has(part)) problems.push(`${part} has no meaning that all engines share`);
    }
  }
  return tokens;
}

/** Names of the tables that the statement defines with WITH. */
function definedTables(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ kind, text }, index) => {
    const [before, as, open] = [tokens[index - 1]?.text, tokens[index + 1]?.text, tokens[index + 2]?.text];
    return kind === 'word' && (before === 'with' || before === ',') && as === 'as' && open === '(' ? [text] : [];
  });
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
