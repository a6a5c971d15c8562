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
  ],
  patients: [
    'patient',
    'person',
    'persons',
    'people',
    'pat',
    'patient_master',
    'pat_master',
    'demographics',
    'members',
  ],
  encounters: ['encounter', 'visit', 'visits', 'admissions', 'episodes', 'appointments', 'enc'],
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
  ],
};

/** Names of a common column, by column: a column of one name means the same in every table. */
export const COLUMN_SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  patient_id: ['PatID', 'PatientNo', 'PatientNumber', 'PatientKey', 'PID', 'MRN', 'MedicalRecordNumber', 'PersonID'],
  first_name: ['F_Name', 'FName', 'GivenName', 'FirstNm', 'Forename', 'NameFirst'],
  last_name: ['L_Name', 'LName', 'FamilyName', 'LastNm', 'Surname', 'NameLast'],
  middle_name: ['M_Name', 'MName', 'MiddleInitial', 'MI', 'MiddleNm', 'NameMiddle'],
  ssn: ['SocialSecurityNumber', 'SocialSecurityNo', 'SocSecNo', 'SSNumber', 'SSNNo'],
  phone_number: ['Phone', 'PhoneNo', 'Telephone', 'Tel', 'TelNo', 'HomePhone', 'MobilePhone', 'ContactNumber'],
  gender: ['Sex', 'GenderCode', 'SexCode', 'AdministrativeSex'],
  date_of_birth: ['BirthDate', 'BirthDt', 'DateBirth', 'DOBirth', 'BDate', 'Born'],
  address: ['Addr', 'FullAddress', 'HomeAddress', 'PostalAddress', 'StreetAddress'],
  encounter_id: ['EncID', 'EncounterNo', 'EncounterNumber', 'EncounterKey', 'VisitID', 'VisitNo', 'AdmissionID', 'CSN'],
  encounter_date: ['VisitDate', 'EncDate', 'EncounterDt', 'DateOfEncounter', 'AdmitDate', 'AdmissionDate'],
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
  service_date: ['DateOfService', 'ServiceDt', 'DOS', 'SvcDate', 'ChargeDate'],
  paid_date: ['PaymentDate', 'PaidDt', 'DatePaid', 'PostingDate', 'PostedDate'],
  visit_type: ['VisitClass', 'TypeOfVisit'],
  amount: ['ChargeAmount', 'ChargeAmt', 'Amt', 'GrossCharge', 'TotalCharge', 'BilledAmount'],
  amount_type: ['PayerType', 'AmtType', 'PayType', 'FinancialClass'],
  paid_amount: ['PaidAmt', 'AmountPaid', 'AmtPaid', 'PaymentAmount', 'PaymentAmt'],
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
  ...{ txn: 'transaction', trans: 'transaction', pmt: 'payment', ident: 'id', identifier: 'id' },
};
