import { escapeHtml } from './escape-html';

/** A cell: numbers are right-aligned. */
export type Cell = string | number;

/** A section with a table, or with a sentence where there are no rows. Cells are escaped here; caption, head and sentence are ours. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  empty: string,
): string {
  const content = rows.length === 0 ? `<p class="note">${empty}</p>` : rowsTable(head, rows);
  return `<section><h3>${caption}</h3>${content}</section>`;
}

/** The table alone. */
export function rowsTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell) =>
    typeof value === 'number' ? `<td class="number">${amount(value)}</td>` : `<td>${escapeHtml(value)}</td>`;
  return `<div class="scroll"><table><thead><tr>${head.map((name, column) => `<th scope="col"${typeof rows[0]?.[column] === 'number' ? ' class="number"' : ''}>${name}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</tbody></table></div>`;
}

/** Cents are shown where there are any. */
export function amount(value: number): string {
  return value.toLocaleString('en-US', {
    minimumFractionDigits: Number.isInteger(value) ? 0 : 2,
    maximumFractionDigits: 2,
  });
}
