import type { ReportData } from '../report-data';
import type { RestatementCause } from '../run-report-data';
import { escapeHtml } from './escape-html';
import { amount, rowsTable } from './html-table';

const CAPTION = 'Closed months that were restated';

/** One line for what a run changed in the closed months of a hospital; its rows open below. */
export function restatedMonths(data: ReportData, hospitals: readonly string[]): string {
  const causes = data.restatements.filter(({ hospital }) => hospitals.includes(hospital));
  if (causes.length === 0)
    return `<section><h3>${CAPTION}</h3><p class="note">No closed month has changed since it was first reported.</p></section>`;
  return `<section><h3>${CAPTION}</h3><div class="scroll">${causes.map((each) => cause(data, each)).join('')}</div></section>`;
}

function cause(data: ReportData, of: RestatementCause): string {
  const rows = data.restatedMonths
    .filter(({ runId, hospital }) => runId === of.runId && hospital === of.hospital)
    .map((row) => [...[row.hospital, row.month, words(row.measure), Number(row.before), Number(row.after), row.runId]]);
  return `<details><summary>${escapeHtml(summary(of))}</summary>${rowsTable(['Hospital', 'Month', 'Figure', 'Before', 'After', 'Run'], rows)}</details>`;
}

function summary({ hospital, runId, from, to, rows, figures }: RestatementCause): string {
  const changed = figures.map((each) => `${words(each.measure)} ${money(each.before)} to ${money(each.after)}`);
  return `${hospital}, ${from === to ? from : `${from} to ${to}`}: ${changed.join('; ')} (${rows} rows, run ${runId})`;
}

const words = (measure: string) => measure.replace('_', ' ');
const money = (value: string) => amount(Number(value));
