import { qualifiers } from './qualifiers';

it.each([
  ['select a from t', []],
  ['select t.a, T.b from t', ['t']],
  ['select * from other.t', ['other']],
  ['select * from Other . t', ['other']],
  ['select * from "Other"."t""x" where "t""x".a = 1', ['Other', 't"x']],
  ["select 'other.t' from t where a = 'it''s x.y'", []],
  ['select 1.5 from t', []],
  ['select * from db.other.t', ['db', 'other']],
])('%s names %j before a dot', (sql, names) => {
  expect(qualifiers(sql)).toEqual(names);
});
