/** Text escaped for HTML, inside an element or a quoted attribute. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A piece of HTML, to tell it from text that has to be escaped first. */
export interface Html {
  readonly html: string;
}
export type Cell = string | Html;

export function html(text: string): Html {
  return { html: text };
}

/** A word in a coloured frame; the colour says no more than the word. */
export function chip(word: string, kind: 'good' | 'bad' | 'open' | 'plain'): Html {
  return html(`<span class="chip ${kind}">${escaped(word)}</span>`);
}

export function code(text: string): Html {
  return html(`<code>${escaped(text)}</code>`);
}

function cellText(cell: Cell): string {
  return typeof cell === 'string' ? escaped(cell) : cell.html;
}

/** A table that becomes a list of cards where the page is narrow: each cell knows its heading. */
export function htmlTable(head: readonly string[], rows: readonly (readonly Cell[])[], id = ''): string {
  const heading = head.map((each) => `<th scope="col">${escaped(each)}</th>`).join('');
  const body = rows.map(
    (row) =>
      `<tr>${row.map((cell, index) => `<td data-label="${escaped(head[index] ?? '')}"><div>${cellText(cell)}</div></td>`).join('')}</tr>`,
  );
  return `<table${id === '' ? '' : ` id="${id}"`}><thead><tr>${heading}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
}

/** What cannot be missed first, the rest behind a line to open; printed, everything is open. */
export function details(summary: string, content: string): string {
  return `<details><summary>${escaped(summary)}</summary>${content}</details>`;
}

const STYLE = `
:root { color-scheme: light; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --good: #1a7f37; --bad: #cf222e; --open: #9a6700; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 82rem; padding: 1rem; color: var(--ink); background: #fff; font: 15px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; } h2 { margin: 2rem 0 .5rem; font-size: 1.2rem; border-bottom: 1px solid var(--line); }
p { margin: .4rem 0; } .soft { color: var(--soft); } nav a { margin-right: .8rem; white-space: nowrap; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 600; background: #f6f8fa; white-space: nowrap; } .line { white-space: nowrap; } code { font-size: .85em; }
.chip { display: inline-block; padding: 0 .5em; border: 1px solid; border-radius: 1em; white-space: nowrap; font-size: .85em; font-weight: 600; }
.good { color: var(--good); } .bad { color: var(--bad); } .open { color: var(--open); } .plain { color: var(--soft); }
.outcome { padding: .6rem .8rem; border-left: 4px solid; background: #f6f8fa; margin: .8rem 0; } .outcome b { color: inherit; }
ul { margin: .2rem 0; padding-left: 1.2rem; } summary { cursor: pointer; }
.filter { display: flex; flex-wrap: wrap; gap: .5rem; margin: .5rem 0; } .filter input, .filter select { font: inherit; padding: .3rem .5rem; border: 1px solid #8c959f; border-radius: 4px; }
.filter input { flex: 1 1 16rem; } .filter select { max-width: 100%; }
@media (max-width: 46rem) {
  thead { display: none; } table, tbody, tr { display: block; } tr { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: .25rem; }
  td { display: flex; gap: .5rem; border: 0; padding: .15rem .4rem; } td::before { content: attr(data-label); flex: 0 0 6.5rem; color: var(--soft); }
  td:has(> div:empty) { display: none; } td > div { min-width: 0; flex: 1; } .line, .chip { white-space: normal; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10px; } .filter, nav { display: none; } tr { break-inside: avoid; } details::details-content { content-visibility: visible; }
}`;

const SCRIPT = `
(() => {
  const rows = [...document.querySelectorAll('#access tbody tr')];
  const text = document.getElementById('access-text'), effect = document.getElementById('access-effect'), count = document.getElementById('access-count');
  const apply = () => {
    const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const content = row.textContent.toLowerCase();
      const fits = words.every((word) => content.includes(word)) && content.includes(effect.value);
      row.hidden = !fits;
      row.style.display = fits ? '' : 'none';
      shown += fits ? 1 : 0;
    }
    count.textContent = shown + ' of ' + rows.length + ' grants';
  };
  if (text) { text.addEventListener('input', apply); effect.addEventListener('change', apply); apply(); }
  addEventListener('beforeprint', () => { for (const each of document.querySelectorAll('details')) each.open = true; });
})();`;

/** A whole page that loads nothing from anywhere, and whose policy says so to the browser. */
export function htmlPage(title: string, content: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${escaped(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
${content.join('\n')}
<script>${SCRIPT}
</script>
</body>
</html>
`;
}
