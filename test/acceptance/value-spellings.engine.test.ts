import { failures } from './sample-pipeline';
import { CLAIMS, openSmallHospital, type SmallHospital } from './small-hospital';

jest.setTimeout(120_000);

const { header } = CLAIMS;
const COLUMNS = header.split(',');
/** One claim by its columns; those that are not named are as in a claim without faults. */
const claim = (values: Readonly<Record<string, string>>) => {
  const usual: Readonly<Record<string, string>> = {
    ...{ ClaimID: 'C1', TransactionID: 'T1', PatientID: 'PT1', EncounterID: 'E1', ProviderID: 'P1', DeptID: 'D1' },
    ...{
      ServiceDate: '2025-01-02',
      ClaimDate: '2025-01-05',
      PayorID: 'Acme',
      ClaimAmount: '200.00',
      PaidAmount: '150.00',
    },
    ...{ ClaimStatus: 'Paid', PayorType: 'Private', Deductible: '0', Coinsurance: '0', Copay: '20.00' },
    ...{ InsertDate: '2025-01-05 00:00:00', ModifiedDate: '2025-02-01 00:00:00' },
  };
  return COLUMNS.map((name) => `"${values[name] ?? usual[name] ?? ''}"`).join(',');
};
/** Claims C1, C2, ... that differ in one column. */
const claimsWith = (column: string, texts: readonly string[]) =>
  texts.map((text, index) => claim({ ClaimID: `C${index + 1}`, [column]: text }));

