import type { TransactionRow } from '../account';
import { dayNumber } from '../calendar';
import { Receivables } from './receivables';

function row(charged: string, amountCents: number, paid: string | null, paidCents: number): TransactionRow {
  const fields = { payer_id: null, department_id: 'DEPT001', provider_id: 'PROV0001' };
  const paidDay = paid === null ? null : dayNumber(paid);
  return { fields, amountCents, paidCents, serviceDay: dayNumber(charged), paidDay };
}

/** month, receivable, credit balance */
function monthEnds(...rows: TransactionRow[]) {
  const receivables = new Receivables();
  for (const each of rows) receivables.add(each);
  return receivables.result().monthEnds.map((end) => [end.month, end.receivableCents, end.creditBalanceCents]);
}

it('owes a charge until it is paid', () => {
  expect(monthEnds(row('2024-07-31', 1000, '2024-09-01', 600))).toEqual([
    ['2024-07', 1000, 0],
    ['2024-08', 1000, 0],
    ['2024-09', 400, 0],
  ]);
});

it('has a credit balance from a payment until its charge', () => {
  expect(monthEnds(row('2024-09-01', 1000, '2024-07-31', 600))).toEqual([
    ['2024-07', 0, 600],
    ['2024-08', 0, 600],
    ['2024-09', 400, 0],
  ]);
});

it('never nets a credit balance against what others owe', () => {
  expect(monthEnds(row('2024-07-02', 1000, '2024-07-20', 1300), row('2024-07-03', 500, null, 0))).toEqual([
    ['2024-07', 500, 300],
  ]);
});

it('closes the last month on the newest day, measures its days and ages there, and says that it is partial', () => {
  const receivables = new Receivables();
  receivables.add(row('2024-01-01', 9100, '2024-07-03', 100));
  receivables.add(row('2024-04-04', 9100, '2024-07-29', 0));
  const { asOf, monthEnds, agedCents } = receivables.result();
  expect(asOf).toBe('2024-07-03');
  expect(monthEnds.map(({ isPartial }) => isPartial)).toEqual([false, false, false, false, false, false, true]);
  // 4 April to 3 July are 91 days.
  expect(monthEnds.at(-1)).toMatchObject({ trailingChargesCents: 9100, daysInReceivables: 181 });
  expect(agedCents).toEqual({ '0-30': 0, '31-60': 0, '61-90': 9100, '91-120': 0, 'over 120': 9000 });
});

it('closes on the newest day of the group where that is later', () => {
  const receivables = new Receivables();
  receivables.add(row('2024-07-02', 9100, null, 0));
  const { asOf, monthEnds, agedCents } = receivables.result(dayNumber('2024-08-05'));
  expect([asOf, ...monthEnds.map(({ month, isPartial }) => `${month} ${isPartial}`)]).toEqual([
    ...['2024-08-05', '2024-07 false', '2024-08 true'],
  ]);
  expect(agedCents['31-60']).toBe(9100);
});

it('posts nothing for a paid date without a payment', () => {
  expect(monthEnds(row('2024-07-02', 1000, '2024-09-20', 0))).toEqual([['2024-07', 1000, 0]]);
});
