-- Generated from the code; npm run docs writes it again.
insert into `gold`.`dim_payer` (`payer_key`)
select
  'unknown' as `payer_key`;
