import { LOCAL_ZONE, type Preset, type PresetTable } from './preset';

/** The name that a person goes by: the preferred one, else the first. */
const name = (person: string) => `(select n.person_name_id from person_name n
  where n.person_id = ${person} and coalesce(n.voided, 0) = 0 order by n.preferred desc, n.person_name_id limit 1)`;

/** The patient's last visit up to a bill, which the bill itself does not name. */
const LAST_ENCOUNTER = `(select e.encounter_id from encounter e
    where e.patient_id = b.patient_id and coalesce(e.voided, 0) = 0 and e.encounter_datetime <= b.date_created
    order by e.encounter_datetime desc, e.encounter_id desc limit 1)`;

/** A line without a price is read: what was paid on its bill may be on it. */
const AMOUNT = 'coalesce(l.price * l.quantity, 0)';

const BILL_LINES = {
  cashier_bill: ['bill_id', 'patient_id', 'status', 'voided', 'date_created', 'cash_point_id'],
  cashier_bill_line_item: ['bill_line_item_id', 'bill_id', 'price', 'quantity', 'voided', 'date_created'],
  cashier_bill_payment: ['bill_payment_id', 'bill_id', 'payment_mode_id', 'amount', 'voided', 'date_created'],
  cashier_payment_mode: ['payment_mode_id', 'name'],
  cashier_cash_point: ['cash_point_id', 'location_id'],
};

/**
 * Lines of bills with what was paid on each: payments are of a bill and fill its lines in their order; the last line takes the rest.
 * @param named columns that say which encounter and which service a line is of. @param join where they come from
 */
function linesPaid(named: string, join: string): string {
  return `with line as (
  select l.bill_line_item_id, l.bill_id, b.patient_id, b.cash_point_id, l.date_created, date(b.date_created) as bill_day,
    ${AMOUNT} as amount, ${named},
    sum(${AMOUNT}) over (partition by l.bill_id order by l.bill_line_item_id) - ${AMOUNT} as before_it,
    row_number() over (partition by l.bill_id order by l.bill_line_item_id desc) as from_last
  from cashier_bill_line_item l join cashier_bill b on b.bill_id = l.bill_id${join}
  where coalesce(l.voided, 0) = 0 and coalesce(b.voided, 0) = 0 and coalesce(b.status, '') not in ('CANCELLED', 'ADJUSTED')
), pay as (
  select bill_id, sum(amount) as paid, max(date(date_created)) as day from cashier_bill_payment where coalesce(voided, 0) = 0 group by bill_id
), filled as (
  select i.*, p.day as paid_day, coalesce(p.paid, 0) as bill_paid,
    case when i.from_last = 1 then 0 else greatest(0, least(i.amount, coalesce(p.paid, 0) - i.before_it)) end as part
  from line i left join pay p on p.bill_id = i.bill_id
), settled as (
  select f.*, case when f.from_last = 1 then f.bill_paid - sum(f.part) over (partition by f.bill_id) else f.part end as paid
  from filled f
)
select s.bill_line_item_id as TransactionID, s.encounter_id as EncounterID, s.patient_id as PatientID,
  (select p.provider_id from encounter_provider p where p.encounter_id = s.encounter_id and coalesce(p.voided, 0) = 0
    order by p.encounter_provider_id limit 1) as ProviderID,
  coalesce(e.location_id, c.location_id) as DeptID, date(e.encounter_datetime) as VisitDate, s.bill_day as ServiceDate,
  case when s.paid <> 0 then s.paid_day end as PaidDate, s.amount as Amount, s.paid as PaidAmount, s.date_created as InsertDate, s.service,
  (select m.name from cashier_bill_payment q join cashier_payment_mode m on m.payment_mode_id = q.payment_mode_id
    where q.bill_id = s.bill_id and coalesce(q.voided, 0) = 0 order by q.bill_payment_id limit 1) as payment_mode
from settled s left join encounter e on e.encounter_id = s.encounter_id
left join cashier_cash_point c on c.cash_point_id = s.cash_point_id`;
}

/** What both ways to read the lines of bills say. */
const lines = {
  cursor: 'none',
  columns: { inserted_at: { column: 'InsertDate', zone: LOCAL_ZONE } },
  decide: {
    procedure_code: 'OpenMRS keeps no CPT code with a bill; service, the short name of what was billed, may be one',
    payer_id: 'bills name no insurer; payment_mode, of the first payment of a bill, may say who pays',
  },
  notes: [
    'lines of bills that were cancelled or adjusted are not read; payments of a bill fill its lines in their order',
    'the provider is that of the encounter: provider_id of a bill is its cashier',
  ],
} as const satisfies Partial<PresetTable>;

const ENCOUNTERS = {
  encounter: [
    'encounter_id',
    'patient_id',
    'encounter_datetime',
    'encounter_type',
    'location_id',
    'voided',
    'date_created',
  ],
  encounter_provider: ['encounter_provider_id', 'encounter_id', 'provider_id', 'voided'],
};
const NAMES = {
  person_name: ['person_name_id', 'person_id', 'given_name', 'middle_name', 'family_name', 'preferred', 'voided'],
};

