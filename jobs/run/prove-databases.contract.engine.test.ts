import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bronzeTable, entity } from '../../model/catalogue';
import { parseSpec } from '../../model/parse-spec';
import { type PipelineSpec, pipelineSpecSchema } from '../../model/spec';
import { describeEngine } from '../../test/engines/available';
import { DATABASES, KINDS } from '../sources/database/databases.fixture';
import { type Context, openContext } from '../steps/context';
import { proveTables, type TableProof } from './prove-tables';
import { runPipeline } from './run';

jest.setTimeout(60_000);

const STEPS = ['begin', ...['extract', 'load', 'check', 'history'].map((kind) => `${kind}.hospital-a.transactions`)];
const buckets = { inbox: 'inbox', landing: 'landing', archive: 'archive', curated: 'curated', code: 'code' };
const COLUMNS = {
  paid_date: { column: 'paid_at' },
  line_of_business: { column: 'line', values: { C: 'Commercial', M: 'Medicare' }, otherwise: 'pass' },
  encounter_id: { column: 'encounter_id', stripPrefix: 'H1-' },
  medicaid_id: { concat: ['clinic', '-', 'encounter_id'] },
  medicare_id: { coalesce: ['second', 'clinic'] },
  payer_id: { column: 'payer', trim: true },
};
const mapping = { transactions: { columns: Object.fromEntries([...Object.entries(COLUMNS), ...renamed()]) } };

/** Columns under their common names. */
function renamed(): [string, string][] {
  const names =
    'transaction_id patient_id service_date visit_type amount paid_amount procedure_code amount_type modified_at';
  return names.split(' ').map((name) => [name, name]);
}

