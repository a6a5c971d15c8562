-- Generated from the code; npm run docs writes it again.
insert into "gold"."group_lookup" ("hospital_id", "kind", "source_id", "group_id", "name", "plan_type", "electronic_payer_id") values
('hospital-a', 'payer', 'Medicare', 'medicare', 'Medicare', 'Medicare', 'CMS01'),
('hospital-a', 'payer', '00431', 'medicare', 'Medicare', 'Medicare', 'CMS01'),
('hospital-a', 'department', 'D1', 'surgery', 'Surgical services', cast(null as varchar), cast(null as varchar)),
('hospital-b', 'payer', 'Medicare', 'medicare', 'Medicare', 'Medicare', 'CMS01');
