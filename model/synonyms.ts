/**
 * Names that hospitals use for tables and columns of the common data model. `rcm hospital add` proposes a mapping from them; the
 * hospital's mapping decides. Case, blanks, `_` and `-` do not matter.
 */

/** Names of an entity's table, by entity; its own name and its usual name in the source are known without being listed. */
export const TABLE_SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  departments: ['department', 'dept', 'depts', 'units', 'cost_centers', 'clinics', 'wards'],
  providers: [
    'provider',
    'physician',
    'physicians',
    'doctor',
    'doctors',
    'practitioner',
    'clinicians',
    'staff_provider',
    'physician_master',
    'doctor_master',
  ],
  patients: ['patient', 'pat', 'patient_master', 'pat_master', 'patient_info', 'demographics'],
  encounters: ['encounter', 'visit', 'visits', 'admission', 'admissions', 'episodes', 'enc'],
  transactions: [
    'transaction',
    'charges',
    'charge_lines',
    'billing',
    'billing_lines',
    'txn',
    'txns',
    'trans',
    'ledger',
    'charge',
    'charge_detail',
    'bill_items',
    'bill_lines',
  ],
};

/** Names of tables that hold more than the entity, or nearly the same: persons are staff and relatives too. They count as less sure. */
export const BROADER_TABLES: Readonly<Record<string, readonly string[]>> = {
  departments: ['facility', 'facilities', 'location', 'locations'],
  providers: ['users', 'staff', 'employees'],
  patients: ['person', 'persons', 'people', 'members', 'clients'],
  encounters: ['appointment', 'appointments', 'bookings'],
  transactions: ['bills', 'bill', 'invoices', 'invoice_items', 'invoice_lines'],
};

/** Names of look-up tables and of what is beside the entities: a table with one of these words in its name is never proposed for its columns alone. */
export const OTHER_TABLES: readonly string[] = [
  ...['insurance', 'insurances', 'payer', 'payers', 'payor', 'payors', 'carrier', 'carriers', 'company', 'companies'],
  ...['type', 'types', 'category', 'categories', 'status', 'statuses', 'codes', 'lookup', 'option', 'options', 'list'],
  ...[
    'log',
    'logs',
    'audit',
    'history',
    'archive',
    'backup',
    'bak',
    'old',
    'tmp',
    'temp',
    'copy',
    'setting',
    'settings',
  ],
  ...['role', 'roles', 'permission', 'permissions', 'session', 'sessions', 'concept', 'concepts', 'drug', 'drugs'],
];

