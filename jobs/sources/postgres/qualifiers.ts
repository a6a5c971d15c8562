/** Texts in quotes, names in quotes and bare names, each perhaps with a dot behind it. */
const WORD = /'(?:[^']|'')*'|("(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)(\s*\.)?/gsu;

/** What stands before a dot in SQL of PostgreSQL: names of tables, aliases and schemas, as the server reads them. */
export function qualifiers(sql: string): string[] {
  const names = new Set<string>();
  for (const [, name, dot] of sql.matchAll(WORD)) {
    if (name === undefined || dot === undefined) continue;
    names.add(name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase());
  }
  return [...names];
}
