-- Generated from the code; npm run docs writes it again.
insert into "bronze_hospital_a"."transactions" ("hospital_id", "transaction_id", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_taken_at", "_ingested_at")
with newest as (
  select "transaction_id", _op, row_number() over (partition by "transaction_id" order by _taken_at desc, _run_id desc, _seq desc) as recency
  from "bronze_hospital_a"."transactions" b where _taken_at <= $taken_at
)
select
  $hospital_id as "hospital_id",
  n."transaction_id",
  $run_id as "_run_id",
  'D' as "_op",
  $taken_at as "_source_ts",
  'none' as "_source_time_kind",
  $rows_landed + row_number() over (order by n."transaction_id") as "_seq",
  '' as "_row_hash",
  3 as "_hash_version",
  $taken_at as "_taken_at",
  make_timestamp(epoch_us(now())) as "_ingested_at"
from newest n
where n.recency = 1 and n._op = 'U' and n."transaction_id" is not null
  and not exists (select 1 from "staging"."hospital_a__transactions__keys" s where s."transaction_id" = n."transaction_id");
