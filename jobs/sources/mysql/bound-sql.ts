/** Quoted texts and names, with doubled quotes and escapes inside; then the place of a parameter. */
const QUOTED_OR_PLACE = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`|\?/gs;

/**
 * SQL with each `?` outside of quotes replaced by its parameter, as the server reads it in an empty `sql_mode`. The driver's own way
 * takes every question mark, also that of a column `Paid?`.
 * @throws RangeError where places and parameters differ in number
 */
export function boundSql(sql: string, parameters: readonly (string | number)[]): string {
  let used = 0;
  const bound = sql.replaceAll(QUOTED_OR_PLACE, (found) => {
    if (found !== '?') return found;
    const value = parameters[used++];
    if (value === undefined) throw new RangeError(`the statement has more places than its ${parameters.length} values`);
    return typeof value === 'number' ? String(value) : textLiteral(value);
  });
  if (used !== parameters.length)
    throw new RangeError(`the statement has ${used} places for ${parameters.length} values`);
  return bound;
}

/** A text in quotes, as the server reads it in an empty `sql_mode`. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
