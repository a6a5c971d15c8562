import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { entity } from '../../../model/catalogue';
import { type MappedColumn, mappedColumns, sourceColumns } from '../../../model/mapping/mapped-columns';
import type { ColumnMapping, MappingSpec } from '../../../model/mapping/mapping-spec';
import { parseSpec } from '../../../model/parse-spec';
import { type FeedSpecInput, pipelineSpecSchema } from '../../../model/spec';
import { type Encoding, encoded } from '../../../model/text-encoding';
import type { EntityColumn } from '../../../model/types';
import { sourceValues } from '../../../sample/disguise';
import { propertyRuns, timeFor } from '../../../test/long-runs';
import { extractTable } from '../extract-table';
import { landedRows, newLake, spec } from '../extracted.fixture';
import { workbookOf } from './formats/workbook/workbook.fixture';
import { zipOf } from './packed/zip.fixture';

const CLAIMS = entity('claims');
const DISGUISES = { share: 20, long: 1_000 };
jest.setTimeout(timeFor(DISGUISES, 3_000));

/** Rows without a time have that of their file. */
const SENT = new Date('2031-12-31T08:00:00Z');
type Row = Readonly<Record<string, string | null>>;

/** What a delivery looks like: its mapping, its rows as the model has them, and how its file is written. */
interface Delivery {
  readonly columns: Readonly<Record<string, ColumnMapping>>;
  readonly rows: readonly Row[];
  readonly file: FileShape;
}
interface FileShape {
  readonly delimiter: string;
  readonly encoding: Encoding;
  readonly end: string;
  readonly packed: 'gz' | 'zip' | 'xlsx' | null;
}

/** A number of `places` decimals without a sign, as exact text. */
const amount = fc
  .tuple(fc.nat({ max: 9_999_999 }), fc.nat({ max: 99 }))
  .map(([dollars, cents]) => `${dollars}.${String(cents).padStart(2, '0')}`);
