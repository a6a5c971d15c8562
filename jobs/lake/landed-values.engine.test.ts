import { createHash } from 'node:crypto';
import { entity, landedColumns } from '../../model/catalogue';
import type { Entity } from '../../model/types';
import { claims, cptCodes, landed, transactions, typed, type Values } from './landed-rows.fixture';

// Each landing starts an engine, which a busy machine takes its time for.
jest.setTimeout(30_000);

describe('landed values', () => {
  it('has exactly the columns of the model, in its order', async () => {
    const { rows } = await landed(transactions, [
      { transaction_id: 'T1', amount: '1.5', modified_at: '2026-01-02 03:04:05.6' },
    ]);
    expect(Object.keys(rows[0] ?? {})).toEqual(landedColumns(transactions).map(({ name }) => name));
    expect(rows[0]).toMatchObject({
      hospital_id: 'hospital-a',
      transaction_id: 'T1',
      amount: '1.500000000',
      claim_id: null,
      modified_at: '2026-01-02 03:04:05.6+00',
      _run_id: 'r1',
      _op: 'U',
      _source_ts: '2026-01-02 03:04:05.6+00',
      _seq: '1',
      _unreadable: null,
      _source_file: null,
      _source_line: null,
    });
  });
  it('reads money from its exact text, rounded once and half away from zero', async () => {
    const texts = [
      '988.3699951171875',
      '0.0049999999996',
      '0.005',
      '-0.005',
      '1,234.50',
      '$1,234.5',
      '-$5',
      '1.005',
      '1e3',
      null,
    ];
    expect(await typed('amount', texts)).toEqual([
      '988.370000000',
      '0.000000000',
      '0.010000000',
      '-0.010000000',
      '1234.500000000',
      '1234.500000000',
      '-5.000000000',
      '1.010000000',
      '1000.000000000',
      null,
    ]);
  });
  it('keeps every digit of a large amount', async () => {
    expect(await typed('amount', ['12345678901234567890123456789.01'])).toEqual([
      '12345678901234567890123456789.010000000',
    ]);
  });
  it.each(['1_000', '12,34', 'nan', '1.2.3', '(-5.00)', '€5', '5 EUR', '123456789012345678901234567890', '0x10'])(
    'does not take %s for money',
    async (text) => {
      expect(await typed('amount', [text])).toEqual([{ amount: text }]);
    },
  );
  it('reads dates: ISO, with a time, and as the US writes them', async () => {
    const texts = ['2024-02-29', '2024-02-29 23:59:59.999999', '2/9/2024', '02/09/2024', '0001-01-01', '9999-12-31'];
    expect(await typed('service_date', texts)).toEqual([
      '2024-02-29',
      '2024-02-29',
      '2024-02-09',
      '2024-02-09',
      '0001-01-01',
      '9999-12-31',
    ]);
  });
  it.each(['0000-00-00', '2024-02-30', '2024-1-5', '13/1/2024', 'infinity', '10000-01-01', '20240105'])(
    'does not take %s for a date',
    async (text) => {
      expect(await typed('service_date', [text])).toEqual([{ service_date: text }]);
    },
  );
  it('reads timestamps to the microsecond, as UTC', async () => {
    const texts = ['2024-01-02', '2024-01-02 03:04:05', '2024-01-02T03:04:05.000001Z', '2024-01-02 03:04', '1/2/2024'];
    expect(await typed('inserted_at', texts)).toEqual([
      '2024-01-02 00:00:00+00',
      '2024-01-02 03:04:05+00',
      '2024-01-02 03:04:05.000001+00',
      '2024-01-02 03:04:00+00',
      '2024-01-02 00:00:00+00',
    ]);
  });
  it.each([
    ['2024-01-02 03:04:05 UTC', '2024-01-02 03:04:05+00'],
    ['2024-01-02T03:04:05+00:00', '2024-01-02 03:04:05+00'],
    ['2024-01-02 03:04:05.25-00', '2024-01-02 03:04:05.25+00'],
    ['2025-02-01T00:00:00-06:00', '2025-02-01 06:00:00+00'],
    ['2025-02-01 00:00:00+0530', '2025-01-31 18:30:00+00'],
    ['2025-02-01 00:00:00-03:30', '2025-02-01 03:30:00+00'],
    ['1/5/2025 0:00', '2025-01-05 00:00:00+00'],
    ['01/06/2025 12:00:00 AM', '2025-01-06 00:00:00+00'],
    ['01/06/2025 12:00:00 PM', '2025-01-06 12:00:00+00'],
    ['11/29/2018 1:02:03.5pm', '2018-11-29 13:02:03.5+00'],
    ['2025-01-05 9:07 AM', '2025-01-05 09:07:00+00'],
    ['1/31/2025 11:30 PM -06:00', '2025-02-01 05:30:00+00'],
    [' 1/5/2025 23:59:59 ', '2025-01-05 23:59:59+00'],
  ])('reads %s as %s', async (text, moment) => expect(await typed('inserted_at', [text])).toEqual([moment]));
  it('takes the day as it is written, and holds an instant in a spelling of the United States', async () => {
    const texts = ['1/31/2025 11:30 PM', '2025-01-05 9:00', ' 2025-01-05 ', '1/31/2025 11:30 PM -06:00'];
    const held = { service_date: '1/31/2025 11:30 PM -06:00' };
    expect(await typed('service_date', texts)).toEqual(['2025-01-31', '2025-01-05', '2025-01-05', held]);
  });
  it.each([
    '0000-00-00 00:00:00',
    '2024-01-02 03:04:05.1234567',
    '2024-01-02 24:00:00',
    '1/2/2024 13:00 PM',
    '1/2/2024 0:30 AM',
    '2024-01-02 03:04:05 EST',
    '2024-01-02 03:04:05+15:00',
    '9999-12-31 23:00:00-06:00',
    '0001-01-01 00:00:00+01:00',
    '1/2/0000',
    '1/2/24',
    '2024-02-30 10:00:00Z',
    'now',
  ])('does not take %s for a timestamp', async (text) =>
    expect(await typed('inserted_at', [text])).toEqual([{ inserted_at: text }]),
  );
  it('takes a blank in a typed column for nothing, and keeps it in a text', async () => {
    const [row] = (await landed(transactions, [{ amount: '', service_date: '  ', visit_type: '', payer_id: ' x ' }]))
      .rows;
    expect(row).toMatchObject({ amount: null, service_date: null, visit_type: '', payer_id: ' x ', _unreadable: null });
  });
  it('names every unreadable value of a row with its text, as JSON', async () => {
    const [row] = (await landed(transactions, [{ amount: 'a"\n\\b', service_date: '0000-00-00', visit_type: 'x' }]))
      .rows;
    expect(JSON.parse(String(row?.['_unreadable']))).toEqual({ amount: 'a"\n\\b', service_date: '0000-00-00' });
  });
  it('puts leading zeros back on digits, and on nothing else', async () => {
    expect(await typed('procedure_code', ['100', '99213', '51T', '', null, '123456'])).toEqual([
      '00100',
      '99213',
      '51T',
      '',
      null,
      '123456',
    ]);
  });
  it("takes the mapping's prefix off, once", async () => {
    const mapping = { providers: { columns: { provider_id: { column: 'ProviderID', stripPrefix: "H1-'" } } } };
    const rows = ["H1-'P1", "H1-'H1-'P1", 'P1'].map((id) => ({ provider_id: id }));
    expect((await landed(entity('providers'), rows, mapping)).rows.map((row) => row['provider_id'])).toEqual([
      'P1',
      "H1-'P1",
      'P1',
    ]);
  });
  it('trims the key of a file, which spreadsheets pad, and not the key of a database', async () => {
    expect(await typed('procedure_code', [' 0100 '], cptCodes)).toEqual(['00100']);
    expect(await typed('transaction_id', [' T1 '])).toEqual([' T1 ']);
  });
  it('keeps any text: quotes, line breaks, delimiters, NUL, empty', async () => {
    const texts = ['a"b', 'a\nb\r\nc', '|,;\t', 'a\0b', 'Zoë 𝒳', '\\', '""', 'NULL'];
    expect(await typed('visit_type', texts)).toEqual(texts);
  });
  it('takes the moment of the snapshot where the cursor says nothing', async () => {
    const { rows } = await landed(transactions, [{ modified_at: null }, { modified_at: '0000-00-00' }]);
    expect(rows.map((row) => row['_source_ts'])).toEqual([
      '2026-01-31 08:00:00.123456+00',
      '2026-01-31 08:00:00.123456+00',
    ]);
    const [department] = (await landed(entity('departments'), [{ department_id: 'D1' }])).rows;
    expect(department?.['_source_ts']).toBe('2026-01-31 08:00:00.123456+00');
  });
});

