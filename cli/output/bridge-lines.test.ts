import { amountText, bridgeLines, deliveryName, heldLines } from './bridge-lines';

const bridge = (measure: string, read: string, fates: Readonly<Record<string, string>>) => ({
  ...{ measure, read, accepted: '0', held: '0', superseded: '0', equal: '0' },
  ...fates,
});

it('leaves out what is 0, and says what is in none of the counts', () => {
  expect(bridgeLines(bridge('rows', '0', {}), 'rows')).toEqual(['rows: 0 read']);
  expect(bridgeLines(bridge('rows', '1234', { accepted: '1230', equal: '4' }), 'rows')).toEqual([
    'rows: 1,234 read = 1,230 accepted + 4 equal',
  ]);
  expect(bridgeLines(bridge('rows', '10', { accepted: '7' }), 'rows')).toEqual([
    'rows: 10 read = 7 accepted + 3 unexplained',
  ]);
});

it('subtracts what is below 0, and breaks a line of 80 columns before a sign', () => {
  const amounts = { accepted: '6809555.72', held: '-10430.19', superseded: '8069058.16', equal: '0.5' };
  const lines = bridgeLines(bridge('amount', '14868184.19', amounts), 'amount', '  ');
  expect(lines).toEqual([
    '  amount: 14,868,184.19 read = 6,809,555.72 accepted - 10,430.19 held',
    '    + 8,069,058.16 superseded + 0.50 equal',
  ]);
});

it('loses no digit of an amount', () => {
  expect(
    ['1234567.891', '-1000', '0.000001', '999', '12345678901234567890.10'].map((each) => amountText(each, true)),
  ).toEqual(['1,234,567.891', '-1,000.00', '0.000001', '999.00', '12,345,678,901,234,567,890.10']);
});

it('names a file by the beginning of its hash, and says once what to do about those that are held', () => {
  const held = {
    ...{ hospital: 'hospital-a', table: 'claims', runId: 'r1', delivery: '0123456789abcdef', fix: 'Send it again.' },
    ...{ rowsChecked: 90, rowsBroken: 30 },
  };
  expect(deliveryName('snapshot')).toBe('snapshot');
  expect(heldLines([held, { ...held, delivery: 'snapshot' }])).toEqual([
    'held: file 0123456789ab of hospital-a.claims, 30 of 90 rows broken (run r1)',
    'held: snapshot of hospital-a.claims, 30 of 90 rows broken (run r1)',
    '  -> Send it again.',
  ]);
});
