-- Generated from the code; npm run docs writes it again.
select count(*) as row_count, coalesce(sum("amount"), cast(0 as decimal(38, 9))) as "amount", coalesce(sum("paid_amount"), cast(0 as decimal(38, 9))) as "paid_amount" from "staging"."hospital_a__transactions" s;
