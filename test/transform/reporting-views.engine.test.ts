import { BigQuery } from '@google-cloud/bigquery';
import { BigQueryWarehouse } from '../../jobs/warehouse/bigquery/warehouse';
import type { Row, Warehouse } from '../../jobs/warehouse/warehouse';
import { REPORTING_DATASET, reportingDataset } from '../../model/datasets';
import { GOLD_TABLES } from '../../model/gold';
import { NOT_IDENTIFYING_CLASSES } from '../../model/phi/tags';
import { hospitalViewSql, REPORTING_VIEWS, viewSql } from '../../model/reporting';
import type { Column, TableDefinition } from '../../model/types';
import { describeEngine } from '../engines/available';
import { type BigQueryEngine, startBigQuery } from '../engines/bigquery';
import { insertRows, type SqlRow } from './insert-rows';

const YEAR = new Date().getUTCFullYear();
const OWN = reportingDataset('hospital-a');
/** Marks that no row of a view may have. */
const MARKS = /IDENTIFIES|REVEALS|05-17|1901/;

/** A value that shows where its column went: a mark where the column is about a person. */
function marked(column: Column): string | number | boolean {
  const { type, phi, reveals, name } = column;
  const identifies = reveals !== undefined || !NOT_IDENTIFYING_CLASSES.includes(phi);
  switch (type) {
    case 'STRING':
      return identifies ? `${reveals ? 'REVEALS' : 'IDENTIFIES'} ${name}` : `shown ${name}`;
    case 'DATE':
      return identifies ? '2031-05-17' : '2020-01-01';
    case 'TIMESTAMP':
      return identifies ? '2031-05-17 11:12:13.000000' : '2020-01-01 00:00:00.000000';
    case 'INT64':
      return identifies ? 1901 : 3;
    case 'NUMERIC':
      return '12.5';
    case 'BOOL':
      return true;
  }
}

const row = (table: TableDefinition, hospital: string): SqlRow => ({
  ...Object.fromEntries(table.columns.map((column) => [column.name, marked(column)])),
  ...(table.columns.some(({ name }) => name === 'hospital_id') ? { hospital_id: hospital } : {}),
});
const goldTable = (name: string) => {
  const found = GOLD_TABLES.find((table) => table.name === name);
  if (!found) throw new Error(`There is no table ${name}`);
  return found;
};

describeEngine('bigquery', 'the views for analysts, on BigQuery', () => {
  let emulator: BigQueryEngine;
  let bigquery: Warehouse;
  const read = (dataset: string, name: string): Promise<Row[]> =>
    bigquery.query({ name: `test.${name}`, sql: `select * from \`${dataset}\`.\`${name}\`` });

  // An emulator of its own: gold has the name of every environment's.
  beforeAll(async () => {
    emulator = await startBigQuery();
    bigquery = await BigQueryWarehouse.open({ ...emulator, location: 'US' });
    await bigquery.createTables(GOLD_TABLES);
    const rows = GOLD_TABLES.flatMap((table) => {
      const hospitals = table.columns.some(({ name }) => name === 'hospital_id')
        ? ['hospital-a', 'hospital-b']
        : ['any'];
      return insertRows(
        bigquery.dialect,
        table,
        hospitals.map((hospital) => row(table, hospital)),
      );
    });
    for (const statement of rows) await bigquery.executeAtomically([statement]);
    const client = new BigQuery({ projectId: emulator.projectId, apiEndpoint: emulator.endpoint });
    for (const dataset of [REPORTING_DATASET, OWN]) await client.createDataset(dataset);
    for (const view of REPORTING_VIEWS) {
      const { projectId } = emulator;
      for (const [dataset, query] of [
        [REPORTING_DATASET, viewSql(view, projectId)],
        [OWN, hospitalViewSql(view, projectId, 'hospital-a')],
      ] as const)
        await client.dataset(dataset).createTable(view.name, { view: { query, useLegacySql: false } });
    }
  }, 120_000);
  afterAll(() => emulator.stop());

  it.each(REPORTING_VIEWS.map(({ name }) => name))('%s discloses no mark of a person', async (name) => {
    const rows = await read(REPORTING_DATASET, name);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((each) => JSON.stringify(each)).filter((text) => MARKS.test(text))).toEqual([]);
    // The mark would be seen, were it there.
    const hides = goldTable(name).columns.some(
      (column) => column.reveals || !NOT_IDENTIFYING_CLASSES.includes(column.phi),
    );
    expect(MARKS.test(JSON.stringify(await read('gold', name)))).toBe(hides);
  });

  it('shows the year of a charge, its amounts, and the patient’s gender and age, all older than 89 as one', async () => {
    const [charge] = await read(OWN, 'fact_transactions');
    expect(charge).toMatchObject({
      hospital_id: 'hospital-a',
      service_year: 2031,
      paid_year: 2031,
      amount: '12.5',
      icd_code: 'shown icd_code',
      patient_gender: 'shown gender',
      patient_birth_year: YEAR - 90,
    });
  });

  it('shows the year of birth up to age 89, one year for all older patients, and none if unknown', async () => {
    const patient = goldTable('dim_patient');
    const born = [YEAR - 89, YEAR - 90, YEAR - 100, 2001, null];
    const rows = born.map((birth_year, index) => ({
      ...row(patient, 'hospital-c'),
      patient_key: `k${index}`,
      birth_year,
    }));
    for (const statement of insertRows(bigquery.dialect, patient, rows)) await bigquery.executeAtomically([statement]);
    const shown = (await read(REPORTING_DATASET, 'dim_patient')).filter((each) => each['hospital_id'] === 'hospital-c');
    expect(shown.map((each) => each['birth_year']).sort()).toEqual(
      [YEAR - 90, YEAR - 90, YEAR - 89, 2001, null].sort(),
    );
  });

  it.each(REPORTING_VIEWS.map(({ name }) => name))('%s of a hospital has no row of another', async (name) => {
    const rows = await read(OWN, name);
    expect(rows.length).toBeGreaterThan(0);
    const has = goldTable(name).columns.some((column) => column.name === 'hospital_id');
    expect([...new Set(rows.map((each) => each['hospital_id']))]).toEqual([has ? 'hospital-a' : undefined]);
  });
});
