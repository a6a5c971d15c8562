import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ReportData } from './report-data';
import type { OlderFigures } from './run-report-data';

/** The browser's half, bundled by `npm run build`; package.json says where it is, from the sources and from the build alike. */
const SCRIPT = '#dashboard/dashboard.js';
const STYLE = '#dashboard/dashboard.css';

const PLOTS = [
  ['charges', 'Charges and payments by month'],
  ['receivable', 'Accounts receivable at month-end'],
  ['aging', 'Open balances by age in days'],
  ['statuses', 'Claims by state'],
  ['payers', 'Denial rate by payer'],
  ['departments', 'Departments with the highest charges'],
] as const;

/** One self-contained page: it needs no server, so it can be mailed, archived and opened years later. */
export async function dashboardHtml(data: ReportData): Promise<string> {
  const bundled = (file: string) => readFile(require.resolve(file), 'utf8');
  const [script, style] = await Promise.all([bundled(SCRIPT), bundled(STYLE)]);
  const program = script.replaceAll('</script', '<\\/script');
  // Escape `<`: otherwise a hospital's name could close the element.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policyOf(program)}">
<title>Revenue cycle: ${escapeHtml(data.group)} (${escapeHtml(data.stage)})</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Revenue cycle: ${escapeHtml(data.group)}</h1>
<p>${escapeHtml(data.stage)}, as of ${escapeHtml(data.asOf)}, run ${escapeHtml(data.runId)}, published ${escapeHtml(data.publishedAt)} UTC</p>
<span class="badge badge-${data.agreement.state}">${escapeHtml(data.agreement.words)}</span>
<label>Hospital<select id="hospital"><option value="all">All hospitals</option>${data.hospitals.map((id) => `<option>${escapeHtml(id)}</option>`).join('')}</select></label>
</header>
<main>
${data.olderFigures.map((each) => `<p class="older">${escapeHtml(olderText(each))}</p>`).join('\n')}
<h2>Key figures</h2>
<div id="kpis" class="tiles"></div>
<div id="missing"></div>
<h2>How they move</h2>
<div class="charts">${PLOTS.map(([id, title]) => `<section class="chart"><h3>${title}</h3><div id="${id}" class="plot"></div></section>`).join('')}</div>
<h2>What was read</h2>
<div id="sources"></div>
<h2>Why to trust them</h2>
<div id="quality"></div>
<details><summary>Definitions</summary><div id="definitions"></div></details>
</main>
<script type="application/json" id="report-data">${json}</script>
<script>${program}</script>
</body>
</html>
`;
}

/**
 * The page loads nothing and sends nothing; only its own program runs, whatever a name in the data may hold. The charts set styles, so
 * styles are allowed.
 */
function policyOf(program: string): string {
  const hash = createHash('sha256').update(program).digest('base64');
  return `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
}

/** Whose figures are older than the run, and from when they are. */
function olderText({ hospital, tables, since }: OlderFigures): string {
  const from = since === null ? 'some have never been read' : `read ${since.slice(0, 16)} UTC or later`;
  return `Figures of ${hospital} are older than this run: ${tables.join(', ')} (${from}).`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
