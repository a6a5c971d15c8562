import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportQueries } from '../jobs/reports/report-queries';
import type { DuckDbWarehouse } from '../jobs/warehouse/duckdb/warehouse';
import type { Row } from '../jobs/warehouse/warehouse';
import { ENTITIES, environmentTables } from '../model/catalogue';
import { REFERENCE_OWNER } from '../model/datasets';
import { PHI_LINEAGE, type PhiPath } from '../model/phi/lineage';
import { isPlaceOf, PHI_NEEDS } from '../model/phi/needs';
import { NOT_IDENTIFYING_CLASSES } from '../model/phi/tags';
import { REPORTING_VIEWS } from '../model/reporting';
import type { PhiClass, TableDefinition } from '../model/types';
import { everyMarker, type Marker, markedRow } from './marked-rows';
import { goldStatements } from './transform/gold-warehouse';
import { january, loadRun, openDuckDb, tablesUpToSilver } from './transform/hospital-warehouse';
import type { SqlRow } from './transform/insert-rows';

const HOSPITAL = 'hospital-a';
const RUN = 'run-1';
const MARKERS = everyMarker();
const ENTITY_NAMES = ENTITIES.map(({ name }) => name);
const ownerOf = (origin: string) => (origin === 'reference' ? REFERENCE_OWNER : HOSPITAL);
const TABLES: readonly TableDefinition[] = [
  ...new Map(
    [...environmentTables(), ...ENTITIES.flatMap(({ name, origin }) => tablesUpToSilver(name, [ownerOf(origin)]))].map(
      (table) => [`${table.dataset}.${table.name}`, table],
    ),
  ).values(),
];

/** Which markers arrive in each column of each table, and in each column of the report's queries. */
const arrivals = new Map<string, Set<Marker>>();
let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;

function note(place: string, rows: readonly Row[]): void {
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

/** A row with an error, so that quarantine gets it: what is required and no key is missing. */
function brokenRow(name: string): SqlRow | null {
  const entity = ENTITIES.find((each) => each.name === name);
  const missing = entity?.columns.find((column) => column.required && !entity.key.includes(column.name));
  const [key] = entity?.key ?? [];
  return entity && missing && key
    ? { ...markedRow(entity), [missing.name]: null, [key]: `${markedRow(entity)[key]}X` }
    : null;
}

beforeAll(async () => {
  ({ warehouse, remove } = await openDuckDb(TABLES));
  for (const entity of ENTITIES) {
    const broken = brokenRow(entity.name);
    const rows = [markedRow(entity), ...(broken ? [broken] : [])].map((values) => ({ values }));
    await loadRun(warehouse, {
      entity: entity.name,
      hospitalId: ownerOf(entity.origin),
      runId: RUN,
      takenAt: january(2),
      rows,
    });
  }
  for (const step of goldStatements(warehouse.dialect, RUN)) await warehouse.executeAtomically(step);
  for (const table of TABLES) {
    const sql = `select * from ${warehouse.dialect.table(table)}`;
    note(`${table.dataset}.${table.name}`, await warehouse.query({ name: 'test.lineage', sql }));
  }
  for (const [name, query] of Object.entries(reportQueries(warehouse.dialect, RUN)))
    note(`report.${name}`, await warehouse.query(query));
}, 120_000);
afterAll(() => remove());

/** Identifiers of the safe-harbour method; the rest is about a person and identifies nobody alone. */
const identifies = (phi: PhiClass) => !NOT_IDENTIFYING_CLASSES.includes(phi);

function placesOf(marker: Marker): string[] {
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

const lineage = (): PhiPath[] =>
  MARKERS.map((marker) => ({ sources: marker.sources, phi: marker.phi, places: placesOf(marker) }));

it('marks every column that tells of a person, each with a value of its own', () => {
  expect(new Set(MARKERS.map(({ text }) => text)).size).toBe(MARKERS.length);
  const marked = new Set(MARKERS.flatMap(({ sources }) => sources));
  const identifying = ENTITIES.flatMap((entity) =>
    entity.columns.filter(({ phi }) => identifies(phi)).map(({ name }) => `${entity.name}.${name}`),
  );
  expect(identifying.filter((column) => !marked.has(column))).toEqual([]);
});

it('follows every marker from staging to silver: the statements ran, and what is kept is where the model says', () => {
  for (const marker of MARKERS) {
    for (const source of marker.sources) {
      expect(placesOf(marker)).toContain(`silver.${source}`);
    }
  }
});

/** What arrives where no tag protects it: in columns that the model calls nobody's, in views, in reports. */
function untagged(): string[] {
  const phiOf = new Map<string, PhiClass>(
    TABLES.flatMap(({ dataset, name, columns }) =>
      columns.map((column) => [`${dataset}.${name}.${column.name}`, column.phi] as const),
    ),
  );
  const tables = [...arrivals.keys()].filter((place) => (phiOf.get(place) ?? 'none') === 'none');
  const views = MARKERS.filter(({ phi }) => identifies(phi)).flatMap((marker) =>
    placesOf(marker).filter((place) => place.startsWith('reporting.')),
  );
  return [...new Set([...tables, ...views])];
}

it('carries nothing of a person to a place without a tag, a mask or a need', () => {
  const without = untagged().filter((place) => !PHI_NEEDS.some((need) => isPlaceOf(need, place)));
  expect(
    without.map((place) => `${[...(arrivals.get(place) ?? [])].map(({ sources }) => sources.join(' = '))} -> ${place}`),
  ).toEqual([]);
});

it('states no need that nothing has', () => {
  const places = untagged();
  expect(PHI_NEEDS.filter((need) => !places.some((place) => isPlaceOf(need, place)))).toEqual([]);
});

it('brings no identifier of a patient into any report or view, need or not', () => {
  const named = MARKERS.filter(({ phi }) => identifies(phi) && phi !== 'date');
  const shown = named.flatMap((marker) => placesOf(marker).filter((place) => /^report(ing)?\./.test(place)));
  expect(named.length).toBeGreaterThan(8);
  expect(shown).toEqual([]);
});

it('is what the model says', () => {
  if (process.env['WRITE_DOCS'] === '1') {
    const entries = lineage().map((path) => `  ${JSON.stringify(path)},`);
    const file = join(__dirname, '../model/phi/lineage.ts');
    const source = `${header()}export const PHI_LINEAGE: readonly PhiPath[] = [\n${entries.join('\n')}\n];\n`;
    writeFileSync(file, formatted(source, file));
  } else {
    expect(PHI_LINEAGE).toEqual(lineage());
  }
  expect(ENTITY_NAMES.length).toBeGreaterThan(5);
});

/** As the formatter leaves it, so that writing it again changes nothing. */
function formatted(source: string, file: string): string {
  const biome = join(__dirname, '../node_modules/@biomejs/biome/bin/biome');
  const parameters = [biome, 'format', `--stdin-file-path=${file}`];
  return execFileSync(process.execPath, parameters, { input: source, encoding: 'utf8' });
}

function header(): string {
  return `import type { PhiClass } from '../types';

/** Where the values of a source column that tells of a person go. */
export interface PhiPath {
  /** The source's columns; those of a key that entities share are one. */
  readonly sources: readonly string[];
  readonly phi: PhiClass;
  /** Columns of tables and views that hold them as they are, sorted; \`<hospital>\` stands for each hospital. */
  readonly places: readonly string[];
}

/**
 * Written by \`npm run docs\`, which runs every statement over rows with a mark in each such
 * column and looks where the marks arrive; the same test fails when this is no longer so. Amounts are not followed: sums hold them.
 */
`;
}
