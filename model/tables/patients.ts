import { EARLIEST_PLAUSIBLE_BIRTH, type Entity } from '../types';
import { MODIFIED_PLAUSIBLE } from './modified-plausible';

export const patients: Entity = {
  name: 'patients',
  title: 'Patients',
  grain: 'one row per patient of a hospital',
  origin: 'emr',
  source: 'patients',
  key: ['patient_id'],
  cursor: 'modified_at',
  columns: [
    {
      name: 'patient_id',
      canonical: 'id',
      source: 'PatientID',
      type: 'STRING',
      phi: 'medical_record_number',
      required: true,
      description: "The hospital's id of the patient.",
    },
    { name: 'first_name', source: 'FirstName', type: 'STRING', phi: 'name', description: 'Given name.' },
    { name: 'last_name', source: 'LastName', type: 'STRING', phi: 'name', description: 'Family name.' },
    { name: 'middle_name', source: 'MiddleName', type: 'STRING', phi: 'name', description: 'Middle name or initial.' },
    {
      name: 'ssn',
      source: 'SSN',
      type: 'STRING',
      phi: 'ssn',
      description: 'Social security number, as the source has it.',
    },
    {
      name: 'phone_number',
      source: 'PhoneNumber',
      type: 'STRING',
      phi: 'phone',
      description: 'Telephone number, as the source has it.',
    },
    { name: 'gender', source: 'Gender', type: 'STRING', phi: 'health', description: 'Gender, as the source has it.' },
    { name: 'date_of_birth', source: 'DOB', type: 'DATE', phi: 'date', description: 'Date of birth.' },
    {
      name: 'address',
      source: 'Address',
      type: 'STRING',
      phi: 'geography',
      description: 'Postal address in one line.',
    },
    {
      name: 'modified_at',
      bookkeeping: true,
      source: 'ModifiedDate',
      type: 'TIMESTAMP',
      phi: 'none',
      description: 'When the source last changed the row, UTC.',
    },
  ],
  quality: [
    {
      id: 'birth_date_present',
      severity: 'error',
      check: { kind: 'present', column: 'date_of_birth' },
      description: 'A patient has a birth date: without it nobody can tell two patients of one name apart.',
    },
    {
      id: 'birth_date_plausible',
      severity: 'error',
      check: { kind: 'plausible_date', column: 'date_of_birth', earliest: EARLIEST_PLAUSIBLE_BIRTH },
      description: 'The birth date lies between 1900 and the day after the snapshot.',
    },
    MODIFIED_PLAUSIBLE,
  ],
};