describe('values of a delivered file', () => {
  let hospital: SmallHospital;
  afterEach(() => hospital.remove());

  async function deliver(lines: readonly string[]) {
    hospital = await openSmallHospital();
    hospital.send('hospital-a/claims/claims.csv', `${[header, ...lines].join('\n')}\n`);
    return failures(await hospital.run());
  }
  const current = (columns: string) =>
    hospital.rows(`select ${columns} from silver.claims where is_current order by length(claim_id), claim_id`);
  const held = () => hospital.rows('select claim_id, _rule_ids as rules from quarantine.claims order by claim_id');
  const counted = async (rule: string) => {
    const [row] = await hospital.rows(
      `select severity, rows_failed as failed from ops.quality_results where rule_id = '${rule}' and table_name = 'claims'`,
    );
    return `${String(row?.['severity'])} ${String(row?.['failed'])}`;
  };
  /** Rows enough that a few that are held do not refuse the delivery. */
  const plenty = (column: string, text: string) =>
    claimsWith(
      column,
      Array.from({ length: 80 }, () => text),
    );

  it('are read where times are in UTC, as BigQuery exports them', async () => {
    const times = [
      '2025-02-01 00:00:00 UTC',
      '2025-01-20 00:00:00.5 UTC',
      '2025-02-01T00:00:00+00:00',
      '2025-01-31 18:00:00-06:00',
    ];
    expect(await deliver(claimsWith('ModifiedDate', times))).toEqual([]);
    expect(
      (await current(`strftime(valid_from at time zone 'UTC', '%Y-%m-%d %H:%M:%S.%g') as at`)).map(({ at }) => at),
    ).toEqual([
      '2025-02-01 00:00:00.000',
      '2025-01-20 00:00:00.500',
      '2025-02-01 00:00:00.000',
      '2025-02-01 00:00:00.000',
    ]);
  });

  it("are read where amounts are in Excel's accounting format", async () => {
    const amounts = ['$ 150.00 ', '($50.00)', '$ -   ', '-', '(50.00)', '1,150.25', 'USD 5', '7.50-'];
    const lines = claimsWith('PaidAmount', amounts).map((line) => line.replace('"200.00"', '"$ 2,200.00 "'));
    await deliver(lines);
    expect((await current('cast(paid_amount as decimal(18,2))::varchar as paid')).map(({ paid }) => paid)).toEqual([
      '150.00',
      '-50.00',
      '0.00',
      '0.00',
      '-50.00',
      '1150.25',
      '5.00',
      '-7.50',
    ]);
    expect(await held()).toEqual([]);
  });

  it('are held where a comma before the cents says that a point may stand between thousands', async () => {
    await deliver([
      ...plenty('PaidAmount', '1.50'),
      claim({ ClaimID: 'X1', PaidAmount: '1.234,50' }),
      claim({ ClaimID: 'X2', PaidAmount: '1.234' }),
      claim({ ClaimID: 'X3', PaidAmount: '$ 12.345' }),
      claim({ ClaimID: 'X4', PaidAmount: '7.25' }),
    ]);
    expect((await held()).map(({ claim_id }) => claim_id)).toEqual(['X1', 'X2', 'X3']);
    expect(await counted('mixed_amounts:paid_amount')).toBe('error 2');
  });

  it('are read day first, as a guess, where another column of the file can only be day first', async () => {
    await deliver([
      claim({ ServiceDate: '13/01/2025', ClaimDate: '02/03/2025' }),
      claim({ ClaimID: 'C2', ServiceDate: '14/01/2025', ClaimDate: '05/03/2025' }),
    ]);
    expect((await current('claim_date::varchar as day')).map(({ day }) => day)).toEqual(['2025-03-02', '2025-03-05']);
    expect(await counted('ambiguous_dates')).toBe('warning 2');
  });

  it('are read where dates of the United States have a time', async () => {
    const lines = [
      claim({
        ServiceDate: '1/2/2025 0:00',
        ClaimDate: '1/5/2025 0:00',
        InsertDate: '1/5/2025 0:00',
        ModifiedDate: '2/1/2025 14:30',
      }),
      claim({
        ...{ ClaimID: 'C2', ServiceDate: '01/13/2025 12:00:00 AM', ClaimDate: '01/16/2025 12:00:00 AM' },
        ...{ InsertDate: '01/16/2025 12:00:00 AM', ModifiedDate: '01/20/2025 11:59:59 PM' },
      }),
    ];
    expect(await deliver(lines)).toEqual([]);
    expect(
      await current(
        `service_date::varchar as served, strftime(valid_from at time zone 'UTC', '%Y-%m-%d %H:%M:%S') as at`,
      ),
    ).toEqual([
      { served: '2025-01-02', at: '2025-02-01 14:30:00' },
      { served: '2025-01-13', at: '2025-01-20 23:59:59' },
    ]);
    expect([await counted('ambiguous_dates'), await counted('mixed_dates:service_date')]).toEqual([
      'warning 0',
      'error 0',
    ]);
  });

  it('are read day first where one day of the column is above 12', async () => {
    expect(await deliver(claimsWith('ServiceDate', ['02/01/2025', '03/01/2025', '13/01/2024']))).toEqual([]);
    expect(await current('service_date::varchar as served')).toEqual(
      ['2025-01-02', '2025-01-03', '2024-01-13'].map((served) => ({ served })),
    );
    expect(await counted('ambiguous_dates')).toBe('warning 0');
  });

  it('are read month first and counted where nothing says which part is the month', async () => {
    expect(await deliver(claimsWith('ServiceDate', ['01/02/2025', '01/03/2025', '01/01/2025']))).toEqual([]);
    expect(await current('service_date::varchar as served')).toEqual(
      ['2025-01-02', '2025-01-03', '2025-01-01'].map((served) => ({ served })),
    );
    expect(await counted('ambiguous_dates')).toBe('warning 2');
  });

  it('are held where a column has the month first and the day first and the row does not decide', async () => {
    await deliver([
      ...plenty('ServiceDate', '2025-01-02'),
      claim({ ClaimID: 'X1', ServiceDate: '01/02/2025' }),
      claim({ ClaimID: 'X2', ServiceDate: '13/01/2024' }),
      claim({ ClaimID: 'X3', ServiceDate: '01/14/2024' }),
      claim({ ClaimID: 'X4', ServiceDate: '01/01/2024' }),
    ]);
    // The date is mandatory: a held one is missing too, and it is not called unreadable.
    expect(await held()).toEqual([
      { claim_id: 'X1', rules: 'required:service_date,mixed_dates:service_date,service_date_plausible' },
    ]);
    expect(await current(`service_date::varchar as served`)).toHaveLength(83);
    expect(
      await hospital.rows(
        `select service_date::varchar as d from silver.claims where claim_id like 'X%' order by claim_id`,
      ),
    ).toEqual(['2024-01-13', '2024-01-14', '2024-01-01'].map((d) => ({ d })));
    expect([await counted('mixed_dates:service_date'), await counted('mixed_spellings')]).toEqual([
      'error 1',
      'warning 4',
    ]);
  });

  it('are counted where one column has two spellings of a day', async () => {
    expect(await deliver(claimsWith('ServiceDate', ['2025-01-05', '2025-01-05', '2025-01-05', '01/05/2025']))).toEqual(
      [],
    );
    expect(await current('service_date::varchar as served')).toEqual(
      Array.from({ length: 4 }, () => ({ served: '2025-01-05' })),
    );
    expect([await counted('mixed_spellings'), await counted('ambiguous_dates')]).toEqual(['warning 1', 'warning 1']);
  });

  it('are NULL and counted where a file writes NULL as a text', async () => {
    expect(await deliver(claimsWith('PayorID', ['NULL', ' n/a ', '\\N', '#N/A', 'Nulla', 'NA']))).toEqual([]);
    expect((await current('payer_id')).map((row) => row['payer_id'])).toEqual([null, null, null, null, 'Nulla', 'NA']);
    expect(await counted('null_text')).toBe('warning 4');
  });
  it('are NULL and no unreadable value where it stands for a date or an amount', async () => {
    expect(await deliver([claim({ InsertDate: 'null', Copay: 'N/A' })])).toEqual([]);
    expect(await current('inserted_at, copay')).toEqual([{ inserted_at: null, copay: null }]);
    expect([await held(), await counted('null_text')]).toEqual([[], 'warning 1']);
  });

  it('are held where a spreadsheet has rounded ids', async () => {
    const ids = Array.from({ length: 80 }, (_, index) =>
      claim({ ClaimID: `C${index}`, TransactionID: String(123_456_789_000 + index) }),
    );
    await deliver([
      ...ids,
      claim({ ClaimID: 'X1', TransactionID: '1.23457E+11' }),
      claim({ ClaimID: 'X2', TransactionID: '' }),
    ]);
    expect(await held()).toEqual([{ claim_id: 'X1', rules: 'scientific_notation:transaction_id' }]);
  });
  it('are kept where ids are texts and one only looks like a number', async () => {
    expect(await deliver(claimsWith('TransactionID', ['T1', '1E+11', 'T3']))).toEqual([]);
    expect((await current('transaction_id')).map((row) => row['transaction_id'])).toEqual(['T1', '1E+11', 'T3']);
  });
});
