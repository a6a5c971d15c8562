import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entity } from '../../model/catalogue';
import { mappedColumns, sourceColumns } from '../../model/mapping/mapped-columns';
import { EnvironmentSecrets } from '../secrets/environment';
import { extractTable } from './extract-table';
import { landedRows, newLake, spec } from './extracted.fixture';
import { openSource } from './registry';

// Each landing starts an engine, which a busy machine takes its time for.
jest.setTimeout(30_000);

const failure = (code: string, words = '') => expect.objectContaining({ code, detail: expect.stringContaining(words) });

describe('a folder of extracts', () => {
  /** A patient's values by the source's columns; columns that are not named here are empty. */
  const patient = (id: string, changed: string): Record<string, string> => ({
    ...{ ID: id, FirstName: 'Ann', LastName: 'Lee', MiddleName: '""', Gender: 'F', DOB: '1980-02-29' },
    ...{ Address: '"1 Main St, Apt 2"', Updated_Date: changed },
  });
  const { mapping = {} } = spec().hospitals[0] ?? {};
  const SOURCE_COLUMNS = sourceColumns(mappedColumns(entity('patients'), mapping)).map(({ name }) => name);
  const PATIENTS = SOURCE_COLUMNS.join(',');
  const line = (id: string, changed: string) =>
    SOURCE_COLUMNS.map((column) => patient(id, changed)[column] ?? '').join(',');

  async function extractPatients(lines: readonly string[], window: { watermark?: string; until?: string } = {}) {
    const lake = newLake();
    const extractsFolder = join(lake.root, 'extracts');
    mkdirSync(extractsFolder, { recursive: true });
    writeFileSync(join(extractsFolder, 'patients.csv'), lines.join('\n'));
    const theSpec = spec();
    const [hospital] = theSpec.hospitals;
    if (!hospital) throw new Error('the spec has a hospital');
    const source = openSource(hospital, { secrets: new EnvironmentSecrets({}), extractsFolder });
    const manifest = await extractTable({
      ...{ spec: theSpec, hospitalId: 'hospital-b', entity: entity('patients'), runId: 'r1', lake, source },
      ...{ previousWatermark: window.watermark ?? null, until: window.until ?? null },
    });
    return {
      manifest,
      rows: await landedRows(lake, manifest.parts),
      keys: await landedRows(lake, manifest.keyParts ?? []),
    };
  }
  const idsOf = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row['patient_id']);

  it('stands for the database: mapping, NULL and empty text, keys, watermark', async () => {
    const { manifest, rows, keys } = await extractPatients([
      PATIENTS,
      line('P1', '2024-01-02'),
      line('P2', '2024-01-03'),
    ]);
    expect(rows[0]).toMatchObject({
      ...{ hospital_id: 'hospital-b', patient_id: 'P1', middle_name: '', ssn: null, address: '1 Main St, Apt 2' },
      ...{ date_of_birth: '1980-02-29', _source_ts: '2024-01-02 00:00:00+00', _source_line: null },
    });
    expect(manifest).toMatchObject({ rows: 2, watermark: '2024-01-03', files: [] });
    expect(idsOf(keys)).toEqual(['P1', 'P2']);
  });
  it('is read from the watermark on, set back by the lookback, and always where the cursor says nothing', async () => {
    const lines = [
      PATIENTS,
      line('P1', '2024-02-28'),
      line('P2', '2024-02-29'),
      line('P3', '2024-03-01'),
      line('P4', ''),
      line('P5', '0000-00-00'),
    ];
    const { rows, keys } = await extractPatients(lines, { watermark: '2024-03-01' });
    expect(idsOf(rows)).toEqual(['P2', 'P3', 'P4', 'P5']);
    expect(idsOf(keys)).toEqual(['P1', 'P2', 'P3', 'P4', 'P5']);
  });
  it('is compared to the microsecond', async () => {
    const moments = ['2024-01-02 00:00:00.000001', '2024-01-02 00:00:00.000002', '2024-01-03 00:00:00.000002'];
    const { rows, manifest } = await extractPatients(
      [PATIENTS, ...moments.map((moment, index) => line(`P${index}`, moment))],
      {
        watermark: '2024-01-03 00:00:00.000002',
      },
    );
    expect(idsOf(rows)).toEqual(['P1', 'P2']);
    expect(manifest.watermark).toBe('2024-01-03 00:00:00.000002');
  });
  it('is read up to "until"; a cursor in the future is not a watermark', async () => {
    const lines = [PATIENTS, line('P1', '2024-01-01'), line('P2', '2024-01-02'), line('P3', '2999-01-01')];
    const bounded = await extractPatients(lines, { until: '2024-01-01' });
    expect([idsOf(bounded.rows), bounded.manifest.watermark]).toEqual([['P1'], '2024-01-01']);
    // What it left out is not gone.
    expect(bounded.manifest.whole).toBe(false);
    const beyond = await extractPatients(lines, { until: '2999-12-31' });
    expect([idsOf(beyond.rows), beyond.manifest.watermark]).toEqual([['P1', 'P2', 'P3'], '2024-01-02']);
    const whole = await extractPatients(lines);
    expect([idsOf(whole.rows), whole.manifest.watermark]).toEqual([['P1', 'P2', 'P3'], '2024-01-02']);
    expect(whole.manifest.whole).toBe(true);
  });
  it('fails like a database: missing table, missing columns, and lines that are not rows', async () => {
    await expect(extractPatients(['FirstName,LastName', 'Ann,Lee'])).rejects.toEqual(
      failure('SOURCE_COLUMN_MISSING', 'lacks ID'),
    );
    await expect(extractPatients([])).rejects.toEqual(failure('SOURCE_COLUMN_MISSING'));
    await expect(extractPatients([PATIENTS, line('P1', '2024-01-01'), 'P2,Ann'])).rejects.toEqual(
      failure('SOURCE_READ_FAILED', 'line 3: line_field_count'),
    );
    const lake = newLake();
    const [hospital] = spec().hospitals;
    if (!hospital) throw new Error('the spec has a hospital');
    const source = openSource(hospital, { secrets: new EnvironmentSecrets({}), extractsFolder: lake.root });
    const request = {
      spec: spec(),
      hospitalId: 'hospital-b',
      entity: entity('departments'),
      runId: 'r1',
      previousWatermark: null,
      until: null,
      lake,
      source,
    };
    await expect(extractTable(request)).rejects.toEqual(failure('SOURCE_TABLE_MISSING', 'departments'));
  });
  it('of a header alone is an empty table', async () => {
    expect((await extractPatients([PATIENTS])).manifest).toMatchObject({
      rows: 0,
      watermark: null,
      parts: [],
      keyParts: [],
    });
  });
});
