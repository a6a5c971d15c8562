import { DuckDBInstance } from '@duckdb/node-api';
import { centsOf, dollars } from './cents';
import { typedValue } from './typed-value';

const TEXTS = [
  ...[
    '0',
    '0.005',
    '-0.005',
    '0.0049999999996',
    '988.3699951171875',
    '123456.78125',
    '2.675',
    '-2.675',
    '1e3',
    '1.5E-1',
  ],
  ...[
    '12',
    '+12.5',
    '.5',
    '-.5',
    '5.',
    ' 7.25 ',
    '\t7\n',
    '$1,234.50',
    '-$1,234.505',
    '$-3',
    '1,234',
    '1,23',
    '1,2345',
  ],
  ...['', ' ', '-', '.', 'abc', '12abc', 'NaN', 'Infinity', '1_000', '0x10', '--5', '-$-5', '$', '1.2.3', '1e', '(5)'],
  ...[
    '(50.00)',
    '$(50.00)',
    '($50.00)',
    ' $ (1,234.50) ',
    '$ -   ',
    '-',
    ' - ',
    '$-',
    'US$5',
    'USD 5',
    '5.25 usd',
    '-USD 5',
    '$.50',
  ],
  ...[
    '50.00-',
    '$1,234.50 -',
    '(0)',
    '(-5)',
    '((5))',
    '(5',
    '5)',
    '$$5',
    '(5)-',
    '-5-',
    '--',
    '-(5)',
    '+$5',
    '(1,23)',
    '€5',
    '5 EUR',
    '1.234,56',
  ],
  ...['99999999999999999999999999999.99', '100000000000000000000000000000', '1e28', '1e29', '1e-30', '1e30', '-1e30'],
];

it.each(TEXTS)('%j is what landing makes of it', async (text) => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const value = typedValue({ type: 'NUMERIC', unit: 'usd' }, 'amount');
  const result = await connection.runAndReadAll(
    `select cast(cast(${value} as decimal(38,2)) as varchar) from (select $amount as amount)`,
    { amount: text },
  );
  const [[landed] = []] = result.getRows();
  const cents = centsOf(text);
  expect(cents === null ? null : dollars(cents)).toBe(landed);
});

it('takes no memory for an exponent that nobody means', () => {
  expect(centsOf('1e999999999')).toBeNull();
  expect(centsOf('1e-999999999')).toBe(0n);
});
