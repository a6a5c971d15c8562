import { createHash } from 'node:crypto';
import { BigQuery } from '@google-cloud/bigquery';
import { makeHashKey } from '../../jobs/transform/hash-key';
import { BigQueryWarehouse } from '../../jobs/warehouse/bigquery/warehouse';
import type { Row, Warehouse } from '../../jobs/warehouse/warehouse';
import { REPORTING_DATASET, reportingDataset } from '../../model/datasets';
import { dimPatient } from '../../model/gold/dimensions';
import { factClaims } from '../../model/gold/facts';
import { hashKey } from '../../model/phi/hash-key';
import { hospitalViewSql, viewOf, viewSql } from '../../model/reporting';
import type { TableDefinition } from '../../model/types';
import { describeEngine } from '../engines/available';
import { type BigQueryEngine, startBigQuery } from '../engines/bigquery';
import { eachWarehouse } from '../engines/each-warehouse';
import { insertRows, type SqlRow } from './insert-rows';

/** The table as it is when the number of the patient is shown hashed. */
const hashed = (table: TableDefinition): TableDefinition => ({
  ...table,
  columns: table.columns.map((column) =>
    column.name === 'patient_id' ? { ...column, shownAs: 'hashed' as const } : column,
  ),
});
const PATIENTS = hashed(dimPatient);
const CLAIMS = hashed(factClaims);
const OWN = reportingDataset('hospital-a');

/** Two hospitals give the number 1 to different patients; one patient has no number. `gender` and `payer_id` tell rows apart here. */
const patient = (gender: string, hospital_id: string, patient_id: string | null): SqlRow => ({
  patient_key: gender,
  hospital_id,
  patient_id,
  gender,
  effective_from: '2026-01-01 00:00:00.000000',
  is_current: true,
});
const claim = (payer_id: string, hospital_id: string, patient_id: string | null): SqlRow => ({
  ...{
    hospital_id,
    claim_id: payer_id,
    payer_id,
    patient_id,
    claim_status: 'Paid',
    claim_amount: '1',
    paid_amount: '1',
  },
  ...{ patient_key: 'k', provider_key: 'k', department_key: 'k', payer_key: 'k', service_date_key: 'k' },
});

eachWarehouse('the key of the hashes', ({ open }) => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = (await open()).warehouse;
    await warehouse.createTables([hashKey]);
  });
  afterAll(() => warehouse.close());

  it('is made once, of 32 bytes; a second run writes nothing', async () => {
    const read = () =>
      warehouse.query({ name: 'test.key', sql: `select hex_key from ${warehouse.dialect.table(hashKey)}` });
    await warehouse.executeAtomically([makeHashKey(warehouse.dialect)]);
    const first = await read();
    expect(first).toEqual([{ hex_key: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    await warehouse.executeAtomically([makeHashKey(warehouse.dialect)]);
    expect(await read()).toEqual(first);
  });
});

describeEngine('bigquery', 'columns that analysts see hashed, on BigQuery', () => {
  let emulator: BigQueryEngine;
  let bigquery: Warehouse;
  const query = (sql: string): Promise<Row[]> => bigquery.query({ name: 'test.hashed', sql });
  const hashes = (dataset: string, name: string, label: string) =>
    query(`select ${label} as label, patient_id_hash as hashed from ${dataset}.${name} order by 1`);

  beforeAll(async () => {
    emulator = await startBigQuery();
    const { projectId } = emulator;
    bigquery = await BigQueryWarehouse.open({ ...emulator, location: 'US' });
    await bigquery.createTables([PATIENTS, CLAIMS, hashKey]);
    const rows = [
      ...insertRows(bigquery.dialect, PATIENTS, [
        patient('ann', 'hospital-a', '1'),
        patient('bob', 'hospital-a', '2'),
        patient('cyd', 'hospital-b', '1'),
        patient('nil', 'hospital-a', null),
      ]),
      ...insertRows(bigquery.dialect, CLAIMS, [
        claim('of ann', 'hospital-a', '1'),
        claim('of ann too', 'hospital-a', '1'),
        claim('of cyd', 'hospital-b', '1'),
        claim('of nil', 'hospital-a', null),
      ]),
    ];
    for (const statement of rows) await bigquery.executeAtomically([statement]);
    const client = new BigQuery({ projectId, apiEndpoint: emulator.endpoint });
    for (const dataset of [REPORTING_DATASET, OWN]) await client.createDataset(dataset);
    for (const view of [viewOf(PATIENTS), viewOf(CLAIMS)])
      for (const [dataset, sql] of [
        [REPORTING_DATASET, viewSql(view, projectId)],
        [OWN, hospitalViewSql(view, projectId, 'hospital-a')],
      ] as const)
        await client.dataset(dataset).createTable(view.name, { view: { query: sql, useLegacySql: false } });
  }, 120_000);
  afterAll(() => emulator.stop());

  it('show nothing while there is no key', async () => {
    const without = await hashes(REPORTING_DATASET, 'dim_patient', 'gender');
    expect(without.map(({ hashed: value }) => value)).toEqual([null, null, null, null]);
    await bigquery.executeAtomically([makeHashKey(bigquery.dialect)]);
  });

  it('hash key, hospital and value: different patients differ, NULL stays NULL', async () => {
    const [key] = await query('select hex_key from hashing.hash_key');
    const of = (hospital: string, id: string) =>
      createHash('sha256').update(`${key?.['hex_key']}|${hospital}|${id}`).digest('hex');
    expect(await hashes(REPORTING_DATASET, 'dim_patient', 'gender')).toEqual([
      { label: 'ann', hashed: of('hospital-a', '1') },
      { label: 'bob', hashed: of('hospital-a', '2') },
      { label: 'cyd', hashed: of('hospital-b', '1') },
      { label: 'nil', hashed: null },
    ]);
  });

  it('join the rows of one patient across views, those of a hospital’s own too, and nobody’s with nobody’s', async () => {
    const joined = (claims: string, patients: string) =>
      query(`select c.payer_id as claim, p.gender as patient from ${claims}.fact_claims as c
        join ${patients}.dim_patient as p on p.patient_id_hash = c.patient_id_hash order by 1, 2`);
    const own = [
      { claim: 'of ann', patient: 'ann' },
      { claim: 'of ann too', patient: 'ann' },
    ];
    expect(await joined(REPORTING_DATASET, REPORTING_DATASET)).toEqual([...own, { claim: 'of cyd', patient: 'cyd' }]);
    expect(await joined(OWN, OWN)).toEqual(own);
  });

  it('show neither the value nor the key', async () => {
    const [key] = await query('select hex_key from hashing.hash_key');
    for (const name of ['dim_patient', 'fact_claims']) {
      const rows = await query(`select * from ${REPORTING_DATASET}.${name}`);
      for (const row of rows) {
        expect(Object.keys(row)).not.toContain('patient_id');
        expect(Object.values(row)).not.toContain(key?.['hex_key']);
      }
    }
  });
});
