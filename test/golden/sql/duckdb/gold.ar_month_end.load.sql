-- Generated from the code; npm run docs writes it again.
insert into "gold"."ar_month_end" ("hospital_id", "month", "month_end", "is_partial", "opening", "charges", "payments", "adjustments", "closing", "receivable", "credit_balance", "trailing_charges", "calendar_days", "days_in_ar")
with dated as (
  select hospital_id, service_date, paid, max(paid_date) as last_paid, sum(amount) as amount, sum(paid_amount) as paid_amount,
    sum(greatest(amount, 0)) as charge_owed, sum(greatest(0 - amount, 0)) as charge_credit,
    sum(greatest(0 - paid_amount, 0)) as payment_owed, sum(greatest(paid_amount, 0)) as payment_credit,
    sum(greatest(amount - paid_amount, 0)) as owed, sum(greatest(paid_amount - amount, 0)) as credit
  from (
    select hospital_id, service_date, amount,
      case when paid_date is not null and paid_amount <> 0 then paid_date end as paid_date,
      case when paid_date is not null and paid_amount <> 0 then last_day(paid_date) end as paid,
      case when paid_date is not null then paid_amount else 0 end as paid_amount
    from "gold"."fact_transactions" f
  ) single
  group by hospital_id, service_date, paid
),
as_of as (
  select max(greatest(service_date, coalesce(last_paid, service_date))) as as_of_day from dated
),
earliest as (
  select last_day(cast(as_of_day + cast(-18262 as integer) as date)) as first_close from as_of
),
posted as (
  select hospital_id, service_date, amount, paid_amount, charge_owed, charge_credit, payment_owed, payment_credit, owed, credit,
    greatest(last_day(service_date), first_close) as charged,
    case when paid is not null then greatest(paid, first_close) end as paid
  from dated cross join earliest
),
bounds as (
  select min(least(charged, coalesce(paid, charged))) as first_month, max(greatest(charged, coalesce(paid, charged))) as last_month
  from posted
),
months as (
  select distinct last_day(day) as month_end
  from (select cast(unnest(generate_series(cast((select min(first_month) from bounds) as timestamp), cast((select max(last_month) from bounds) as timestamp), interval 1 day)) as date) as day) calendar
),
hospitals as (
  select hospital_id, min(service_date) as first_charge from posted group by hospital_id
),
spine as (
  select hospital_id, first_charge, month_end, least(month_end, as_of_day) as closes_on
  from hospitals cross join months cross join as_of
),
steps as (
  select hospital_id, amount, paid_amount, charged, paid, owed, credit,
    case when paid is null or charged < paid then charge_owed when paid < charged then payment_owed else owed end as first_owed,
    case when paid is null or charged < paid then charge_credit when paid < charged then payment_credit else credit end as first_credit
  from posted
),
movements as (
  select "hospital_id", amount as "charges", 0 as "payments", 0 as "receivable", 0 as "credit", charged as "month_end"
  from steps
  union all
  select "hospital_id", 0 as "charges", paid_amount as "payments", 0 as "receivable", 0 as "credit", paid as "month_end"
  from steps where paid is not null
  union all
  select "hospital_id", 0 as "charges", 0 as "payments", first_owed as "receivable", first_credit as "credit", least(charged, coalesce(paid, charged)) as "month_end"
  from steps
  union all
  select "hospital_id", 0 as "charges", 0 as "payments", owed - first_owed as "receivable", credit - first_credit as "credit", greatest(charged, paid) as "month_end"
  from steps where paid is not null and paid <> charged
  union all
  select "hospital_id", 0 as "charges", 0 as "payments", 0 as "receivable", 0 as "credit", "month_end"
  from spine
),
monthly as (
  select hospital_id, month_end, sum(charges) as charges, sum(payments) as payments, sum(receivable) as receivable, sum(credit) as credit
  from movements group by hospital_id, month_end
),
closed as (
  select m.hospital_id, m.month_end, m.charges, m.payments,
    sum(p.charges - p.payments) as closing, sum(p.receivable) as receivable, sum(p.credit) as credit_balance
  from monthly m join monthly p on p.hospital_id = m.hospital_id and p.month_end <= m.month_end
  group by m.hospital_id, m.month_end, m.charges, m.payments
),
daily as (
  select hospital_id, service_date as day, sum(amount) as charges from posted group by hospital_id, service_date
),
recent_charges as (
  select s.hospital_id, s.month_end, s.closes_on, s.first_charge, sum(d.charges) as charges
  from spine s left join daily d on d.hospital_id = s.hospital_id
    and d.day > cast(s.closes_on + cast(-91 as integer) as date) and d.day <= s.closes_on
  group by s.hospital_id, s.month_end, s.closes_on, s.first_charge
),
windowed as (
  select hospital_id, month_end, closes_on, coalesce(charges, 0) as trailing_charges,
    greatest(0, least(91, date_diff('day', first_charge, closes_on) + 1)) as calendar_days
  from recent_charges
)
select
  c."hospital_id",
  cast(date_trunc('month', c.month_end) as date) as "month",
  w.closes_on as "month_end",
  w.closes_on < c.month_end as "is_partial",
  coalesce(lag(c.closing) over (partition by c.hospital_id order by c.month_end), 0) as "opening",
  c."charges",
  c."payments",
  0 as "adjustments",
  c."closing",
  c."receivable",
  c."credit_balance",
  w."trailing_charges",
  w."calendar_days",
  case when w.calendar_days = 91 then cast(cast(round(cast(cast(91 * c.receivable as varchar) as double) / nullif(cast(cast(w.trailing_charges as varchar) as double), 0) * 1e6) as decimal(29, 0)) * 0.000001 as decimal(38, 9)) end as "days_in_ar"
from closed c join windowed w on w.hospital_id = c.hospital_id and w.month_end = c.month_end;
