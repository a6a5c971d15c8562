import type { RunResult } from '../../jobs/run/run';
import { SOURCE_TIME_IMPLAUSIBLE } from '../../jobs/transform/history-versions';
import type { BrokenLine } from '../../sample/claims-files';
import type { SampleTruth } from '../../sample/truth/truth';
import { changedHistories, type Histories, readHistories } from './histories';
import { failures, openSamplePipeline, type SamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';
import { type Figures, figure, truthFigures } from './truth-figures';

jest.setTimeout(120_000);

const HOSPITALS = ['hospital-a', 'hospital-b'];
const TABLES = ['departments', 'providers', 'patients', 'encounters', 'transactions', 'claims'];
const EACH_TABLE = HOSPITALS.flatMap((hospital) => TABLES.map((table) => [hospital, table] as const));

let sample: SamplePipeline;
/** Only the first day writes reference files. */
let references: Record<string, number> = {};
/** Of all days so far: a day's truth names those of its own files. */
const brokenLines: ({ hospital: string } & BrokenLine)[] = [];
beforeAll(async () => {
  sample = await openSamplePipeline(sampleSpec(), { patients: 300, encounters: 600 });
});
afterAll(() => sample.remove());

describe.each([1, 2, 3] as const)('after day %i', (day) => {
  let truth: SampleTruth;
  let result: RunResult;
  let before: Histories;
  let after: Histories;

  const count = async (sql: string) => Number((await sample.rows(sql))[0]?.['n']);
  const counts = async (sql: string) =>
    Object.fromEntries((await sample.rows(sql)).map((row) => [String(row['name']), Number(row['n'])]));
  const tableTruth = (hospital: string, table: string) => {
    const found = truth.hospitals[hospital]?.tables[table];
    if (!found) throw new Error(`the truth has no ${table} of ${hospital}`);
    return found;
  };

  beforeAll(async () => {
    truth = await sample.write(day);
    before = day === 1 ? new Map() : await readHistories(sample, TABLES);
    result = await sample.run();
    after = await readHistories(sample, TABLES);
  });

  it('the run succeeds', () => {
    expect(failures(result)).toEqual([]);
    expect(result.status).toBe('SUCCEEDED');
  });

  it.each(EACH_TABLE)('%s: %s has the true rows and versions', async (hospital, table) => {
    const from = `from silver.${table} where hospital_id = '${hospital}'`;
    const found = {
      rows: await count(`select count(*) as n ${from} and is_current`),
      versions: await count(`select count(*) as n ${from}`),
    };
    const { rows, versions } = tableTruth(hospital, table);
    expect(found).toEqual({ rows, versions });
  });

  it('reference tables have the true rows', async () => {
    if (day === 1) references = truth.references;
    for (const [table, rows] of Object.entries(references))
      expect([table, await count(`select count(*) as n from silver.${table} where is_current`)]).toEqual([table, rows]);
    expect(Object.keys(references)).toEqual(['cpt_codes', 'icd_codes', 'npi']);
  });

  it.each(EACH_TABLE)('%s: %s has the true rows in quarantine, by rule, and no others', async (hospital, table) => {
    const expected = tableTruth(hospital, table).quarantined;
    const from = `from quarantine.${table} where hospital_id = '${hospital}' and _raw_line is null`;
    expect(await counts(`select _rule_ids as name, count(*) as n ${from} group by _rule_ids`)).toEqual(expected);
    // The audit says the same, added up over the runs so far.
    const audit = `from ops.quality_results where hospital_id = '${hospital}' and table_name = '${table}' and severity = 'error'
      and rule_id <> 'unreadable_line'`;
    expect(
      await counts(
        `select rule_id as name, sum(rows_failed) as n ${audit} group by rule_id having sum(rows_failed) > 0`,
      ),
    ).toEqual(expected);
  });

  it.each(HOSPITALS)('%s: the broken lines of its files are kept, each with its place', async (hospital) => {
    brokenLines.push(...(truth.hospitals[hospital]?.brokenLines ?? []).map((line) => ({ hospital, ...line })));
    const expected = brokenLines.filter((each) => each.hospital === hospital);
    const kept = await sample.rows(
      `select _source_line as line, length(_source_file) as hash_length from quarantine.claims where hospital_id = '${hospital}' and _raw_line is not null`,
    );
    expect(kept).toEqual(expected.map(({ line }) => ({ line, hash_length: 64 })));
    const audit = `select sum(rows_failed) as n from ops.quality_results where hospital_id = '${hospital}' and rule_id = 'unreadable_line'`;
    expect(await count(audit)).toBe(expected.length);
  });

  it.each(EACH_TABLE)('%s: %s carries the true warnings', async (hospital, table) => {
    const { warnings: expected, changes } = tableTruth(hospital, table);
    // A row that returns after a delete has the cursor that it had before: it holds from the snapshot that saw it again.
    const returned = changes?.returned.length ?? 0;
    const current = `from silver.${table} where hospital_id = '${hospital}' and is_current and _warnings is not null`;
    expect(
      await counts(
        `select name, count(*) as n from (select unnest(string_split(_warnings, ',')) as name ${current}) group by name`,
      ),
    ).toEqual({ ...expected, ...(returned > 0 ? { [SOURCE_TIME_IMPLAUSIBLE]: returned } : {}) });
    if (day > 1) return;
    // On the first day every row is new, so the audit has them all; also the negative charges in quarantine, which are below any payment.
    const negative = tableTruth(hospital, table).quarantined['amount_not_negative'] ?? 0;
    const paidMore = (expected['paid_at_most_charged'] ?? 0) + negative;
    const audit = `from ops.quality_results where run_id = '${result.runId}' and hospital_id = '${hospital}' and table_name = '${table}'
      and severity = 'warning' and rows_failed > 0`;
    expect(await counts(`select rule_id as name, rows_failed as n ${audit}`)).toEqual({
      ...expected,
      ...(paidMore > 0 ? { paid_at_most_charged: paidMore } : {}),
    });
  });

  it.each(
    HOSPITALS.flatMap((hospital) =>
      ['encounters', 'transactions', 'claims'].map((table) => [hospital, table] as const),
    ),
  )('%s: %s has the true references that nobody knows', async (hospital, table) => {
    const { provider_id, procedure_code, ...others } = tableTruth(hospital, table).unknownReferences;
    expect(others).toEqual({});
    const found = await counts(
      `select rule_id as name, rows_failed as n from ops.quality_results
       where run_id = '${result.runId}' and hospital_id = '${hospital}' and table_name = 'fact_${table}' and rows_failed > 0`,
    );
    expect(found).toEqual({
      ...(provider_id ? { known_provider: provider_id } : {}),
      ...(procedure_code ? { known_cpt_code: procedure_code } : {}),
    });
  });

  it('every KPI that the truth knows has the true value in every slice', async () => {
    const expected = truthFigures(truth);
    const known = new Set(
      [...expected.keys()].map((name) =>
        name
          .split(' | ')
          .filter((_, part) => part % 2 === 0)
          .join(),
      ),
    );
    const found: Figures = new Map();
    for (const row of await sample.rows('select * from gold.kpi_values')) {
      if (known.has([row['kpi_id'], row['slice_kind']].join()))
        found.set(
          [row['kpi_id'], row['hospital_id'], row['slice_kind'], row['slice']].join(' | '),
          figure(row['numerator'], row['denominator'], row['value']),
        );
    }
    expect(Object.fromEntries([...found].sort())).toEqual(Object.fromEntries([...expected].sort()));
    expect(expected.size).toBeGreaterThan(500);
  });

  it('outstanding less credit balance is what is truly outstanding, in every slice', async () => {
    const found = await sample.rows(
      `select hospital_id, slice_kind, slice, sum(case when kpi_id = 'outstanding' then value else -value end) as net
       from gold.kpi_values where kpi_id in ('outstanding', 'credit_balance') and hospital_id <> 'all' and slice_kind in ('total', 'department')
       group by all`,
    );
    const net = new Map(
      found.map((row) => [`${row['hospital_id']} ${row['slice']}`, Math.round(Number(row['net']) * 100)]),
    );
    const expected = Object.entries(truth.hospitals).flatMap(([hospital, { receivables }]) => [
      [`${hospital} total`, receivables.totals.outstandingCents] as const,
      ...Object.entries(receivables.byDepartment).map(
        ([id, each]) => [`${hospital} ${id}`, each.outstandingCents] as const,
      ),
    ]);
    expect(Object.fromEntries(net)).toEqual(Object.fromEntries(expected));
  });

  it.each(HOSPITALS)('%s: the books of every month close as they truly do', async (hospital) => {
    const found = await sample.rows(`select * from gold.ar_month_end where hospital_id = '${hospital}' order by month`);
    const columns = [
      'opening',
      'charges',
      'payments',
      'adjustments',
      'closing',
      'receivable',
      'credit_balance',
      'trailing_charges',
    ];
    expect(
      found.map((row) => [
        String(row['month']).slice(0, 7),
        ...columns.map((column) => Math.round(Number(row[column]) * 100)),
        row['days_in_ar'] === null ? null : Number(Number(row['days_in_ar']).toFixed(6)),
      ]),
    ).toEqual(
      truth.hospitals[hospital]?.receivables.monthEnds.map((end) => [
        ...[end.month, end.openingCents, end.chargesCents, end.paymentsCents, 0, end.closingCents],
        ...[end.receivableCents, end.creditBalanceCents, end.trailingChargesCents],
        end.daysInReceivables === null ? null : Number(end.daysInReceivables.toFixed(6)),
      ]),
    );
  });

  if (day > 1) {
    it.each(EACH_TABLE)('%s: exactly the histories of %s that changed have changed', (hospital, table) => {
      const changes = tableTruth(hospital, table).changes;
      const found = changedHistories(before, after, `${hospital} ${table}`);
      const { late, ...expected } = changes ?? { late: [] };
      expect(found).toEqual(expected);
      const touched = [...found.new, ...found.changed, ...found.returned];
      expect(late.filter((key) => !touched.includes(key))).toEqual([]);
    });

    it('the day had changes of every kind that it is made for', () => {
      const all = EACH_TABLE.map(([hospital, table]) => tableTruth(hospital, table).changes);
      const kinds = [
        'new',
        'changed',
        ...(day === 2 ? (['deleted', 'late'] as const) : (['returned'] as const)),
      ] as const;
      for (const kind of kinds)
        expect([kind, all.flatMap((changes) => changes?.[kind] ?? []).length]).not.toEqual([kind, 0]);
      expect(brokenLines.length).toBeGreaterThan(0);
    });
  }
});
