import { entity } from '../../../model/catalogue';
import type { MappingSpec } from '../../../model/mapping/mapping-spec';
import { parseSpec } from '../../../model/parse-spec';
import { pipelineSpecSchema } from '../../../model/spec';
import { describeEngine, type EngineName } from '../../../test/engines/available';
import { comparableCursor } from '../cursor-text';
import { extractTable } from '../extract-table';
import { spec as anySpec, landedRows, newLake } from '../extracted.fixture';
import { DATABASES, KINDS } from './databases.fixture';

jest.setTimeout(60_000);

/** Every verb of the mapping, over columns of every type that a database has and a file has not. */
const MAPPING: Readonly<Record<string, unknown>> = {
  transactions: {
    from: { query: "select c.*, p.kind from charges c left join payers p on p.no = c.payer_no where c.clinic <> 'Z'" },
    where: "state <> 'deleted'",
    cursor: { column: 'changed', zone: 'America/Chicago' },
    columns: {
      transaction_id: { concat: ['clinic', '-', 'no'] },
      encounter_id: { column: 'encounter', stripPrefix: 'H3-' },
      patient_id: { column: 'patient', trim: true },
      provider_id: { coalesce: ['doctor', 'nurse'] },
      department_id: { column: 'place', split: { by: '/', part: 2 }, trim: true, case: 'upper' },
      visit_date: { column: 'visited', format: 'DD.MM.YYYY' },
      service_date: { column: 'served_at', zone: 'America/Chicago' },
      paid_date: 'paid_on',
      amount_type: { constant: 'Co-pay' },
      amount: { column: 'fee_cents', scale: 0.01 },
      paid_amount: 'paid',
      payer_id: { column: 'kind', values: { 1: 'PAY-1', 2: null }, otherwise: 'pass' },
      claim_id: { absent: true },
      procedure_code: { column: 'cpt', padTo: 5 },
      icd_code: 'icd',
      line_of_business: { column: 'line', values: { c: 'Commercial' } },
      medicaid_id: { column: 'flag', case: 'lower' },
      medicare_id: 'weight',
      inserted_at: { column: 'entered', zone: 'UTC' },
    },
  },
};

const ROWS: readonly string[] = [
  `('A', 1, 'H3-E1', ' P1 ', NULL, 'N1', 'x/ icu', '03.02.2024', '2024-03-01 03:30:00+00:00', '2024-03-05', 12345, '1,000.10', 1, '100', BYTES_1, 'c', 12.5, 988.37, '2024-03-01 10:00:00', '2024-03-02 08:00:00', 'open')`,
  `('A', 2, 'E2', 'P2', ' ', 'N2', 'y', '3.2.2024', '2024-03-01 12:00:00+00:00', NULL, -50, '(5.00)', 2, '99213', BYTES_2, 'q', 0, -0.5, NULL, '2024-03-03 08:00:00.5', 'open')`,
  `('Ä', 3, NULL, NULL, 'D"3\\n', 'N3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'open')`,
  `('B', 4, 'H3-', '', 'D''4', '', 'a/b/c', '31.02.2024', '2023-12-31 23:59:59+00:00', '2023-12-31', 2147483647, 'abc', 9, '0051T', BYTES_1, '', 123456.789, 1e6, '2024-11-03 01:30:00', '2024-03-04 08:00:00', 'open')`,
  `('B', 5, 'E5', 'P5', 'D5', NULL, NULL, NULL, NULL, NULL, 1, '1', NULL, '1', NULL, NULL, 1, 1, NULL, '2024-03-05 08:00:00', 'deleted')`,
  `('Z', 6, 'E6', 'P6', 'D6', NULL, NULL, NULL, NULL, NULL, 1, '1', NULL, '1', NULL, NULL, 1, 1, NULL, '2024-03-06 08:00:00', 'open')`,
];

const engines: EngineName[] = KINDS.map((kind) => DATABASES[kind].engine);
describeEngine(engines, 'the same rows in a database of every engine', () => {
  /** Lands the rows twice: all of them, then those since the watermark. */
  async function landed(kind: (typeof KINDS)[number]) {
    const { types, bytes, emr, createDatabase, execute, source } = DATABASES[kind];
    const database = await createDatabase();
    const rows = ROWS.map((row) =>
      row.replaceAll('BYTES_1', bytes('5a3939')).replaceAll('BYTES_2', bytes('00ff')).replaceAll('\\n', '\n'),
    );
    await execute(
      `CREATE TABLE charges (clinic CHAR(3), no ${types.whole}, encounter ${types.text}, patient ${types.text}, doctor ${types.text}, nurse CHAR(9),
 place ${types.text}, visited ${types.text}, served_at ${types.instant}, paid_on ${types.day}, fee_cents INT, paid ${types.text}, payer_no INT, cpt CHAR(9),
 icd ${types.bytes}, line ${types.text}, flag ${types.exact}, weight ${types.real}, entered ${types.moment}, changed ${types.micro}, state ${types.text});
INSERT INTO charges VALUES ${rows.join(', ')}; CREATE TABLE payers (no INT, kind INT); INSERT INTO payers VALUES (1, 1), (2, 2), (9, 7)`,
      database,
    );
    const base = anySpec();
    const spec = parseSpec(pipelineSpecSchema, {
      ...base,
      hospitals: [
        { id: 'hospital-b', emr: emr(database), tables: ['transactions'], mapping: MAPPING, lookbackSeconds: 0 },
      ],
    });
    const mapping: MappingSpec = spec.hospitals[0]?.mapping ?? {};
    const lake = newLake();
    const extract = (runId: string, previousWatermark: string | null) =>
      extractTable({
        ...{
          spec,
          hospitalId: 'hospital-b',
          entity: entity('transactions'),
          runId,
          previousWatermark,
          until: null,
          lake,
        },
        source: source({ emr: emr(database) as never, mapping, keyScan: 'every_run' }),
      });
    const all = await extract('r1', null);
    const since = await extract('r2', '2024-03-04 08:00:00');
    return Promise.all(
      [all, since].map(async ({ takenAt: _, watermark, parts, keyParts, ...manifest }) => {
        const content = (await landedRows(lake, parts)).map(
          // A row without a time has that of its snapshot.
          ({ _seq, _taken_at, _source_ts: at, ...row }): Record<string, unknown> => ({
            ...row,
            at: row['_source_time_kind'] === 'missing' ? null : at,
          }),
        );
        const keys = (await landedRows(lake, keyParts ?? [])).map(({ _taken_at, ...row }) => row);
        return { manifest, watermark: comparableCursor(watermark), content, keys };
      }),
    );
  }

  it('become the same parts, hashes, keys, totals and notes, read whole and read since a watermark', async () => {
    const [first, ...others] = await Promise.all(KINDS.map(landed));
    expect(first?.[0]).toMatchObject({
      manifest: { rows: 4, sourceTotals: { rows: 4 } },
      watermark: '2024-03-04 08:00:00.000000',
    });
    expect(first?.[1]?.content.map((row) => row['transaction_id']).sort()).toEqual(['B-4', 'Ä-3']);
    expect(first?.[0]?.manifest.sourceTotals?.sums).toEqual(first?.[0]?.manifest.totals);
    for (const other of others) expect(other).toEqual(first);
  });
});
