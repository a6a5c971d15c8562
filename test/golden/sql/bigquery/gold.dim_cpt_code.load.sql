-- Generated from the code; npm run docs writes it again.
insert into `gold`.`dim_cpt_code` (`cpt_key`, `procedure_code`, `category`, `description`, `code_status`)
select
  `procedure_code` as `cpt_key`,
  `procedure_code`,
  `category`,
  `description`,
  `code_status`
from (
  select *, row_number() over (partition by upper(trim(`procedure_code`)) order by valid_from desc, `procedure_code`) as spelling
  from `silver`.`cpt_codes` s where is_current
) codes
where spelling = 1;
