import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSql } from './sql-check';
import { sqlFunctions } from './sql-functions';

it.each<[string, readonly string[]]>([
  ['select count(*) as n from fact_claims where is_reversed = false', ['fact_claims']],
  ['select a.x from fact_claims a, dim_patient b join dim_payer on true', ['fact_claims', 'dim_patient', 'dim_payer']],
  ['with mine as (select 1 as x from fact_claims) select x, 2 from mine', ['fact_claims']],
  ['select extract(year from service_date) from fact_claims', ['fact_claims']],
  ['select x is distinct from y, (select max(z) from dim_date) from fact_claims', ['dim_date', 'fact_claims']],
  ["select 'from ops.runs; drop' -- from gold.x\nfrom fact_claims group by 1, 2", ['fact_claims']],
  ['select x from (select x from fact_claims), dim_payer order by x, y', ['fact_claims', 'dim_payer']],
  ['select x from ((fact_claims) join dim_payer on true), (dim_date)', ['fact_claims', 'dim_payer', 'dim_date']],
])('finds the tables of %s', (sql, tables) => {
  expect(readSql(sql)).toMatchObject({ problems: [], tables });
});

it.each([
  ['update gold.kpi_values set value = 1', 'must begin with SELECT'],
  ['select 1; select 2', 'one statement'],
  ['with x as (select 1) insert into t select * from x', 'INSERT'],
  ['select ssn from silver.patients', 'silver. names a dataset'],
  // Functions that reach out of the rows.
  ["select getenv('HOME') as hospital_id from fact_claims", 'getenv( is not on the list'],
  ["select 'HOME'.getenv() from fact_claims", '.getenv( is a function of'],
  ["select getenv /* x */ ('HOME') from fact_claims", 'getenv( is not on the list'],
  ["select x from fact_claims, query('select 1')", 'query( is a function'],
  ["select (select max(content) from read_text('/etc/passwd')) from fact_claims", 'read_text( is a function'],
  ["select x from external_query('p.us.c', 'select 1')", 'external_query( is a function'],
  ['select net.host(x) from fact_claims', '.host( is a function of'],
  ['select tools.remote(x) from fact_claims', '.remote( is a function of'],
  ['select x from ml.predict(model m, (select 1))', 'ml. qualifies a table'],
  ['select current_setting(x), session_user from fact_claims', 'session_user gives another answer'],
  ['select x from fact_claims where d < current_date', 'current_date gives another answer'],
  ['select error(x) from fact_claims', 'error( is not on the list'],
  ['with recursive m as (select 1 from m) select x from m', 'RECURSIVE is not part'],
  // Places where engines cut the text differently, so that one reader sees a text where another sees code.
  ["select '\\'', ssn from patients, '\\'' from fact_claims", 'engines read \\ in a text differently'],
  ["select '''' || x || ''' , ssn from patients --' from fact_claims", "engines read '' in a text"],
  ["select r'x', x from fact_claims", 'a text with a prefix'],
  ['select x, (select 1from patients) from fact_claims', '1from: a word begins where a number ends'],
  ['select x, (select 1.5from patients) from fact_claims', '1.5from: a word begins'],
  ['select x from fact_claims -- \r union all select ssn from patients', 'nobody sees'],
  ['select x from fact_claims -- \u2028 union all select ssn from patients', 'nobody sees'],
  // One comment with two ends: DuckDB reads the second SELECT, and an engine that does not count reads the first.
  [
    'select /* /* */ hospital_id, x from fact_encounters -- */ hospital_id, ssn from silver.patients',
    'engines read a comment in a comment differently',
  ],
  ['select x from fact_claims /*/* */ -- */ , silver.patients', 'a comment in a comment'],
  ['select /*/*/ x from fact_claims -- */ */ ssn from silver.patients', 'a comment in a comment'],
  ['select x */ y from fact_claims', '*/ begins or ends a comment'],
  ['select x from fact_claims /* and so on', '/* begins or ends a comment'],
  ['select x from fact_claims # where\n, silver.patients', '# has no meaning'],
  ['select x from fact_claims -- \f union all select ssn from patients', 'nobody sees'],
  ['select x from fact_claims -- \u0085 union all select ssn from patients', 'nobody sees'],
  ['select\u00a0x from fact_claims', 'a blank that engines read differently'],
  ["select * from read_csv('/etc/passwd')", 'read_csv( is a function'],
  ['select x from a, silver.patients', 'silver. names a dataset'],
  ['select x from a join b on a.x = b.x, silver.patients', 'silver. names a dataset'],
  ['select ssn from warehouse.silver.patients', 'warehouse. qualifies a table'],
  ['select x from fact_claims, other_project.silver.patients', 'other_project. qualifies a table'],
  ['select x, (select ssn from (table patients)) from fact_claims', 'TABLE is not part'],
  ["select x from 'file.csv'", 'where a table stands'],
  ['select x from `p.gold.fact_claims`', 'need no quotes'],
  ['select "x" from fact_claims', 'need no quotes'],
  ['select x from fact_claims where y = ?', '? has no meaning'],
  ["select '${file(1)}' from fact_claims", 'Terraform'],
])('refuses %s', (sql, why) => {
  expect(readSql(sql).problems.join('; ')).toContain(why);
});

it('calls what the page lists, and nothing else', () => {
  const page = readFileSync(join(__dirname, '../../docs/extending-from-a-package.md'), 'utf8');
  const row = (title: string) => {
    const line = page.split('\n').find((each) => each.startsWith(`| ${title}`)) ?? '';
    return [...line.replace(`| ${title}`, '').matchAll(/`(\w+)`/g)].map(([, name]) => name);
  };
  const both = row('every engine');
  expect(both).toEqual([...sqlFunctions(null)]);
  for (const engine of ['duckdb', 'bigquery'] as const)
    expect([...both, ...row(`\`${engine}\` alone`)]).toEqual([...sqlFunctions(engine)]);
});

it('takes functions of one engine in the text of that engine only', () => {
  const sql = "select date_trunc('month', encounter_day) as m, median(x) as y from fact_claims";
  expect(readSql(sql, 'duckdb').problems).toEqual([]);
  expect(readSql(sql).problems).toEqual(
    ['date_trunc', 'median'].map(
      (name) => `${name}( is not on the list of functions for every engine: write a text for each`,
    ),
  );
});

it.each([
  'select cast(round(sum(x) / nullif(count(*), 0), 2) as numeric(18, 2)) as y from fact_claims where x in (1, 2)',
  'select sum(x) over (partition by y order by z), count(*) filter (where x > 1.5) as n from fact_claims',
  "select count(*)/2 as y /* a * b / c **/ from fact_claims -- /* of a claim, 'x'\n where x = '/* -- #'",
  "select coalesce(lower(trim(x)), '') as y from fact_claims where exists (select 1 from dim_date) and not (x = '')",
])('takes %s', (sql) => {
  expect(readSql(sql).problems).toEqual([]);
});
