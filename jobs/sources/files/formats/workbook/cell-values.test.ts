import { meaningOf, numberText, unescapedText } from './cell-values';

it.each([
  ['General', 'number'],
  ['0.00', 'number'],
  ['#,##0.00;[Red]-#,##0.00', 'number'],
  ['"days" 0', 'number'],
  ['0.00E+00', 'number'],
  ['[$$-409]#,##0.00', 'number'],
  ['yyyy-mm-dd', 'date'],
  ['[$-409]d/m/yy;@', 'date'],
  ['mmm', 'date'],
  ['m/d/yy h:mm', 'date_time'],
  ['[h]:mm:ss', 'time'],
  ['mm:ss.0', 'time'],
  ['h:mm AM/PM', 'time'],
  ['00000', 'zeros'],
])('a number shown as %s is a %s', (code, kind) => expect(meaningOf(200, code)).toMatchObject({ kind }));

it.each([
  [0, 'number'],
  [14, 'date'],
  [22, 'date_time'],
  [46, 'time'],
  [49, 'number'],
])('the format %d, which no workbook spells out, is a %s', (id, kind) =>
  expect(meaningOf(id, undefined)).toEqual({ kind }),
);

it.each([
  ['0.1', '0.1'],
  ['12.50', '12.50'],
  ['0.30000000000000004', '0.3'],
  ['1234.5600000000001', '1234.56'],
  ['-19.989999999999998', '-19.99'],
  ['1E-2', '0.01'],
  ['1.23E+5', '123000'],
  ['1.2345E+20', '123450000000000000000'],
  ['-1e-7', '-0.0000001'],
  ['1234567890123456789', '1234567890123456789'],
  ['0', '0'],
  ['-0.0E+0', '0'],
  ['1,5', null],
  ['', null],
  ['0x1F', null],
  ['Infinity', null],
])('the number %s is the text %s', (raw, text) => expect(numberText(raw, { kind: 'number' }, false)).toBe(text));

it.each<[string, 'date' | 'time' | 'date_time', boolean, string | null]>([
  ['45658', 'date', false, '2025-01-01'],
  ['44196', 'date', true, '2025-01-01'],
  ['45658.75', 'date', false, '2025-01-01'],
  ['45658.75', 'date_time', false, '2025-01-01 18:00:00'],
  ['45658.291666666664', 'date_time', false, '2025-01-01 07:00:00'],
  ['45658.9999999999', 'date_time', false, '2025-01-02 00:00:00'],
  ['45658.000005787', 'date_time', false, '2025-01-01 00:00:00.500'],
  ['1', 'date', false, '1900-01-01'],
  ['59', 'date', false, '1900-02-28'],
  ['60', 'date', false, null],
  ['61', 'date', false, '1900-03-01'],
  ['0', 'date', false, null],
  ['0', 'date', true, '1904-01-01'],
  ['-1', 'date', false, null],
  ['2958465', 'date', false, '9999-12-31'],
  ['2958466', 'date', false, null],
  ['0.75', 'time', false, '18:00:00'],
  ['1.0625', 'time', false, '25:30:00'],
])('%s as a %s (from 1904: %s) is %s', (raw, kind, is1904, text) => {
  expect(numberText(raw, { kind }, is1904)).toBe(text);
});

it('a number that is shown with zeros in front has them', () => {
  const zeros = { kind: 'zeros', digits: 5 } as const;
  expect(numberText('123', zeros, false)).toBe('00123');
  expect(numberText('1234567', zeros, false)).toBe('1234567');
});

it('characters that XML cannot hold come back', () => expect(unescapedText('a_x000D_\nb_x005F_')).toBe('a\r\nb_'));