describe('_row_hash', () => {
  const tag = (name: string) => createHash('sha256').update(name).digest('base64url').slice(0, 4);
  const hashes = async (rows: readonly Values[], of = transactions) =>
    (await landed(of, rows)).rows.map((row) => String(row['_row_hash']));

  it('never changes under one version: bronze holds these values. If this fails, mend the code and not the test', async () => {
    const row = {
      claim_id: 'C1',
      claim_amount: '10.005',
      service_date: '2024-02-29',
      modified_at: '2024-03-01 10:00:00.5',
      payer_id: 'é',
    };
    const text = ['claim_amount10.01', 'claim_idC1', 'payer_idé', 'service_date2024-02-29']
      .map((part) => part.replace(/^(claim_amount|claim_id|payer_id|service_date)/, (name) => `\u001f${tag(name)}`))
      .join('');
    expect(await hashes([row], claims)).toEqual([createHash('sha256').update(text).digest('hex')]);
    expect(await hashes([row], claims)).toEqual(['bb70f2357c2d3a1beee92f084fe0be116a119af04617f59ec607ef235894f0e2']);
  });
  it('does not see when the source wrote the row', async () => {
    const [one, two] = await hashes([
      { transaction_id: 'T1', modified_at: '2024-01-02', inserted_at: '2024-01-01' },
      { transaction_id: 'T1', modified_at: '2024-05-06', inserted_at: null },
    ]);
    expect(two).toBe(one);
  });
  it('is the same for equal rows, however they are written', async () => {
    const [one, two] = await hashes([
      { amount: '$1,000', service_date: '2024-01-02', modified_at: '2024-01-02', procedure_code: '100' },
      {
        amount: '1000.001',
        service_date: '1/2/2024',
        modified_at: '2024-01-02 00:00:00.000000',
        procedure_code: '00100',
      },
    ]);
    expect(two).toBe(one);
  });
  it('differs for rows that only look alike', async () => {
    const all = await hashes([
      { encounter_id: 'a', patient_id: null },
      { encounter_id: 'aNULL', patient_id: '' },
      { encounter_id: 'a', patient_id: '' },
      { encounter_id: null, patient_id: 'a' },
      { encounter_id: '1', patient_id: '23' },
      { encounter_id: '12', patient_id: '3' },
      // The texts look as if they had the next column in them.
      { encounter_id: 'a', patient_id: 'b' },
      { encounter_id: `a\u001f${tag('patient_id')}b` },
      { encounter_id: 'a\u001f', patient_id: 'b' },
      { encounter_id: 'a', patient_id: '\u001fb' },
      { encounter_id: `a\u001f\u001f${tag('patient_id')}b` },
      { amount: 'x' },
      { amount: 'y' },
      { amount: '' },
    ]);
    expect(new Set(all).size).toBe(all.length);
  });
  it('stays when the model gains a column that the row does not have', async () => {
    const grown: Entity = {
      ...transactions,
      columns: [
        { name: 'aaa', source: 'Aaa', type: 'DATE', phi: 'date', presence: 'optional', description: 'New.' },
        ...transactions.columns,
      ],
    };
    const row = { transaction_id: 'T1', amount: '1' };
    expect(await hashes([row], grown)).toEqual(await hashes([row]));
  });
});