describe.each(KINDS)('a proof of a %s database', (kind) => {
  const of = DATABASES[kind];
  describeEngine(of.engine, 'against bronze', () => {
    const { types } = of;
    let folder: string;
    let context: Context;
    let database: string;
    const execute = (sql: string) => of.execute(sql, database);
    const loaded = (runId: string) => runPipeline(context, { runId, only: STEPS, concurrency: 1 });

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'rcm-proof-'));
      database = await of.createDatabase();
      process.env['RCM_SECRET_EMR'] = of.server().password;
      const { server } = of;
      const emr = { ...of.emr(database), user: server().user };
      const spec: PipelineSpec = parseSpec(pipelineSpecSchema, {
        ...{ version: 1, environment: 'sunrise-dev', group: 'sunrise', stage: 'dev', project: 'sunrise-rcm-dev' },
        ...{ region: 'us-central1', dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' }, buckets },
        hospitals: [{ id: 'hospital-a', emr, tables: ['transactions'], mapping }],
      });
      context = await openContext(spec, { engines: 'embedded', folder });
      // A MySQL without its tables of time zones cannot say the day of an instant: then the rows are read.
      const instant = kind === 'mysql' ? types.micro : types.instant;
      const latin = kind === 'mysql' ? 'VARCHAR(60) CHARACTER SET latin1' : types.text;
      await execute(`CREATE TABLE transactions (transaction_id VARCHAR(50) PRIMARY KEY, patient_id ${types.text}, encounter_id ${types.text},
service_date DATE, paid_at ${instant}, visit_type ${latin}, amount DECIMAL(12,2), paid_amount ${types.double}, procedure_code INT,
amount_type ${types.text}, line ${types.text}, clinic ${types.text}, second ${types.text}, payer ${types.text}, modified_at ${types.micro})`);
      // Keys in an order that differs between collations.
      await execute(`INSERT INTO transactions SELECT ${kind === 'mysql' ? "concat(if(seq % 2, 'a', 'B'), '-', seq)" : "(case when seq % 2 = 1 then 'a' else 'B' end) || '-' || seq"},
'P1', 'H1-E1', '2025-01-01', '2025-03-01 18:30:00', 'Zoë', 10.50, 0.1, 99213, 'Insurance', 'C', 'K', ' ', ' P ', '2025-01-01 00:00:00.000001'
FROM ${of.numbers(1, 300)}`);
      await execute(
        `UPDATE transactions SET amount_type = NULL, patient_id = '' WHERE transaction_id IN ('a-1', 'B-2')`,
      );
      await loaded('r1');
    });
    afterAll(async () => {
      delete process.env['RCM_SECRET_EMR'];
      await context?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const prove = async (): Promise<TableProof> => {
      const {
        proofs: [found],
      } = await proveTables(context, {});
      if (!found) throw new Error('there is one table');
      return found;
    };
    const { dataset, name } = bronzeTable(entity('transactions'), 'hospital-a');
    const bronze = `${dataset}.${name}`;
    const none = { missing: [], changed: [], gone: [], newer: 0 };

    it('finds nothing where nothing differs, and reads no row', async () => {
      expect(await prove()).toMatchObject({ ...none, rows: 300, read: 0, because: null, settled: 0 });
    });

    it.each<[string, string]>([
      ['a cent', 'amount = 10.51'],
      ['an amount and none', 'paid_amount = NULL'],
      ['a cent of a double', 'paid_amount = 0.11'],
      ['NULL and an empty text', "amount_type = ''"],
      ['case', "amount_type = 'insurance'"],
      ['a blank at the end', "amount_type = 'Insurance '"],
      ['an accent', "visit_type = 'Zoe'"],
      ['a day', "service_date = '2025-01-02'"],
      ['the day of a moment', "paid_at = '2025-03-02 06:30:00'"],
      ['a code without its zeros', 'procedure_code = 921'],
      ['a value of the map', "line = 'M'"],
      ['a value that the map does not have', "line = 'c'"],
      ['a part of several columns', "clinic = 'L'"],
      ['the first of several columns', "second = 'x'"],
      ['a prefix that is not the whole of it', "encounter_id = 'h1-E1'"],
      ['values that wander from one column to the next', "patient_id = 'P1Insurance', amount_type = ''"],
    ])('names the row: %s', async (_what, change) => {
      await execute(`UPDATE transactions SET ${change} WHERE transaction_id = 'a-77'`);
      const found = await prove();
      await execute(`DELETE FROM transactions WHERE transaction_id = 'a-77'`);
      await execute(
        `INSERT INTO transactions SELECT 'a-77', patient_id, encounter_id, service_date, paid_at, visit_type, amount, paid_amount, procedure_code, amount_type, line, clinic, second, payer, modified_at FROM transactions WHERE transaction_id = 'a-79'`,
      );
      expect(found).toMatchObject({ ...none, changed: [['a-77']], because: null, rechecked: true });
    });

    it('names nothing where what was written means the same', async () => {
      // Half past eleven at night in Chicago.
      const sameDay = kind === 'mysql' ? '2025-03-01 20:00:00' : '2025-03-02 05:30:00';
      await execute(
        `UPDATE transactions SET paid_amount = 0.1000, payer = 'P', paid_at = '${sameDay}' WHERE transaction_id = 'B-8'`,
      );
      expect(await prove()).toMatchObject(none);
    });

    it('names rows whose values were swapped, that are missing and that are gone', async () => {
      await execute(`UPDATE transactions SET amount = 1 WHERE transaction_id = 'B-10'`);
      await execute(`UPDATE transactions SET amount = 2 WHERE transaction_id = 'B-12'`);
      await execute(`DELETE FROM transactions WHERE transaction_id = 'B-14'`);
      await execute(`INSERT INTO transactions (transaction_id, modified_at) VALUES ('c-1', '2024-01-01')`);
      const found = await prove();
      expect(found).toMatchObject({ missing: [['c-1']], gone: [['B-14']], newer: 0 });
      expect(found.changed.flat().sort()).toEqual(['B-10', 'B-12']);
    });

    it('names a row of bronze that is not what was landed', async () => {
      await context.warehouse.executeAtomically([
        { name: 'test', sql: `update ${bronze} set paid_amount = 0.2 where transaction_id = 'a-31'` },
      ]);
      expect((await prove()).changed.flat()).toContain('a-31');
    });

    it('calls no row different that changed after the last load', async () => {
      await execute(`UPDATE transactions SET amount = 3, modified_at = '2025-02-01' WHERE transaction_id = 'a-21'`);
      expect(await prove()).toMatchObject({ newer: 1 });
    });

    it('reads every row of a table that the database cannot write, and says why', async () => {
      const hospitals = context.spec.hospitals.map((hospital) => ({
        ...hospital,
        mapping: {
          transactions: {
            columns: { ...mapping.transactions.columns, amount_type: { column: 'amount_type', case: 'title' } },
          },
        },
      }));
      const other = { ...context, spec: { ...context.spec, hospitals } } as Context;
      const {
        proofs: [found],
      } = await proveTables(other, {});
      expect(found).toMatchObject({ read: expect.any(Number), because: expect.stringContaining('amount_type') });
      expect(found?.changed.flat()).toContain('B-10');
    });
  });
});
