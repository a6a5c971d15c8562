import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayNumber, lastDayOfMonth, monthOf } from '../calendar';
import { cents, type Row, readRows } from '../read-back.fixture';
import { twoHospitals } from '../two-hospitals.fixture';
import { writeSample } from '../write';
import type { SampleTruth } from './truth';

// Dozens of files per sample: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

/** The truth is counted while rows are made; here it is counted a second time, from the files and by the plain definitions. */
const root = mkdtempSync(join(tmpdir(), 'rcm-truth-'));
afterAll(() => rmSync(root, { recursive: true }));

let truth: SampleTruth;
let transactions: Row[];
let claims: Row[];
beforeAll(async () => {
  const folders = { extractsFolder: join(root, 'extracts'), inboxFolder: join(root, 'inbox'), truthFolder: root };
  for (const day of [1, 2] as const)
    await writeSample({ spec: twoHospitals(), patients: 150, encounters: 600, months: 9, day, ...folders });
  truth = JSON.parse(readFileSync(join(root, 'truth-day2.json'), 'utf8')) as SampleTruth;
  const charged = readRows(join(root, 'extracts', 'hospital-a', 'transactions.csv'));
  transactions = charged.filter((row) => cents(row['Amount']) >= 0);
  const folder = join(root, 'inbox', 'hospital-a', 'claims');
  const lines = readdirSync(folder).flatMap((file) => readRows(join(folder, file)));
  const known = lines.filter((row) => row['ClaimStatus'] !== 'Under Review');
  known.sort((one, other) => ((one['ModifiedDate'] ?? '') < (other['ModifiedDate'] ?? '') ? -1 : 1));
  claims = [...new Map(known.map((row) => [row['ClaimID'], row])).values()];
});

const hospital = () => {
  const found = truth.hospitals['hospital-a'];
  if (!found) throw new Error('no hospital-a');
  return found;
};
const sum = (rows: readonly Row[], column: string) => rows.reduce((total, row) => total + cents(row[column]), 0);
const where = (rows: readonly Row[], column: string, ...values: string[]) =>
  rows.filter((row) => values.includes(row[column] ?? '(none)'));
/** Charge less payment of one row, as posted until the end of a day. */
const balance = (row: Row, day: number) => {
  const charge = dayNumber(row['ServiceDate'] ?? '') <= day ? cents(row['Amount']) : 0;
  return charge - (row['PaidDate'] && dayNumber(row['PaidDate']) <= day ? cents(row['PaidAmount']) : 0);
};

it('counts the rows that are valid, and keeps the others apart', () => {
  const { tables } = hospital();
  const extract = (table: string) => readRows(join(root, 'extracts', 'hospital-a', `${table}.csv`)).length;
  for (const table of ['departments', 'providers', 'patients', 'encounters'])
    expect([table, tables[table]?.rows]).toEqual([table, extract(table)]);
  expect(tables['transactions']?.rows).toBe(transactions.length);
  expect(tables['transactions']?.quarantined).toEqual({
    amount_not_negative: extract('transactions') - transactions.length,
  });
  expect(tables['claims']?.rows).toBe(claims.length);
});

it('sums charges, payments and open balances, in total and by payer, department, provider and month', () => {
  const { receivables } = hospital();
  const totals = (rows: readonly Row[]) => ({
    transactions: rows.length,
    chargesCents: sum(rows, 'Amount'),
    paymentsCents: sum(rows, 'PaidAmount'),
    outstandingCents: sum(rows, 'Amount') - sum(rows, 'PaidAmount'),
  });
  expect(receivables.totals).toEqual(totals(transactions));
  const groups = [
    [receivables.byPayer, 'PayorID'],
    [receivables.byDepartment, 'DeptID'],
    [receivables.byProvider, 'ProviderID'],
  ] as const;
  for (const [group, column] of groups) {
    const values = [...new Set(transactions.map((row) => row[column] ?? '(none)'))].sort();
    expect(group).toEqual(
      Object.fromEntries(values.map((value) => [value, totals(where(transactions, column, value))])),
    );
  }
  const months = Object.entries(receivables.byServiceMonth);
  expect(months).toHaveLength(9);
  for (const [month, found] of months)
    expect(found).toEqual(totals(transactions.filter((row) => row['ServiceDate']?.startsWith(month))));
});

