import { readSql } from './sql-check';

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
