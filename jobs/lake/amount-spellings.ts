/**
 * The texts that landing reads as a number, in the regular expressions that DuckDB, MySQL, MariaDB and (through `scriptPattern`) JavaScript
 * share. jobs/spark/typed_values.py has them in Java's.
 */
const BLANKS = '[[:space:]]*';
const DOLLAR = '([$]|[Uu][Ss][$]|[Uu][Ss][Dd])?';
const DIGITS = '(([0-9]{1,3}(,[0-9]{3})+|[0-9]+)([.][0-9]*)?|[.][0-9]+)';

/** `988.37`, `-5`, `1e3`: what engines cast. */
export const PLAIN_NUMBER = `${BLANKS}[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?${BLANKS}`;

/** `-`, `$ -`: zero in Excel's accounting format. */
export const ACCOUNTING_ZERO = `${BLANKS}${DOLLAR}${BLANKS}-${BLANKS}`;

/** `-$1,234.50`, `$ -5`, `5 USD`; `(50.00)`, `$(50.00)`, `($50.00)`; `50.00-`. Negative are those with a minus or parentheses. */
export const WRITTEN_AMOUNT = [
  `${BLANKS}([-+]${BLANKS}${DOLLAR}|${DOLLAR}${BLANKS}[-+]?)${BLANKS}${DIGITS}${BLANKS}([Uu][Ss][Dd])?${BLANKS}`,
  `${BLANKS}(${DOLLAR}${BLANKS}[(]|[(]${BLANKS}${DOLLAR})${BLANKS}${DIGITS}${BLANKS}[)]${BLANKS}`,
  `${BLANKS}${DOLLAR}${BLANKS}${DIGITS}${BLANKS}-${BLANKS}`,
].join('|');

/** One of the patterns as JavaScript's, for a whole text. */
export function scriptPattern(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern.replaceAll('[[:space:]]', String.raw`[\t\n\v\f\r ]`)})$`);
}
