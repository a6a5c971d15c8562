delete from "gold"."ar_month_end" where true;
