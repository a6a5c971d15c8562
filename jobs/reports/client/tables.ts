import type { KpiReport, KpiValue, ReportData } from '../report-data';
import { cents, count, percent } from './chart';
import { escapeHtml } from './escape-html';
import { table } from './html-table';
import { restatedMonths } from './restated';
import { notCompared } from './sources';

function shown(kpi: KpiReport, value: KpiValue | undefined): string {
  if (value?.status !== 'ok' || value.value === null) return '';
  const number = Number(value.value);
  if (kpi.unit === 'usd') return cents(number);
  if (kpi.unit === 'ratio') return percent(number);
  return kpi.unit === 'days' ? `${count(number)} days` : count(number);
}

/** One tile per KPI that has a value. */
export function kpiTiles(data: ReportData, selection: string): string {
  return data.kpis
    .map((kpi) => ({ kpi, value: shown(kpi, kpi.values[selection]) }))
    .filter(({ value }) => value !== '')
    .map(
      ({ kpi, value }) =>
        `<article class="tile" title="${escapeHtml(kpi.definition)}"><h3>${escapeHtml(kpi.name)}</h3><p class="value">${escapeHtml(value)}</p></article>`,
    )
    .join('');
}

/** The KPIs that cannot be computed, each with what it would need: nothing is estimated. */
export function missingKpis(data: ReportData, selection: string): string {
  const missing = data.kpis.filter((kpi) => shown(kpi, kpi.values[selection]) === '');
  if (missing.length === 0) return '';
  const items = missing.map(
    (kpi) => `<li><b>${escapeHtml(kpi.name)}</b> ${escapeHtml(whyMissing(kpi.values[selection]))}</li>`,
  );
  return `<details class="missing"><summary>${missing.length} figures cannot be computed from what is delivered</summary><ul>${items.join('')}</ul></details>`;
}

/** Why there is no figure: what a hospital does not deliver, or what the KPI needs. */
function whyMissing(value: KpiValue | undefined): string {
  return value?.undelivered ? `is not computable: ${value.undelivered}` : `needs ${value?.needs ?? 'data'}`;
}

/** Why the numbers can be trusted: what arrived, what was held back and why, and how the totals compare. */
export function qualityTables(data: ReportData, hospitals: readonly string[]): string {
  const ofSelection = ({ hospital }: { hospital: string }) => hospitals.includes(hospital);
  return [
    table(
      'Totals compared with their source',
      ['Hospital', 'Total', 'Source', 'Here', 'Difference'],
      data.reconciliations
        .filter(ofSelection)
        .map((row) => [row.hospital, row.subject, Number(row.expected), Number(row.actual), Number(row.difference)]),
      'No totals were compared.',
    ),
    notCompared(data, hospitals),
    restatedMonths(data, hospitals),
    table(
      'Rows',
      ['Hospital', 'Table', 'Rows', 'Versions', 'Quarantined', 'Released', 'Discarded', 'Mended', 'Overtaken'],
      data.tables
        .filter(ofSelection)
        .map((row) => [
          ...[row.hospital, row.table, row.rows, row.versions],
          ...[row.quarantined, row.released, row.discarded, row.mended, row.overtaken],
        ]),
      'No rows yet.',
    ),
    table(
      'Rules that rows broke',
      ['Hospital', 'Table', 'Rule', 'Severity', 'Rows', 'Of'],
      data.rules
        .filter((row) => ofSelection(row) && row.failed > 0)
        .map((row) => [row.hospital, row.table, row.rule, row.severity, row.failed, row.checked]),
      'Every row kept every rule.',
    ),
  ].join('');
}

/** What each KPI means, whose definition it is, and what to mind. */
export function definitions(data: ReportData): string {
  return `<dl>${data.kpis
    .map(
      (kpi) =>
        `<dt>${escapeHtml(kpi.name)}</dt><dd>${escapeHtml(kpi.definition)} <span class="note">${escapeHtml(`${kpi.source}. ${kpi.caveat}`)}</span></dd>`,
    )
    .join('')}</dl>`;
}
