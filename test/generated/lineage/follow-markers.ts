import { reportQueries } from '../../../jobs/reports/report-queries';
import type { Row } from '../../../jobs/warehouse/warehouse';
import { ENTITIES, environmentTables } from '../../../model/catalogue';
import { REFERENCE_OWNER } from '../../../model/datasets';
import { BASE_MODEL } from '../../../model/model';
import { REPORTING_VIEWS } from '../../../model/reporting';
import type { TableDefinition } from '../../../model/types';
import { goldStatements } from '../../transform/gold-warehouse';
import { january, loadRun, openDuckDb, tablesUpToSilver } from '../../transform/hospital-warehouse';
import type { SqlRow } from '../../transform/insert-rows';
import { everyMarker, type Marker, markedRow } from './marked-rows';

const HOSPITAL = 'hospital-a';
const RUN = 'run-1';
const ownerOf = (origin: string) => (origin === 'reference' ? REFERENCE_OWNER : HOSPITAL);

/** Every source column about a person, with the value by which it is found again. */
export const MARKERS = everyMarker();

/** Every table that the statements of one hospital touch. */
export const TABLES: readonly TableDefinition[] = [
  ...new Map(
    [
      ...environmentTables(BASE_MODEL),
      ...ENTITIES.flatMap(({ name, origin }) => tablesUpToSilver(name, [ownerOf(origin)])),
    ].map((table) => [`${table.dataset}.${table.name}`, table]),
  ).values(),
];

/** Which markers arrived in each column of a table (`silver.patients.last_name`) and of a query of the report. */
export type Arrivals = ReadonlyMap<string, ReadonlySet<Marker>>;

let followed: Promise<Arrivals> | undefined;

/** Runs every statement over a marked row of each table, on DuckDB, and looks where the marks arrive. Runs once, however often it is asked. */
export function followMarkers(): Promise<Arrivals> {
  followed ??= runOverMarkedRows();
  return followed;
}

async function runOverMarkedRows(): Promise<Arrivals> {
  const arrivals = new Map<string, Set<Marker>>();
  const { warehouse, remove } = await openDuckDb(TABLES);
  try {
    for (const entity of ENTITIES) {
      const broken = brokenRow(entity.name);
      const rows = [markedRow(entity), ...(broken ? [broken] : [])].map((values) => ({ values }));
      const of = { entity: entity.name, hospitalId: ownerOf(entity.origin), runId: RUN, takenAt: january(2) };
      await loadRun(warehouse, { ...of, rows });
    }
    for (const step of goldStatements(warehouse.dialect, RUN)) await warehouse.executeAtomically(step);
    for (const table of TABLES) {
      const sql = `select * from ${warehouse.dialect.table(table)}`;
      note(arrivals, `${table.dataset}.${table.name}`, await warehouse.query({ name: 'test.lineage', sql }));
    }
    for (const [name, query] of Object.entries(reportQueries(warehouse.dialect, BASE_MODEL, RUN)))
      note(arrivals, `report.${name}`, await warehouse.query(query));
  } finally {
    await remove();
  }
  return arrivals;
}

function note(arrivals: Map<string, Set<Marker>>, place: string, rows: readonly Row[]): void {
  for (const row of rows) {
    for (const [column, value] of Object.entries(row)) {
      // In these rows it is the row itself; in production it is the SHA-256 of it.
      if (column === '_row_hash') continue;
      const text = String(value).toUpperCase();
      for (const marker of MARKERS) {
        if (!text.includes(marker.text)) continue;
        const key = `${place}.${column}`;
        arrivals.set(key, (arrivals.get(key) ?? new Set()).add(marker));
      }
    }
  }
}

/** A row with an error, so that quarantine gets it: a required column that is not of the key is missing. */
function brokenRow(name: string): SqlRow | null {
  const entity = ENTITIES.find((each) => each.name === name);
  const missing = entity?.columns.find(
    ({ name: each, presence }) => presence === 'required' && !entity.key.includes(each),
  );
  const [key] = entity?.key ?? [];
  return entity && missing && key
    ? { ...markedRow(entity), [missing.name]: null, [key]: `${markedRow(entity)[key]}X` }
    : null;
}

/** Where a marker arrived: columns of tables and of the views over them, without a hospital's own name. */
export function placesOf(marker: Marker, arrivals: Arrivals): string[] {
  const found = [...arrivals].filter(([, markers]) => markers.has(marker)).map(([place]) => place);
  const views = REPORTING_VIEWS.flatMap((view) =>
    view.columns
      .filter(({ from, source, treatment }) => {
        const table = from === 'patient' ? view.patient : view.table;
        return (
          treatment === 'plain' && table !== undefined && found.includes(`${table.dataset}.${table.name}.${source}`)
        );
      })
      .map(({ name }) => `reporting.${view.name}.${name}`),
  );
  return [...found, ...views]
    .map((place) => place.replaceAll('hospital_a', '<hospital>').replaceAll('hospital-a', '<hospital>'))
    .sort();
}
