delete from "gold"."provider_charge_summary" where true;
