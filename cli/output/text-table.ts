import Table from 'cli-table3';
import { harmlessValue } from './harmless-text';

/** A cell: NULL is shown as `-`, numbers are right-aligned. */
export type Cell = string | number | boolean | null;

/** A table for people, as wide as its content. */
export function textTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const numeric = head.map((_, column) => {
    const cells = rows.map((row) => row[column] ?? null).filter((cell) => cell !== null);
    return cells.length > 0 && cells.every(isNumeric);
  });
  const table = new Table({
    head: head.map(harmlessValue),
    colAligns: numeric.map((right) => (right ? 'right' : 'left')),
    // Colours on a terminal only: in a file they would be noise.
    style: { compact: true, head: process.stdout.isTTY ? ['bold'] : [], border: process.stdout.isTTY ? ['grey'] : [] },
  });
  table.push(...rows.map((row) => row.map(cellText)));
  return table.toString();
}

/** A number with a comma between thousands: `12,345`. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
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
