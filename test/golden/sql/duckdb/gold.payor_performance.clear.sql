delete from "gold"."payor_performance" where true;
