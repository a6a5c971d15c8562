-- Generated from the code; npm run docs writes it again.
insert into `gold`.`dim_npi` (`npi_key`)
select
  'unknown' as `npi_key`;
