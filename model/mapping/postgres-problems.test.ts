import { postgresProblems, postgresSqlProblem } from './postgres-problems';

it.each([
  `status <> 'deleted'`,
  `"Status" = 'a\\' and kind = 'b'`,
  `name ~ '^[0-9]+$' and note is distinct from 'it''s; -- /* "x" $1'`,
  `served_at::date > current_date - 30`,
  `"lock" = 1 and "copy" = 2`,
  'select p.id, d."Name" as name from pat p join dept d using (no)',
])('%s is read', (sql) => {
  expect(postgresSqlProblem(sql)).toBeNull();
});

it.each([
  // To MySQL the text goes on behind the backslash, and hides what follows.
  `a = 'x\\' or 1 = 1 -- '`,
  `a = E'x\\' or pg_sleep(9) is null --'`,
  `a = e'x'`,
  `"a" = U&'x'`,
  `U&"a" = 1`,
  'a = $$x$$',
  'a = $1',
  'a = `x`',
  `a = 1; drop table t`,
  `a = 1 /* x */`,
  `pg_sleep(10) is null`,
  `"pg_sleep"(10) is null`,
  `a in (select passwd from "pg_shadow")`,
  `a = 'x\\' and delete from t where b = ''`,
  `"a" in (select most_common_vals::text from pg_stats)`,
  `pg_read_file('/etc/passwd') is null`,
  `a in (select table_name from information_schema.tables)`,
  `query_to_xml('select 1', true, true, '') is null`,
  `dblink_connect('x') is null`,
  `lo_get(1) is null`,
  `set_config('a', 'b', true) is null`,
  `current_setting('a') is null`,
])('%s is refused', (sql) => {
  expect(postgresSqlProblem(sql)).not.toBeNull();
});

it('says where in a mapping: in a query, a condition, and names that the server would cut', () => {
  const long = 'é'.repeat(32);
  const problems = postgresProblems({
    patients: { from: { query: 'select pg_sleep(1)' }, where: 'a = $1', columns: { gender: long, race: 'ok' } },
    encounters: { from: { table: long }, cursor: { column: long }, columns: {} },
  });
  expect(problems.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
    'SOURCE_SQL_REFUSED patients.from.query',
    'SOURCE_SQL_REFUSED patients.where',
    'SOURCE_NAME_INVALID patients.columns.gender',
    'SOURCE_NAME_INVALID encounters.from.table',
    'SOURCE_NAME_INVALID encounters.cursor',
  ]);
});
