import { restatementCauses } from './restatement-causes';

const changed = (
  measure: string,
  month: string,
  before: string,
  after: string,
  runId = 'r2',
  hospital = 'hospital-a',
) => ({
  ...{ hospital, month, measure, before, after, runId },
});

it('makes one line of what one late payment changed in a year', () => {
  const months = ['03', '04', '05', '06'].map((month) => `2025-${month}`);
  const [cause, ...others] = restatementCauses([
    changed('payments', '2025-03', '10', '110.5'),
    ...months.map((month) => changed('receivable', month, '500.1', '399.6')),
  ]);
  expect(others).toEqual([]);
  expect(cause).toEqual({
    ...{ runId: 'r2', hospital: 'hospital-a', rows: 5, from: '2025-03', to: '2025-06' },
    figures: [
      { measure: 'payments', from: '2025-03', to: '2025-03', months: 1, before: '10.00', after: '110.50' },
      // A balance is carried on: it is not added up over the months.
      { measure: 'receivable', from: '2025-03', to: '2025-06', months: 4, before: '500.10', after: '399.60' },
    ],
  });
});

it('adds up what was posted, to the cent', () => {
  const rows = ['01', '02', '03'].map((month) => changed('charges', `2025-${month}`, '0.1', '0.2'));
  expect(restatementCauses(rows)[0]?.figures).toEqual([
    { measure: 'charges', from: '2025-01', to: '2025-03', months: 3, before: '0.30', after: '0.60' },
  ]);
});

it('keeps runs and hospitals apart, in the order given', () => {
  const rows = [
    changed('charges', '2025-01', '1', '2', 'r3'),
    changed('charges', '2025-01', '1', '2', 'r2'),
    changed('charges', '2025-01', '1', '2', 'r3', 'hospital-b'),
    changed('payments', '2025-02', '1', '2', 'r3'),
  ];
  expect(restatementCauses(rows).map(({ runId, hospital, rows: count }) => [runId, hospital, count])).toEqual([
    ['r3', 'hospital-a', 2],
    ['r2', 'hospital-a', 1],
    ['r3', 'hospital-b', 1],
  ]);
});
