/** A token of SQL: a word, a number or text, or one sign. */
export interface Token {
  readonly kind: 'word' | 'text' | 'sign';
  /** Words in lower case. */
  readonly text: string;
}

const PART = /--[^\n]*|\/\*[\s\S]*?\*\/|'[^']*'|[A-Za-z_][A-Za-z0-9_]*|[0-9]+(?:\.[0-9]+)?|\s+|[^\s]/gy;
const SIGNS = new Set([...'()+-*/%=<>!,.;|:']);
/** Outside a comment: what is left of one that is not whole. */
const COMMENT_MARKS = new Set(['/*', '*/']);
/** Blanks of which one is not a blank for every engine. */
const OTHER_BLANK = /^\s*[^\S \t\r\n]/;
/** Lines end for one engine and not for another at these. */
const UNSEEN = /\r(?!\n)|[^\P{C}\n\r\t]|[\p{Zl}\p{Zp}]/u;

/**
 * The tokens of a statement, as every engine would cut it. What engines cut differently is reported, since code could hide there from one
 * reader: a quote or backslash inside a text, a word glued to a number, characters that end a line for some, a comment inside a comment.
 */
export function tokensOf(sql: string, problems: string[]): Token[] {
  if (/[$%]\{/.test(sql)) problems.push('${ and %{ would begin an expression of Terraform');
  if (UNSEEN.test(sql)) problems.push('it has a character that nobody sees');
  if (sql.includes('\\')) problems.push('engines read \\ in a text differently');
  const tokens: Token[] = [];
  let before = '';
  for (const [part] of sql.matchAll(PART)) {
    const glued = before;
    before = part;
    if (/^(\s|--|\/\*)/.test(part)) {
      // DuckDB counts the comments that it enters and BigQuery leaves at the first end: what stands between is code for one of them.
      if (part.startsWith('/*') && part.includes('/*', 2))
        problems.push('engines read a comment in a comment differently');
      if (OTHER_BLANK.test(part)) problems.push('it has a blank that engines read differently');
      continue;
    }
    if (part.startsWith("'") && part.length > 1) {
      if (glued.startsWith("'")) problems.push("engines read '' in a text differently");
      if (/^[A-Za-z_]/.test(glued))
        problems.push(`${glued}'...' is a text with a prefix, which engines read differently`);
      tokens.push({ kind: 'text', text: part });
    } else if (/^[A-Za-z_]/.test(part)) {
      if (/^[0-9]/.test(glued)) problems.push(`${glued}${part}: a word begins where a number ends`);
      tokens.push({ kind: 'word', text: part.toLowerCase() });
    } else if (/^[0-9]/.test(part)) tokens.push({ kind: 'text', text: part });
    else {
      tokens.push({ kind: 'sign', text: part });
      if (part === '"' || part === '`')
        problems.push('engines read " and ` differently: names of the model need no quotes');
      else if (COMMENT_MARKS.has(glued + part))
        problems.push(`${glued + part} begins or ends a comment that has no other end`);
      else if (!SIGNS.has(part)) problems.push(`${part} has no meaning that all engines share`);
    }
  }
  return tokens;
}