/** Names of a common column, by column: a column of one name means the same in every table. */
export const COLUMN_SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  patient_id: ['PatID', 'PatientNo', 'PatientNumber', 'PatientKey', 'PID', 'MRN', 'MedicalRecordNumber', 'PersonID'],
  first_name: ['F_Name', 'FName', 'GivenName', 'FirstNm', 'Forename', 'NameFirst'],
  last_name: ['L_Name', 'LName', 'FamilyName', 'LastNm', 'Surname', 'NameLast'],
  middle_name: ['M_Name', 'MName', 'MiddleInitial', 'MI', 'MiddleNm', 'NameMiddle'],
  ssn: ['SS', 'SocialSecurityNumber', 'SocialSecurityNo', 'SocSecNo', 'SSNumber', 'SSNNo'],
  phone_number: [
    'Phone',
    'PhoneNo',
    'Telephone',
    'Tel',
    'TelNo',
    'HomePhone',
    'MobilePhone',
    'PhoneHome',
    'PhoneCell',
    'ContactNumber',
  ],
  gender: ['Sex', 'GenderCode', 'SexCode', 'AdministrativeSex'],
  date_of_birth: ['BirthDate', 'BirthDt', 'DateBirth', 'DOBirth', 'BDate', 'Born'],
  address: ['Addr', 'Street', 'FullAddress', 'HomeAddress', 'PostalAddress', 'StreetAddress'],
  encounter_id: [
    'EncID',
    'Encounter',
    'EncounterNo',
    'EncounterNumber',
    'EncounterKey',
    'VisitID',
    'VisitNo',
    'AdmissionID',
    'CSN',
  ],
  encounter_date: [
    ...['VisitDate', 'EncDate', 'EncounterDt', 'EncounterDatetime', 'DateOfEncounter', 'AdmitDate', 'AdmissionDate'],
    ...['Date', 'AppointmentDate', 'DateStarted', 'StartDate'],
  ],
  encounter_type: ['VisitType', 'EncType', 'EncounterClass', 'PatientClass'],
  provider_id: ['ProvID', 'ProviderNo', 'ProviderNumber', 'ProviderKey', 'PhysicianID', 'DoctorID', 'PractitionerID'],
  specialization: ['Specialty', 'Speciality', 'ProviderSpecialty', 'Spec'],
  npi: ['NPINumber', 'NPINo', 'NPICode', 'NationalProviderIdentifier', 'NationalProviderID'],
  department_id: [
    'DeptID',
    'DepartmentID',
    'DeptNo',
    'DeptCode',
    'DepartmentNo',
    'DepartmentCode',
    'UnitID',
    'CostCenterID',
  ],
  name: ['DeptName', 'DepartmentName', 'DeptDescription', 'DepartmentDescription', 'UnitName'],
  procedure_code: ['ProcCode', 'CPT', 'CPTCode', 'CPT_CD', 'HCPCS', 'HCPCSCode', 'ProcedureCd'],
  icd_code: ['ICD', 'ICD10', 'ICD10Code', 'DiagnosisCode', 'DiagCode', 'DxCode', 'Dx', 'PrimaryDiagnosis'],
  transaction_id: ['TransID', 'TxnID', 'TransactionNo', 'TransactionNumber', 'ChargeID', 'ChargeLineID', 'LineID'],
  visit_date: ['VisitDt', 'DateOfVisit'],
  service_date: ['DateOfService', 'ServiceDt', 'DOS', 'SvcDate', 'ChargeDate', 'TransactionDate'],
  paid_date: ['PaymentDate', 'PaidDt', 'DatePaid', 'PostingDate', 'PostedDate'],
  visit_type: ['VisitClass', 'TypeOfVisit'],
  amount: ['ChargeAmount', 'ChargeAmt', 'Amt', 'GrossCharge', 'TotalCharge', 'BilledAmount', 'Fee', 'Fees', 'Charge'],
  amount_type: ['PayerType', 'AmtType', 'PayType', 'FinancialClass'],
  paid_amount: ['PaidAmt', 'AmountPaid', 'AmtPaid', 'PaymentAmount', 'PaymentAmt', 'PayAmount', 'TotalPaid', 'Paid'],
  claim_id: ['ClaimNo', 'ClaimNumber', 'ClmID'],
  payer_id: ['PayerID', 'PayorNo', 'PayerNo', 'PayerCode', 'InsuranceID', 'InsurerID', 'CarrierID'],
  line_of_business: ['LOB', 'ProductLine', 'BusinessLine'],
  medicaid_id: ['MedicaidNo', 'MedicaidNumber'],
  medicare_id: ['MedicareNo', 'MedicareNumber', 'MBI', 'HICN'],
  inserted_at: [
    'InsertDate',
    'InsertedDate',
    'CreatedDate',
    'CreateDate',
    'CreatedAt',
    'CreatedOn',
    'DateCreated',
    'InsertDt',
  ],
  modified_at: [
    ...['Updated_Date', 'UpdateDate', 'UpdatedAt', 'UpdatedOn', 'ModifiedAt', 'ModifiedOn', 'ModifyDate', 'LastUpdate'],
    ...['LastUpdated', 'LastModified', 'LastModifiedDate', 'LastUpdateDate', 'DateModified', 'ChangedAt', 'ChangeDate'],
    ...['DateChanged', 'DateUpdated', 'ChangedOn', 'ChangedDate', 'ModifiedTime', 'UpdateTime', 'Touched'],
  ],
};

/** Words that stand for an entity at the front of its columns' names: `pat_first_name` of patients is `first_name`. */
export const COLUMN_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  departments: ['department', 'dept'],
  providers: ['provider', 'prov', 'physician', 'doctor'],
  patients: ['patient', 'pat', 'person', 'member'],
  encounters: ['encounter', 'enc', 'visit'],
  transactions: ['transaction', 'trans', 'txn', 'charge'],
};

/** Names that only say that a column is the key of its table. */
export const KEY_NAMES: readonly string[] = ['ID', 'Key', 'RowID', 'PK', 'UID', 'Code', 'No', 'Number'];

/** Short forms in names, and what they stand for: `Mod_Dt` is `modified_date`. */
export const ABBREVIATIONS: Readonly<Record<string, string>> = {
  ...{ dt: 'date', nm: 'name', nbr: 'number', num: 'number', no: 'number', cd: 'code', amt: 'amount', addr: 'address' },
  ...{ tel: 'telephone', mod: 'modified', upd: 'updated', ins: 'insert', desc: 'description', svc: 'service' },
  ...{ proc: 'procedure', diag: 'diagnosis', dept: 'department', prov: 'provider', pat: 'patient', enc: 'encounter' },
  ...{ txn: 'transaction', trans: 'transaction', pmt: 'payment', ident: 'id', identifier: 'id', datetime: 'date' },
};
