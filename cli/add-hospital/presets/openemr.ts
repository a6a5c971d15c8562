import type { Preset, PresetTable } from './preset';

/**
 * Rows of billing that are charges: rows of the fee sheet without diagnoses and the copays of older releases. A row without a code type
 * is one. Of all rows only active ones count (`activity = 1`): OpenEMR itself takes a row without a mark for deleted.
 */
const OF_CHARGES = "coalesce(code_type, '') not in ('COPAY', 'ICD9', 'ICD10')";

/**
 * A text that a charge and a payment are compared by. Tables of a database that was upgraded may have several collations, which a server
 * neither compares nor puts below each other; and an unknown one must meet an empty one.
 */
const compared = (column: string) =>
  `convert(coalesce(${column}, '') using utf8mb4) collate utf8mb4_general_ci as ${column}`;

/** Whether the form of a visit was deleted. @param visit alias of form_encounter */
const deleted = (visit: string) =>
  `exists (select 1 from forms f where f.formdir = 'newpatient' and f.form_id = ${visit}.id and f.deleted = 1)`;

/** The insurer's name: of the charge itself, else the patient's primary one on the day. */
const PAYER = `coalesce(
    (select i.name from insurance_companies i where i.id = nullif(b.payer_id, 0)),
    (select i.name from insurance_data d join insurance_companies i on i.id = cast(d.provider as unsigned)
      where d.pid = s.pid and d.type = 'primary' and (d.date is null or d.date <= coalesce(e.date, b.date))
      order by d.date desc, d.id desc limit 1))`;

/**
 * Charges with what was paid on each. A payment names a code of the encounter, or none: it fills the lines of its code in the order
 * in which they were entered, then those of the encounter; the last line takes the rest. The sum of the lines is the sum of the payments.
 * Charges and payments stand below each other and meet in windows: a join of the two would take the square of their time.
 * @param payments a query of payments: pid, encounter, code, modifier, amount, day
 */
function chargesPaidBy(payments: string): string {
  return `with entry as (
  select 1 as is_charge, id, pid, encounter, ${compared('code')}, ${compared('modifier')},
    coalesce(fee, 0) as fee, 0 as amount, cast(null as date) as day
  from billing where activity = 1 and ${OF_CHARGES}
  union all
  select 0 as is_charge, 0 as id, pid, encounter, ${compared('code')}, ${compared('modifier')},
    0 as fee, amount, day from (
  ${payments}
  ) as payment
), coded as (
  select y.*, sum(amount) over (partition by pid, encounter, code, modifier) as code_paid,
    max(day) over (partition by pid, encounter, code, modifier) as code_day,
    max(is_charge) over (partition by pid, encounter, code, modifier) as has_charge,
    sum(fee) over (partition by pid, encounter, code, modifier order by is_charge desc, id rows unbounded preceding) - fee
      as fees_before,
    row_number() over (partition by pid, encounter, code, modifier order by is_charge desc, id desc) as from_last
  from entry y
), filled as (
  select c.*, case when is_charge = 1 and from_last > 1 then greatest(0, least(fee, code_paid - fees_before)) else 0 end as part
  from coded c
), direct as (
  select f.*, case when is_charge = 0 then 0 when from_last > 1 then part
      else code_paid - sum(part) over (partition by pid, encounter, code, modifier) end as paid
  from filled f
), owing as (
  select d.*, case when is_charge = 1 then greatest(0, fee - paid) else 0 end as owed,
    sum(case when has_charge = 0 then amount else 0 end) over (partition by pid, encounter) as rest_paid,
    max(case when has_charge = 0 then day end) over (partition by pid, encounter) as rest_day,
    row_number() over (partition by pid, encounter order by is_charge desc, id desc) as from_last_of_all
  from direct d
), queued as (
  select o.*, sum(owed) over (partition by pid, encounter order by is_charge desc, id rows unbounded preceding) - owed
      as owed_before
  from owing o
), parted as (
  select q.*, case when is_charge = 1 and from_last_of_all > 1 then greatest(0, least(owed, rest_paid - owed_before)) else 0 end
      as rest_part
  from queued q
), settled as (
  select p.*, paid + case when from_last_of_all > 1 then rest_part
      else rest_paid - sum(rest_part) over (partition by pid, encounter) end as total_paid
  from parted p
), line as (
  select s.id, s.encounter, s.pid, s.code, s.fee, s.total_paid, b.justify,
    case when s.total_paid <> 0 then greatest(coalesce(s.code_day, s.rest_day), coalesce(s.rest_day, s.code_day)) end as paid_day,
    coalesce(nullif(b.provider_id, 0), nullif(e.provider_id, 0)) as provider_id, nullif(e.facility_id, 0) as facility_id,
    date(e.date) as visit_day, coalesce(date(e.date), date(b.date)) as service_day,
    ${PAYER} as payer
  from settled s join billing b on b.id = s.id
  left join form_encounter e on e.id = (select max(v.id) from form_encounter v
    where v.pid = s.pid and v.encounter = s.encounter and not ${deleted('v')})
  where s.is_charge = 1
)
select id as TransactionID, encounter as EncounterID, pid as PatientID, provider_id as ProviderID, facility_id as DeptID,
  visit_day as VisitDate, service_day as ServiceDate, paid_day as PaidDate, fee as Amount,
  case when payer is null then 'Self-pay' else 'Insurance' end as AmountType, total_paid as PaidAmount, payer as PayorID,
  code as ProcedureCode, nullif(substring_index(substring_index(justify, ':', 1), '|', -1), '') as ICDCode
from line`;
}

