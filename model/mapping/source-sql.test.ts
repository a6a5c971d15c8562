import { conditionProblem, queryProblem } from './source-sql';

it.each([
  `status <> 'deleted'`,
  `a in (1, 2) and (b is null or c > date '2024-01-01')`,
  `name = 'it''s; -- # /* ( \\' "' and \`drop\` = 1 and "x?" <> '?'`,
  `replace(code, 'a', 'b') = 'c'`,
  `id in (select id from other where x = 1)`,
])('%s is a condition', (sql) => {
  expect(conditionProblem(sql)).toBeNull();
});

it.each([
  '',
  `a = 1; drop table x`,
  `a = 1) or (1 = 1`,
  `a = 'x`,
  `a = 'x\\'`,
  `a = 1 -- rest`,
  `a = 1 # rest`,
  `a /*! or 1=1 */`,
  `a = @x`,
  `(select sleep(10)) = 0`,
  `a = load_file('/etc/passwd')`,
  `a = 1 into outfile 'x'`,
  `(a = 1`,
  `a = \\N`,
  `a = ?`,
])('%j is refused as a condition', (sql) => {
  expect(conditionProblem(sql)).not.toBeNull();
});

it.each(['select a, b from t join u using (id)', 'WITH x as (select 1 as a) select a from x', ' select `set` from t'])(
  '%s is a query',
  (sql) => {
    expect(queryProblem(sql)).toBeNull();
  },
);

it.each([
  'update t set a = 1',
  'selection',
  'select 1; select 2',
  'select * from t for update',
  'select * from t for share',
  'select * from t lock in share mode',
  'select nextval(s)',
  'with x as (select 1) delete from t',
  'select 1 into @a',
  'show tables',
])('%j is refused as a query', (sql) => {
  expect(queryProblem(sql)).not.toBeNull();
});
