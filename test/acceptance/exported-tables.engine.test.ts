import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createConnection } from 'mysql2/promise';
import { workbookOf } from '../../jobs/sources/files/formats/workbook/workbook.fixture';
import { environmentTables } from '../../model/catalogue';
import { upkeepTables } from '../../model/gold/upkeep';
import type { ColumnMapping } from '../../model/mapping/mapping-spec';
import { BASE_MODEL } from '../../model/model';
import { parseSpec } from '../../model/parse-spec';
import { databaseOf, type PipelineSpec, pipelineSpecSchema } from '../../model/spec';
import type { TableDefinition } from '../../model/types';
import { loadIntoMySql } from '../../sample/mysql';
import { describeEngine } from '../engines/available';
import { sharedMariaDb } from '../engines/shared-engines';
import { failures, openSamplePipeline, type SamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';
import { tableContents } from './table-contents';

jest.setTimeout(180_000);

const SIZE = { patients: 60, encounters: 120, months: 3 } as const;
/** Each table written in another way; the encounters are packed too. */
const EXPORTS = [
  { table: 'departments', content: 'full', format: 'xlsx' },
  { table: 'providers', content: 'full', delimiter: '|' },
  { table: 'patients', content: 'full', encoding: 'windows-1252' },
  { table: 'encounters', content: 'full', delimiter: ';' },
  { table: 'transactions', content: 'full', delimiter: '\t' },
];

/** What the files say in a way of their own, and the mapping undoes. */
const DISGUISE: Readonly<Record<string, Readonly<Record<string, ColumnMapping>>>> = {
  departments: { name: { column: "Dept's name", stripPrefix: 'D: ', trim: true } },
  patients: { date_of_birth: { column: 'Born', format: 'DD.MM.YYYY' } },
  encounters: { encounter_date: { column: 'Seen', format: 'MM/DD/YYYY' } },
  transactions: {
    amount: { column: 'Cents', scale: 0.01 },
    paid_amount: { column: 'Paid cents', scale: 0.01 },
    service_date: { column: 'Day', format: 'YYYYMMDD' },
  },
};

/** The sample's second hospital, which names columns in its own way, with its EMR where `place` says. */
function hospitalWith(place: object): PipelineSpec {
  const { hospitals, ...rest } = sampleSpec();
  const hospital = hospitals[1];
  return parseSpec(pipelineSpecSchema, { ...rest, hospitals: [{ ...hospital, ...place }] });
}

/** The hospital with its EMR as files, in every way at once. */
function exporting(): PipelineSpec {
  const { feeds = [], mapping = {} } = hospitalWith({}).hospitals[0] ?? {};
  const disguised = Object.entries(DISGUISE).map(([table, columns]) => [
    table,
    { ...mapping[table], columns: { ...mapping[table]?.columns, ...columns } },
  ]);
  return hospitalWith({
    ...{ emr: undefined, tables: [], feeds: [...feeds, ...EXPORTS] },
    mapping: { ...mapping, ...Object.fromEntries(disguised) },
  });
}

/** Layers that people read; bronze has the file and line of each row, which a database has not. */
const UPKEEP = upkeepTables(BASE_MODEL).map(({ name }) => name);
const compared = environmentTables(BASE_MODEL).filter(
  ({ dataset, name }) => ['silver', 'gold'].includes(dataset) && !UPKEEP.includes(name),
);

/**
 * Columns that say when a table without a cursor was read: the moment of the snapshot in one, the arrival of the file in the other. The keys of
 * two dimensions are hashes of it.
 */
function bookkeeping({ dataset, name }: TableDefinition): string[] {
  if (dataset === 'gold') return ['provider_key', 'department_key'];
  const isOfCursorless = BASE_MODEL.entities.some((each) => each.cursor === null && name.startsWith(each.name));
  return isOfCursorless ? ['valid_from'] : [];
}

describeEngine('mariadb', 'a hospital that exports its EMR as files', () => {
  let database: SamplePipeline;
  let files: SamplePipeline;
  const first: Record<string, string[]> = {};
  beforeAll(async () => {
    const server = sharedMariaDb();
    process.env['RCM_SECRET_EMR_PASSWORD'] = server.reader.password;
    const emr = { host: server.host, port: server.port, user: server.reader.user };
    const own = databaseOf(hospitalWith({}).hospitals[0] ?? { emr: undefined });
    const inServer = hospitalWith({ emr: { ...own, ...emr, database: await server.createDatabase('exported_') } });
    const [hospital] = inServer.hospitals;
    if (!hospital) throw new Error('the sample has a hospital');
    database = await openSamplePipeline(inServer, { databases: true, ...SIZE });
    await database.write(1);
    const connection = await createConnection(server.url(databaseOf(hospital).database));
    await loadIntoMySql(connection, BASE_MODEL, hospital, database.extractsFolder);
    await connection.end();
    files = await openSamplePipeline(exporting(), SIZE);
    await files.write(1);
    for (const { table } of EXPORTS) {
      const folder = join(files.inboxFolder, 'hospital-b', table);
      const [name = ''] = readdirSync(folder);
      first[table] = readFileSync(join(folder, name), 'latin1').trimEnd().split('\n');
    }
    repack('encounters', (name, content) => [`${name}.gz`, gzipSync(content)]);
    repack('departments', (_, content) => {
      const rows = content
        .toString('utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',').map(unquoted));
      return ['departments.xlsx', workbookOf({ sheets: [{ name: 'Departments', rows }] })];
    });
    for (const each of [database, files]) expect(failures(await each.run({ runId: 'first' }))).toEqual([]);
  });
  afterAll(async () => {
    await database?.remove();
    await files?.remove();
  });

  /** Puts another file in the place of a table's only one. */
  const repack = (table: string, change: (name: string, content: Buffer) => readonly [string, Buffer]) => {
    const folder = join(files.inboxFolder, 'hospital-b', table);
    const [before = ''] = readdirSync(folder);
    const [name, content] = change(before, readFileSync(join(folder, before)));
    rmSync(join(folder, before));
    writeFileSync(join(folder, name), content);
  };
  const unquoted = (cell: string) => cell.replaceAll('"', '');
  const contents = ({ context }: SamplePipeline) =>
    Promise.all(compared.map((table) => tableContents(context.warehouse, table, bookkeeping(table))));
  /** A later delivery of a table, made from the lines of its first one. */
  const send = (table: string, day: number, change: (lines: string[]) => string[]) => {
    const path = join(files.inboxFolder, 'hospital-b', table, `${table}_${day}.csv`);
    writeFileSync(path, `${change(first[table] ?? []).join('\n')}\n`, 'latin1');
    const at = new Date(Date.UTC(2026, 0, day));
    utimesSync(path, at, at);
  };
  const changed = async (runId: string) =>
    Object.fromEntries(
      (
        await files.rows(
          `select table_name, rows_new, rows_deleted from ops.loads where run_id = '${runId}' and (rows_new > 0 or rows_deleted > 0)`,
        )
      ).map((row) => [row['table_name'], [Number(row['rows_new']), Number(row['rows_deleted'])]]),
    );
  const account = async (runId: string, table: string) =>
    (
      await files.rows(
        `select total_read, total_accepted, total_held, total_superseded, total_equal from ops.deliveries
         where run_id = '${runId}' and table_name = '${table}' and measure = 'rows' and step = 'check' order by delivery`,
      )
    ).map((row) => Object.values(row).map(Number));

  it('has the silver and gold of the same hospital with a database, cell by cell', async () => {
    const [ofFiles, ofDatabase] = [await contents(files), await contents(database)];
    for (const [index, { name }] of compared.entries())
      expect({ name, rows: ofFiles[index] }).toEqual({ name, rows: ofDatabase[index] });
    expect(await files.rows('select count(*) as rows from silver.transactions')).not.toEqual([{ rows: 0 }]);
  });

  it('writes nothing in a second run, also when the same rows come again in another order', async () => {
    const before = await contents(files);
    send('patients', 2, ([header = '', ...rows]) => [header, ...rows.reverse()]);
    expect(failures(await files.run({ runId: 'second' }))).toEqual([]);
    expect(await changed('second')).toEqual({});
    const [[read = 0, ...became] = []] = await account('second', 'patients');
    expect(read).toBeGreaterThan(50);
    expect(became).toEqual([0, 0, 0, read]);
    expect(await contents(files)).toEqual(before);
  });

  it('ends rows that a full export lacks, unless a line that may be any of them could not be read', async () => {
    const patients = async () =>
      (await files.rows('select patient_id from silver.patients where is_current order by 1')).map(
        (row) => row['patient_id'],
      );
    const before = await patients();
    const gone = first['patients']?.[1]?.split(',')[0];
    // Of two that wait, the newer one says what there is.
    send('patients', 3, (lines) => lines.slice(0, -2));
    send('patients', 4, (lines) => lines.filter((_, index) => index !== 1));
    send('providers', 5, ([header = '', one = '', two = '', _three, ...rows]) => [
      header,
      one.replace(/\|.*/, '|'),
      two.replace(/\|[^|]*\|/, '|Renamed|'),
      ...rows,
    ]);
    const steps = ['extract', 'load', 'check', 'history'].flatMap((kind) => [
      `${kind}.hospital-b.patients`,
      `${kind}.hospital-b.providers`,
    ]);
    const result = await files.run({ runId: 'third', only: ['begin', ...steps] });
    expect(failures(result)).toEqual([]);
    expect(await changed('third')).toEqual({ patients: [0, 1], providers: [1, 0] });
    expect(await patients()).toEqual(before.filter((id) => id !== gone));
    expect(
      await files.rows(`select cast(valid_to as varchar) as ended from silver.patients where patient_id = '${gone}'`),
    ).toEqual([{ ended: '2026-01-04 00:00:00' }]);
    expect(result.steps.get('extract.hospital-b.providers')?.report?.detail).toMatch(/no row ended/);
    const [held] = await files.rows('select _rule_ids, _source_line, _source_file from quarantine.providers');
    expect(held).toMatchObject({
      _rule_ids: 'line_field_count',
      _source_file: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(Number(held?.['_source_line'])).toBe(2);
    const [providers = []] = await account('third', 'providers');
    expect(providers).toEqual([24, 1, 1, 0, 22]);
  });

  it('accounts for every row and all money of every file', async () => {
    expect(
      await files.rows(
        'select delivery, measure from ops.deliveries where total_read <> total_accepted + total_held + total_superseded + total_equal',
      ),
    ).toEqual([]);
    const [sums] = await files.rows(
      `select count(*) as files from ops.deliveries where table_name = 'transactions' and measure = 'amount' and step = 'check'`,
    );
    expect(Number(sums?.['files'])).toBe(1);
  });
});