/** Copays of releases before 4.1.1 are negative charges. */
const COPAYS = `select pid, encounter, '' as code, '' as modifier, -fee as amount, date(date) as day
  from billing where activity = 1 and code_type = 'COPAY' and fee <> 0`;

const BILLING = [
  'id',
  'pid',
  'encounter',
  'code_type',
  'code',
  'modifier',
  'fee',
  'date',
  'activity',
  'payer_id',
  'provider_id',
  'justify',
];
const INSURERS = { insurance_companies: ['id', 'name'], insurance_data: ['id', 'pid', 'type', 'provider', 'date'] };
const ENCOUNTER = ['encounter', 'pid', 'date', 'provider_id', 'facility_id'];
const FORMS = { forms: ['formdir', 'form_id', 'deleted'] };
/** What says when and where a charge was made. */
const VISIT = { form_encounter: [...ENCOUNTER, 'id'], ...FORMS };
const PAYMENT = ['pid', 'encounter', 'code', 'modifier', 'pay_amount', 'post_time'];

const PAYMENT_NOTES = [
  'payments of ar_activity fill the charges of their code, then those of their encounter; payments of an encounter without a charge are not read',
  'a charge without a fee is read with the amount 0.00: what was paid on it is a credit',
  'adjustments (adj_amount) and sales of products (drug_sales) are not read: the model has amount and paid_amount',
] as const;

const LEAST_BILLING = ['id', 'pid', 'encounter', 'code_type', 'code', 'fee', 'date', 'provider_id'];

/** Charges without what was paid on them. */
const CHARGES_ALONE: PresetTable = {
  needs: { billing: LEAST_BILLING },
  table: 'billing',
  where: OF_CHARGES,
  cursor: 'none',
  columns: {
    transaction_id: 'id',
    encounter_id: 'encounter',
    patient_id: 'pid',
    provider_id: 'provider_id',
    service_date: 'date',
    amount: 'fee',
    procedure_code: 'code',
    payer_id: 'payer_id',
  },
  decide: { paid_amount: 'the payments of ar_activity cannot be read here; { constant: 0 } reads charges alone' },
};

/** Where a person's address stands in one line. */
const ADDRESS = `nullif(concat_ws(', ', nullif(street, ''), nullif(city, ''),
    nullif(concat_ws(' ', nullif(state, ''), nullif(postal_code, '')), '')), '')`;

const VISIT_TYPE = 'select c.pc_catname from openemr_postcalendar_categories c where c.pc_catid = e.pc_catid';
const visits = (
  type: string,
  where: string,
) => `select e.encounter as EncounterID, e.pid as PatientID, date(e.date) as EncounterDate,
  ${type} as EncounterType,
  nullif(e.provider_id, 0) as ProviderID, nullif(e.facility_id, 0) as DepartmentID
from form_encounter e${where}`;

