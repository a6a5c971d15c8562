-- Generated from the code; npm run docs writes it again.
delete from "gold"."group_lookup" where true;
