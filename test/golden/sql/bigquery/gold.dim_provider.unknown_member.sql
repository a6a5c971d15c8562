-- Generated from the code; npm run docs writes it again.
insert into `gold`.`dim_provider` (`provider_key`, `effective_from`, `is_current`)
select
  'unknown' as `provider_key`,
  timestamp '1900-01-01 00:00:00.000000+00:00' as `effective_from`,
  true as `is_current`;