/**
 * OpenMRS: names from its published table definitions, platform 1.9 to 2, and of its billing module. Voided rows are left out, since they
 * were entered by mistake; retired ones stay, because older rows name them. The values of one row change in several tables, so every run
 * reads all rows.
 */
export const openmrs: Preset = {
  id: 'openmrs',
  title: 'OpenMRS',
  recognisedBy: {
    person: ['person_id', 'birthdate', 'gender', 'voided'],
    person_name: ['person_id', 'given_name', 'family_name'],
    patient: ['patient_id', 'voided'],
    encounter: ['encounter_id', 'encounter_datetime', 'encounter_type'],
  },
  tables: {
    departments: [
      {
        needs: { location: ['location_id', 'name'] },
        table: 'location',
        columns: { department_id: 'location_id', name: 'name' },
        notes: ['locations stand for departments'],
      },
    ],
    providers: [
      {
        needs: { provider: ['provider_id', 'person_id', 'name', 'identifier'], ...NAMES, ...ENCOUNTERS },
        query: `select p.provider_id as ProviderID, n.given_name as FirstName, coalesce(n.family_name, p.name) as LastName,
  (select e.location_id from encounter_provider v join encounter e on e.encounter_id = v.encounter_id
    where v.provider_id = p.provider_id and coalesce(v.voided, 0) = 0 and coalesce(e.voided, 0) = 0 and e.location_id is not null
    group by e.location_id order by count(*) desc, e.location_id limit 1) as DeptID, p.identifier
from provider p left join person_name n on n.person_name_id = ${name('p.person_id')}`,
        decide: { npi: 'OpenMRS keeps no NPI of its own; identifier may be it' },
        notes: ['the department of a provider is the location of most of the encounters: OpenMRS names none'],
      },
    ],
    patients: [
      {
        needs: {
          patient: ['patient_id', 'voided'],
          person: ['person_id', 'gender', 'birthdate'],
          ...NAMES,
          person_address: [
            'person_id',
            'address1',
            'address2',
            'city_village',
            'state_province',
            'postal_code',
            'preferred',
            'voided',
          ],
          person_attribute: ['person_id', 'person_attribute_type_id', 'value', 'voided'],
          person_attribute_type: ['person_attribute_type_id', 'name'],
        },
        query: `select t.patient_id as PatientID, n.given_name as FirstName, n.middle_name as MiddleName, n.family_name as LastName,
  nullif(p.gender, '') as Gender, p.birthdate as DOB,
  (select a.value from person_attribute a join person_attribute_type k using (person_attribute_type_id)
    where a.person_id = t.patient_id and coalesce(a.voided, 0) = 0 and k.name = 'Telephone Number'
    order by a.person_attribute_id desc limit 1) as PhoneNumber,
  (select nullif(concat_ws(', ', nullif(a.address1, ''), nullif(a.address2, ''), nullif(a.city_village, ''),
      nullif(a.state_province, ''), nullif(a.postal_code, '')), '')
    from person_address a where a.person_id = t.patient_id and coalesce(a.voided, 0) = 0
    order by a.preferred desc, a.person_address_id limit 1) as Address
from patient t join person p on p.person_id = t.patient_id
left join person_name n on n.person_name_id = ${name('t.patient_id')}
where coalesce(t.voided, 0) = 0`,
        cursor: 'none',
        columns: {
          gender: { column: 'Gender', values: { M: 'Male', F: 'Female', O: 'Other', U: 'Unknown' }, otherwise: 'pass' },
        },
      },
    ],
    encounters: [
      {
        needs: { ...ENCOUNTERS, encounter_type: ['encounter_type_id', 'name'] },
        query: `select e.encounter_id as EncounterID, e.patient_id as PatientID, date(e.encounter_datetime) as EncounterDate,
  t.name as EncounterType,
  (select p.provider_id from encounter_provider p where p.encounter_id = e.encounter_id and coalesce(p.voided, 0) = 0
    order by p.encounter_provider_id limit 1) as ProviderID,
  e.location_id as DepartmentID, e.date_created as InsertedDate
from encounter e left join encounter_type t on t.encounter_type_id = e.encounter_type
where coalesce(e.voided, 0) = 0`,
        cursor: 'none',
        columns: { inserted_at: { column: 'InsertedDate', zone: LOCAL_ZONE } },
      },
    ],
    transactions: [
      {
        needs: {
          ...BILL_LINES,
          ...ENCOUNTERS,
          cashier_bill_line_item: [...BILL_LINES.cashier_bill_line_item, 'order_id', 'service_id'],
          cashier_billable_service: ['service_id', 'short_name'],
          orders: ['order_id', 'encounter_id'],
        },
        query: linesPaid(
          `coalesce(o.encounter_id, ${LAST_ENCOUNTER}) as encounter_id, v.short_name as service`,
          `
  left join orders o on o.order_id = l.order_id left join cashier_billable_service v on v.service_id = l.service_id`,
        ),
        ...lines,
        notes: [...lines.notes, "a line is of its order's encounter, else of the patient's last one up to the bill"],
      },
      {
        needs: { ...BILL_LINES, ...ENCOUNTERS },
        query: linesPaid(`${LAST_ENCOUNTER} as encounter_id, null as service`, ''),
        ...lines,
        notes: [...lines.notes, "a line is of the patient's last encounter up to the bill, which names none"],
      },
    ],
  },
};
