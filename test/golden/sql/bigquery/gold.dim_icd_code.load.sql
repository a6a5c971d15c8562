-- Generated from the code; npm run docs writes it again.
insert into `gold`.`dim_icd_code` (`icd_key`, `icd_code`, `description`, `chapter`)
select
  `icd_code` as `icd_key`,
  `icd_code`,
  `description`,
  `chapter`
from (
  select *, row_number() over (partition by upper(replace(trim(`icd_code`), '.', '')) order by valid_from desc, `icd_code`) as spelling
  from `silver`.`icd_codes` s where is_current
) codes
where spelling = 1;
