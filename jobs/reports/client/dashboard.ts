// Runs in the browser, bundled into the page: everything it shows is in the page, and it asks no server for anything.
import type { ReportData } from '../report-data';
import { type Chart, show } from './chart';
import {
  agedReceivableChart,
  chargesChart,
  claimStatusChart,
  departmentChart,
  payerChart,
  receivableChart,
} from './charts';
import { sourceTables } from './sources';
import { definitions, kpiTiles, missingKpis, qualityTables } from './tables';

const data = JSON.parse(document.getElementById('report-data')?.textContent ?? '{}') as ReportData;

const CHARTS: Readonly<Record<string, (data: ReportData, hospitals: readonly string[]) => Chart>> = {
  charges: chargesChart,
  receivable: receivableChart,
  statuses: claimStatusChart,
  aging: agedReceivableChart,
  payers: payerChart,
  departments: departmentChart,
};

/** Draws everything for one hospital, or for the group. */
function draw(selection: string): void {
  const hospitals = selection === 'all' ? data.hospitals : [selection];
  fill('kpis', kpiTiles(data, selection));
  fill('missing', missingKpis(data, selection));
  fill('sources', sourceTables(data, hospitals));
  fill('quality', qualityTables(data, hospitals));
  fill('definitions', definitions(data));
  for (const [id, chart] of Object.entries(CHARTS)) {
    const place = document.getElementById(id);
    if (place) show(place, chart(data, hospitals));
  }
}

function fill(id: string, html: string): void {
  const place = document.getElementById(id);
  if (place) place.innerHTML = html;
}

const choice = document.getElementById('hospital') as HTMLSelectElement | null;
choice?.addEventListener('change', () => {
  history.replaceState(null, '', `#${choice.value}`);
  draw(choice.value);
});
const asked = decodeURIComponent(location.hash.slice(1));
if (choice && [...choice.options].some((option) => option.value === asked)) choice.value = asked;
draw(choice?.value ?? 'all');
