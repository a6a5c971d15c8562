-- Generated from the code; npm run docs writes it again.
delete from "gold"."provider_performance" where true;