it('closes every month with the balances of that day, credit balances apart', () => {
  const ends = hospital().receivables.monthEnds;
  expect(ends.map((end) => end.month)).toEqual(
    [7, 8, 9, 10, 11, 12, 13, 14, 15].map((month) => monthOf(lastDayOfMonth(2024 * 12 + month - 1))),
  );
  for (const [index, end] of ends.entries()) {
    // Day 2 is the last day but one of the last month.
    const day = index === 8 ? dayNumber('2025-03-30') : lastDayOfMonth(2024 * 12 + 6 + index);
    expect(end.isPartial).toBe(index === 8);
    const balances = transactions.map((row) => balance(row, day));
    expect(end.receivableCents).toBe(balances.filter((cents) => cents > 0).reduce((one, other) => one + other, 0));
    expect(end.creditBalanceCents).toBe(balances.filter((cents) => cents < 0).reduce((one, other) => one - other, 0));
    expect(end.closingCents).toBe(end.receivableCents - end.creditBalanceCents);
    expect(end.openingCents + end.chargesCents - end.paymentsCents).toBe(end.closingCents);
    expect(end.openingCents).toBe(ends[index - 1]?.closingCents ?? 0);
    const trailing = transactions.filter((row) => {
      const age = day - dayNumber(row['ServiceDate'] ?? '');
      return age >= 0 && age < 91;
    });
    expect(end.trailingChargesCents).toBe(sum(trailing, 'Amount'));
    // Two months are too short for a window of 91 days; an estimate would be wrong by a third.
    expect(end.daysInReceivables).toBe(index < 2 ? null : end.receivableCents / (sum(trailing, 'Amount') / 91));
  }
  expect(ends.some((end) => end.creditBalanceCents > 0)).toBe(true);
});

it('ages what is owed on the newest posting day by days since the service', () => {
  const asOf = dayNumber('2025-03-30');
  const expected = { '0-30': 0, '31-60': 0, '61-90': 0, '91-120': 0, 'over 120': 0 };
  for (const row of transactions) {
    const age = asOf - dayNumber(row['ServiceDate'] ?? '');
    const bucket = age < 31 ? '0-30' : age < 61 ? '31-60' : age < 91 ? '61-90' : age < 121 ? '91-120' : 'over 120';
    expected[bucket] += Math.max(0, balance(row, asOf));
  }
  expect(hospital().receivables.asOf).toBe('2025-03-30');
  expect(hospital().receivables.agedCents).toEqual(expected);
  expect(Object.values(expected).every((owed) => owed > 0)).toBe(true);
});

it('judges claims by their last known state', () => {
  const found = hospital().claims;
  const of = (...statuses: string[]) => where(claims, 'ClaimStatus', ...statuses);
  const adjudicated = of('Approved', 'Paid', 'Denied');
  const rate = (part: number, whole: number) => ({ numerator: part, denominator: whole, value: part / whole });
  expect(found.approvalRateOfAll).toEqual(rate(of('Approved').length, claims.length));
  expect(found.approvalRateOfAdjudicated).toEqual(rate(of('Approved', 'Paid').length, adjudicated.length));
  expect(found.rejectionRate).toEqual(rate(of('Rejected').length, claims.length));
  expect(found.denialRate).toEqual(rate(of('Denied').length, adjudicated.length));
  expect(found.denialRateByDollars).toEqual(rate(sum(of('Denied'), 'ClaimAmount'), sum(adjudicated, 'ClaimAmount')));
  expect(found.totals.byStatus).toEqual(
    Object.fromEntries(
      ['Pending', 'Approved', 'Paid', 'Denied', 'Rejected', 'Voided', 'Reversed', 'Replaced'].map((status) => [
        status,
        of(status).length,
      ]),
    ),
  );
  expect(found.totals.paidCents).toBe(sum(claims, 'PaidAmount'));
  const reported = claims.filter((row) => row['Copay'] !== null);
  const owed = ['Deductible', 'Coinsurance', 'Copay'].reduce((total, column) => total + sum(reported, column), 0);
  expect(found.totals.patientResponsibilityCents).toBe(owed);
  const days = claims
    .filter((row) => row['AdjudicationDate'])
    .map((row) => dayNumber(row['AdjudicationDate'] ?? '') - dayNumber(row['ClaimDate'] ?? ''))
    .sort((one, other) => one - other);
  expect(found.processingDays.claims).toBe(days.length);
  const half = days.length / 2;
  expect(found.processingDays.median).toBe(((days[Math.ceil(half) - 1] ?? 0) + (days[Math.floor(half)] ?? 0)) / 2);
  expect(found.processingDays.percentile90).toBe(days[Math.ceil(days.length * 0.9) - 1]);
  // The other hospital does not deliver the date.
  expect(truth.group.claims.processingDays).toEqual({ claims: days.length, median: null, percentile90: null });
  expect(Object.values(found.byPayer).reduce((total, payer) => total + payer.claims, 0)).toBe(claims.length);
});

it('adds both hospitals up to the group', () => {
  const each = Object.values(truth.hospitals).map((found) => found.receivables.totals.chargesCents);
  expect(truth.group.receivables.totals.chargesCents).toBe(each.reduce((one, other) => one + other, 0));
});
