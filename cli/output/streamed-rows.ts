import type { RowBatch } from '../../jobs/warehouse/duckdb/reading-connection';
import type { Row } from '../../jobs/warehouse/warehouse';
import { harmlessText } from './harmless-text';
import { pour } from './output';
import { textTable } from './text-table';

type Batches = AsyncIterable<RowBatch>;

/** Writes rows to stdout as a JSON array of objects, a batch at a time. The text is what `json` makes of the whole result. */
export async function streamJson(batches: Batches): Promise<void> {
  let isFirst = true;
  for await (const { columns, rows } of batches) {
    const texts = rows.map((row) => {
      const object = Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null]));
      const before = isFirst ? '[\n' : ',\n';
      isFirst = false;
      return before + JSON.stringify(object, null, 2).replaceAll(/^/gm, '  ');
    });
    await pour(harmlessText(texts.join('')));
  }
  await pour(isFirst ? '[]\n' : '\n]\n');
}

/**
 * Writes rows to stdout as CSV (RFC 4180, lines ending in LF), a batch at a time, with a line of column names. NULL is an empty field, an empty
 * text is `""`. In a file every character stays as it is; on a terminal those that would command it are shown.
 */
export async function streamCsv(batches: Batches): Promise<void> {
  const shown = process.stdout.isTTY ? harmlessText : (text: string) => text;
  let isFirst = true;
  for await (const { columns, rows } of batches) {
    const lines = isFirst ? [columns, ...rows] : rows;
    isFirst = false;
    await pour(shown(lines.map((line) => `${line.map(field).join(',')}\n`).join('')));
  }
}

function field(value: Row[string]): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The first rows as a table, empty without rows, and how many there are. The others are counted and not kept. */
export async function firstRows(batches: Batches, most: number): Promise<{ table: string; count: number }> {
  const first: (readonly Row[string][])[] = [];
  let count = 0;
  let head: readonly string[] = [];
  for await (const { columns, rows } of batches) {
    head = columns;
    count += rows.length;
    if (first.length < most) first.push(...rows.slice(0, most - first.length));
  }
  return { table: count === 0 ? '' : textTable(head, first), count };
}