const two = (number: number) => String(number).padStart(2, '0');
const day = fc
  .tuple(fc.integer({ min: 1999, max: 2031 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => `${year}-${two(month)}-${two(date)}`);
/** Not in November, when a clock repeats an hour and its text can mean two times. */
const time = fc
  .tuple(
    day.filter((text) => !text.includes('-11-')),
    fc.nat({ max: 23 }),
    fc.nat({ max: 59 }),
    fc.nat({ max: 59 }),
  )
  .map(([date, hour, minute, second]) => `${date} ${two(hour)}:${two(minute)}:${two(second)}`);
/** Letters that a careless reader changes, without blanks around and without what a split or a concat stands on. */
const word = fc
  .array(fc.constantFrom(...'aZéß9ñ"\'`\\{}$%#;|\t&<>.'), { minLength: 1, maxLength: 8 })
  .map((letters) => `x${letters.join('')}z`);
const code = fc.constantFrom('AB', 'cd', 'E1', 'f-2');

/** A verb of the language for a column of a type, with values that it can be undone for. */
interface Disguise {
  readonly mapping: (name: string) => ColumnMapping;
  readonly values: fc.Arbitrary<string>;
}

function disguisesOf(column: EntityColumn): readonly Disguise[] {
  const isKey = CLAIMS.key.includes(column.name);
  if (column.type === 'NUMERIC')
    return [1, 0.01, 100, 0.001].map((scale) => ({ mapping: (name) => ({ column: name, scale }), values: amount }));
  if (column.type === 'DATE')
    return [
      ...['MM/DD/YYYY', 'D.M.YYYY', 'DD-MMM-YYYY', 'YYYYMMDD'].map((format) => ({
        mapping: (name: string) => ({ column: name, format }),
        values: day,
      })),
      ...['America/Chicago', 'Pacific/Auckland'].map((zone) => ({
        mapping: (name: string) => ({ column: name, zone }),
        values: day,
      })),
    ];
  if (column.type === 'TIMESTAMP')
    return [
      { mapping: (name) => ({ column: name, format: 'DD.MM.YYYY HH:mm:ss' }), values: time },
      { mapping: (name) => ({ column: name, zone: 'America/Phoenix' }), values: time },
      { mapping: (name) => ({ column: name, zone: 'America/New_York', format: 'MM/DD/YYYY HH:mm:ss' }), values: time },
    ];
  const texts: Disguise[] = [
    { mapping: (name) => name, values: word },
    { mapping: (name) => ({ column: name, trim: true }), values: word },
    { mapping: (name) => ({ column: name, stripPrefix: "H'3-" }), values: word },
    {
      mapping: (name) => ({ concat: [`${name} 1`, '-', `${name} 2`] }),
      values: fc.tuple(word, word).map(([left, right]) => `${left}-${right}`),
    },
  ];
  if (isKey) return texts;
  return [
    ...texts,
    { mapping: (name) => ({ column: name, case: 'upper' }), values: code.map((text) => text.toUpperCase()) },
    {
      mapping: (name) => ({ column: name, case: 'lower', trim: true }),
      values: code.map((text) => text.toLowerCase()),
    },
    {
      mapping: (name) => ({ column: name, padTo: 6 }),
      values: fc.nat({ max: 99_999 }).map((id) => `0${String(id).padStart(5, '0')}`),
    },
    {
      mapping: (name) => ({ column: name, values: { 1: 'AB', "2'": 'cd', ' 3': 'E1', '=4': 'f-2' } }),
      values: code,
    },
    { mapping: (name) => ({ coalesce: [`${name} first`, `${name} second`] }), values: word },
  ];
}

/** A mapping of some columns; two texts may share one source column, which is split. */
const delivery: fc.Arbitrary<Delivery> = fc
  .record({
    choices: fc.array(fc.nat({ max: 1_000 }), {
      minLength: CLAIMS.columns.length,
      maxLength: CLAIMS.columns.length,
    }),
    shared: fc.boolean(),
    file: fc.record({
      delimiter: fc.constantFrom(',', ';', '|', '\t', '||', '¦'),
      encoding: fc.constantFrom<Encoding>('utf8', 'utf-16le', 'latin1', 'windows-1252'),
      end: fc.constantFrom('\n', '\r\n'),
      packed: fc.constantFrom<FileShape['packed']>(null, null, 'gz', 'zip', 'xlsx'),
    }),
  })
  .chain(({ choices, shared, file }) => {
    const chosen = CLAIMS.columns.map((column, place) => {
      const all = disguisesOf(column);
      // Every fourth column keeps its usual name.
      const choice = choices[place] ?? 0;
      const disguise = all[choice % all.length] as Disguise;
      return { column, disguise, mapping: choice % 4 === 0 ? column.source : disguise.mapping(`Spalte '${place}" é`) };
    });
    const columns: Record<string, ColumnMapping> = Object.fromEntries(
      chosen.map(({ column, mapping }) => [column.name, mapping]),
    );
    const fields = Object.fromEntries(chosen.map(({ column, disguise }) => [column.name, disguise.values]));
    if (shared) {
      columns['provider_id'] = { column: 'who, where', split: { by: '~', part: 1 } };
      columns['department_id'] = { column: 'who, where', split: { by: '~', part: 2 }, trim: true };
      Object.assign(fields, { provider_id: word, department_id: word });
    }
    const missing = (column: EntityColumn) =>
      column.presence === 'optional' && !(shared && ['provider_id', 'department_id'].includes(column.name));
    const row = fc.record(
      Object.fromEntries(
        CLAIMS.columns.map((column) => {
          const values = fields[column.name] as fc.Arbitrary<string>;
          return [column.name, missing(column) ? fc.option(values, { freq: 5 }) : values];
        }),
      ),
    ) as fc.Arbitrary<Row>;
    return fc
      .uniqueArray(row, { selector: (each) => each['claim_id']?.toLowerCase(), minLength: 1, maxLength: 12 })
      .map((rows) => ({ columns, rows, file }));
  });

/** The rows as a file that the sender writes. */
function written(
  columns: readonly MappedColumn[],
  rows: readonly Row[],
  { delimiter, encoding, end, packed }: FileShape,
) {
  const table = [sourceColumns(columns).map(({ name }) => name), ...rows.map((row) => sourceValues(columns, row))];
  if (packed === 'xlsx')
    return { name: 'claims_2031-12.xlsx', content: workbookOf({ sheets: [{ name: 'Claims', rows: table }] }) };
  const cell = (text: string | null) => (text === null ? '' : `"${text.replaceAll('"', '""')}"`);
  const text = table.map((line) => `${line.map(cell).join(delimiter)}${end}`).join('');
  const content = encoded(text, encoding);
  if (packed === 'gz') return { name: 'claims_2031-12.csv.gz', content: gzipSync(content) };
  if (packed === 'zip') return { name: 'claims_2031-12.zip', content: zipOf([{ name: 'claims.csv', content }]) };
  return { name: 'claims_2031-12.csv', content };
}

/** What landing makes of a file: counts, and rows without the file's own name and line. */
async function landed(columns: Readonly<Record<string, ColumnMapping>>, rows: readonly Row[], shape: FileShape) {
  const base = spec();
  const [hospital] = base.hospitals;
  const mapping = { claims: { columns } } as unknown as MappingSpec;
  const feed: FeedSpecInput = {
    table: 'claims',
    ...(shape.packed === 'xlsx'
      ? { format: 'xlsx' as const }
      : { delimiter: shape.delimiter, encoding: shape.encoding }),
  };
  const from = parseSpec(pipelineSpecSchema, {
    ...base,
    hospitals: [{ ...hospital, tables: ['departments'], feeds: [feed], mapping }],
  });
  const lake = newLake();
  const mapped = mappedColumns(CLAIMS, from.hospitals[0]?.mapping ?? {});
  const { name, content } = written(mapped, rows, shape);
  const path = join(lake.root, 'inbox/hospital-b/claims', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  utimesSync(path, SENT, SENT);
  const manifest = await extractTable({
    ...{ spec: from, hospitalId: 'hospital-b', entity: CLAIMS, runId: 'r1', previousWatermark: null },
    ...{ loaded: { newest: null, files: [] }, until: null, lake },
  });
  const all = await landedRows(lake, manifest.parts);
  const { refused, rejectedRows, rows: count } = manifest;
  return {
    counts: { refused, rejectedRows, rows: count },
    rows: all
      .map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => !/^_source_(file|line)$/.test(key))))
      .map((row) => JSON.stringify(row))
      .sort(),
  };
}

const PLAIN: FileShape = { delimiter: ',', encoding: 'utf8', end: '\n', packed: null };

it('lands the same rows and row hashes under any disguise that its mapping undoes', async () => {
  await fc.assert(
    fc.asyncProperty(delivery, async ({ columns, rows, file }) => {
      const usual = await landed({}, rows, PLAIN);
      expect(usual.counts).toEqual({ refused: [], rejectedRows: 0, rows: rows.length });
      expect(await landed(columns, rows, file)).toEqual(usual);
    }),
    propertyRuns(DISGUISES),
  );
});
