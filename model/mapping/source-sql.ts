/** Quoted texts and names of MySQL, with doubled quotes and escapes inside. */
const QUOTED = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`/gs;

/** Words that write, wait, lock, or reach files: no reading of rows needs them. */
export const REFUSED_WORDS = [
  ...[
    'insert',
    'update',
    'delete',
    'truncate',
    'drop',
    'alter',
    'create',
    'grant',
    'revoke',
    'set',
    'call',
    'handler',
    'do',
  ],
  ...['into', 'outfile', 'dumpfile', 'load_file', 'load', 'procedure', 'lock', 'unlock', 'prepare', 'execute', 'kill'],
  ...[
    'sleep',
    'benchmark',
    'get_lock',
    'release_lock',
    'release_all_locks',
    'nextval',
    'setval',
    'lastval',
    'master_pos_wait',
  ],
];
const REFUSED = new RegExp(`\\b(?:${REFUSED_WORDS.join('|')})\\b`, 'i');

/** Longest text of SQL in a mapping. */
export const LONGEST_SQL = 10_000;

/** Why a text is not a condition on rows, e.g. `status <> 'deleted'`; null: it is one. */
export function conditionProblem(sql: string): string | null {
  if (sql.trim() === '') return 'it is empty';
  return problemOf(sql);
}

/** Why a text is not one read-only SELECT; null: it is one. */
export function queryProblem(sql: string): string | null {
  return /^\s*(?:select|with)\b/i.test(sql) ? problemOf(sql) : 'it does not begin with select or with';
}

/** What keeps a text from being a part of one statement that only reads. The server refuses what still writes: the transaction is read-only. */
function problemOf(sql: string): string | null {
  return bareProblem(sql.replace(QUOTED, ' quoted '), REFUSED);
}

/**
 * The same of SQL whose quoted texts and names are replaced.
 * @param refused words
 */
export function bareProblem(bare: string, refused: RegExp): string | null {
  if (/['"`]/.test(bare)) return 'a quote does not end';
  if (bare.includes('\\') || bare.includes('\0')) return 'it has a backslash or a NUL outside of quotes';
  if (/--|#|\/\*|\*\//.test(bare)) return 'it has a comment';
  if (bare.includes('?')) return 'it has a question mark outside of quotes';
  if (bare.includes(';')) return 'it has more than one statement';
  if (/@|:=/.test(bare)) return 'it has a variable';
  if (!isBalanced(bare)) return 'its parentheses do not match';
  const [word] = refused.exec(bare) ?? [];
  if (word !== undefined) return `it has the word ${word.toLowerCase()}; put a name like that in quotes`;
  return /\bfor\s+share\b/i.test(bare) ? 'it locks rows' : null;
}

function isBalanced(sql: string): boolean {
  let open = 0;
  for (const sign of sql) {
    if (sign === '(') open++;
    if (sign === ')' && --open < 0) return false;
  }
  return open === 0;
}
