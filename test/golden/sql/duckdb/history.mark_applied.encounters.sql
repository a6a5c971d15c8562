-- Generated from the code; npm run docs writes it again.
update "ops"."loads" set applied_at = make_timestamp(epoch_us(now()))
      where hospital_id = $hospital_id and table_name = $table_name and applied_at is null
        and run_id not in (select run_id from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name);
