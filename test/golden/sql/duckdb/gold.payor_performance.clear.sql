-- Generated from the code; npm run docs writes it again.
delete from "gold"."payor_performance" where true;
