import Table from 'cli-table3';
import { brokenLines, fittedWidths } from './fitted-columns';
import { harmlessValue } from './harmless-text';
import { showsColors, tableWidth } from './terminal';

/** A cell: NULL is shown as `-`, numbers are right-aligned. */
export type Cell = string | number | boolean | null;

/**
 * A table for people, no wider than the terminal, or than 80 columns elsewhere: longer texts go on in the next line. A table with too many columns
 * for that shows each row as lines, a value each.
 */
export function textTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const numeric = head.map((_, column) => {
    const cells = rows.map((row) => row[column] ?? null).filter((cell) => cell !== null);
    return cells.length > 0 && cells.every(isNumeric);
  });
  const heading = head.map(harmlessValue);
  const texts = rows.map((row) => row.map(cellText));
  const columns = heading.map((name, index) => ({
    texts: [name, ...texts.map((row) => row[index] ?? '')],
    isNumeric: numeric[index] ?? false,
  }));
  const widths = fittedWidths(columns, tableWidth());
  if (widths === null) return valuesBelow(heading, texts);
  const fitted = (row: readonly string[]) => row.map((text, index) => brokenLines(text, widths[index] ?? text.length));
  const styles = showsColors() ? { head: ['bold'], border: ['grey'] } : { head: [], border: [] };
  const table = new Table({
    head: fitted(heading),
    colAligns: numeric.map((right) => (right ? 'right' : 'left')),
    style: { compact: true, ...styles },
  });
  table.push(...texts.map(fitted));
  return table.toString();
}

/** Each row as lines, `name: value`, under its number. */
function valuesBelow(names: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows
    .flatMap((row, number) => [
      `row ${grouped(number + 1)}`,
      ...row.flatMap((text, index) =>
        brokenLines(`${names[index] ?? ''}: ${text}`, tableWidth() - 4)
          .split('\n')
          .map((line, part) => `${part === 0 ? '  ' : '    '}${line}`),
      ),
    ])
    .join('\n');
}

/** A number with a comma between thousands: `12,345`. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/** A decimal text with a comma between thousands, every digit kept: `-1,234.50`. Other texts stay as they are. */
export function groupedAmount(text: string): string {
  const [, sign = '', whole, fraction = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  return whole === undefined ? text : sign + whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + fraction;
}

/** Seconds as people say them: `0.4 s`, `75 s`. */
export function secondsText(seconds: number): string {
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}

function isNumeric(cell: Cell): boolean {
  return typeof cell === 'number' || (typeof cell === 'string' && /^-?[0-9][0-9,]*(\.[0-9]+)?%?$/.test(cell));
}

function cellText(cell: Cell): string {
  if (cell === null) return '-';
  return typeof cell === 'number' && Number.isInteger(cell) ? grouped(cell) : harmlessValue(String(cell));
}

/** How long ago a UTC timestamp (`YYYY-MM-DD HH:MM:SS.ffffff`) was: `5 min ago`, `3 h ago`, `2 d ago`. */
export function ageText(timestamp: string, now: Date): string {
  return `${spanText((now.getTime() - Date.parse(`${timestamp.slice(0, 19).replace(' ', 'T')}Z`)) / 1000)} ago`;
}

/** A length of time in the largest unit that fits: `5 min`, `3 h`, `2 d`. */
export function spanText(seconds: number): string {
  const minutes = seconds / 60;
  if (minutes < 60) return `${Math.max(0, Math.round(minutes))} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} d`;
}
