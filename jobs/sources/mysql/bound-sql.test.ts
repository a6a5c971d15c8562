import { boundSql } from './bound-sql';

it('replaces only the question marks outside of quotes', () => {
  expect(boundSql("select `Paid?` from t where a = ? and b = '?''?\\'?' and c = \"?\" and d = ?", ["o'x", 2])).toBe(
    "select `Paid?` from t where a = 'o''x' and b = '?''?\\'?' and c = \"?\" and d = 2",
  );
});

it.each([
  ["'; drop table x --", "'''; drop table x --'"],
  ['a\\', "'a\\\\'"],
  ['?', "'?'"],
])('%j stays a value', (value, text) => {
  expect(boundSql('select ?, 1', [value])).toBe(`select ${text}, 1`);
});

it('refuses another number of values', () => {
  expect(() => boundSql('select ?', [])).toThrow(RangeError);
  expect(() => boundSql('select 1', [1])).toThrow(RangeError);
});