/** OpenEMR: names from its published table definitions, releases 5 to 7. It notes no time of change that can be relied on, so all is read. */
export const openemr: Preset = {
  id: 'openemr',
  title: 'OpenEMR',
  recognisedBy: {
    patient_data: ['pid', 'fname', 'lname', 'DOB'],
    form_encounter: ['encounter', 'pid', 'date'],
    billing: ['code_type', 'code', 'fee', 'encounter'],
  },
  tables: {
    departments: [
      {
        needs: { facility: ['id', 'name'] },
        table: 'facility',
        columns: { department_id: 'id', name: 'name' },
        notes: ['facilities stand for departments: OpenEMR has no other unit that charges and visits name'],
      },
    ],
    providers: [
      {
        needs: { users: ['id', 'fname', 'lname', 'specialty', 'npi', 'facility_id', 'authorized'] },
        table: 'users',
        where: 'authorized = 1',
        columns: {
          provider_id: 'id',
          first_name: 'fname',
          last_name: 'lname',
          specialization: 'specialty',
          department_id: { column: 'facility_id', values: { 0: null }, otherwise: 'pass' },
          npi: { column: 'npi', trim: true },
        },
      },
      {
        needs: { users: ['id', 'fname', 'lname', 'npi', 'facility_id'] },
        query: `select id as ProviderID, fname as FirstName, lname as LastName, specialty as Specialization,
  nullif(facility_id, 0) as DeptID, nullif(npi, '') as NPI
from users where npi <> ''`,
        notes: ['users with an NPI are taken for the providers'],
      },
    ],
    patients: [
      {
        needs: {
          patient_data: [
            'pid',
            'fname',
            'lname',
            'mname',
            'DOB',
            'ss',
            'sex',
            'street',
            'city',
            'state',
            'postal_code',
            'phone_cell',
            'phone_home',
          ],
        },
        query: `select pid as PatientID, fname as FirstName, mname as MiddleName, lname as LastName, nullif(ss, '') as SSN,
  coalesce(nullif(phone_cell, ''), nullif(phone_home, '')) as PhoneNumber, nullif(sex, '') as Gender, DOB,
  ${ADDRESS} as Address
from patient_data`,
        cursor: 'none',
      },
      {
        needs: { patient_data: ['pid', 'fname', 'lname', 'mname', 'DOB', 'ss', 'sex', 'street', 'phone_home'] },
        table: 'patient_data',
        cursor: 'none',
        columns: {
          patient_id: 'pid',
          first_name: 'fname',
          middle_name: 'mname',
          last_name: 'lname',
          ssn: 'ss',
          gender: 'sex',
          phone_number: 'phone_home',
          address: 'street',
        },
      },
    ],
    encounters: [
      {
        needs: {
          form_encounter: [...ENCOUNTER, 'id', 'pc_catid'],
          openemr_postcalendar_categories: ['pc_catid', 'pc_catname'],
          ...FORMS,
        },
        query: visits(
          `(${VISIT_TYPE})`,
          `
where not ${deleted('e')}`,
        ),
        cursor: 'none',
      },
      { needs: { form_encounter: ENCOUNTER }, query: visits('null', ''), cursor: 'none' },
    ],
    transactions: [
      {
        needs: {
          billing: BILLING,
          ...VISIT,
          ...INSURERS,
          ar_activity: [...PAYMENT, 'deleted', 'post_date'],
        },
        query:
          chargesPaidBy(`select pid, encounter, code, modifier, pay_amount as amount, coalesce(post_date, date(post_time)) as day
  from ar_activity where deleted is null and pay_amount <> 0
  union all ${COPAYS}`),
        cursor: 'none',
        notes: PAYMENT_NOTES,
      },
      {
        needs: { billing: BILLING, ...VISIT, ...INSURERS, ar_activity: PAYMENT },
        query: chargesPaidBy(`select pid, encounter, code, modifier, pay_amount as amount, date(post_time) as day
  from ar_activity where pay_amount <> 0
  union all ${COPAYS}`),
        cursor: 'none',
        notes: PAYMENT_NOTES,
      },
      { ...CHARGES_ALONE, needs: { billing: [...LEAST_BILLING, 'activity'] }, where: `activity = 1 and ${OF_CHARGES}` },
      CHARGES_ALONE,
    ],
  },
};
