import type { Entity } from '../types';

export const providers: Entity = {
  name: 'providers',
  title: 'Providers',
  grain: 'one row per provider of a hospital',
  origin: 'emr',
  source: 'providers',
  key: ['provider_id'],
  cursor: null,
  columns: [
    {
      name: 'provider_id',
      canonical: 'id',
      source: 'ProviderID',
      type: 'STRING',
      phi: 'none',
      required: true,
      description: "The hospital's id of the provider, without the hospital's own prefix.",
    },
    {
      name: 'first_name',
      source: 'FirstName',
      type: 'STRING',
      phi: 'none',
      description: "The provider's given name: a workforce member, not a patient.",
    },
    { name: 'last_name', source: 'LastName', type: 'STRING', phi: 'none', description: "The provider's family name." },
    {
      name: 'specialization',
      source: 'Specialization',
      type: 'STRING',
      phi: 'none',
      description: 'Medical specialty.',
    },
    {
      name: 'department_id',
      canonical: 'id',
      source: 'DeptID',
      type: 'STRING',
      phi: 'none',
      description: 'Department the provider works in.',
    },
    {
      name: 'npi',
      source: 'NPI',
      type: 'STRING',
      phi: 'none',
      description: 'National Provider Identifier, 10 digits (45 CFR 162.406).',
    },
  ],
  quality: [
    {
      id: 'department_present',
      severity: 'error',
      check: { kind: 'present', column: 'department_id' },
      description: 'A provider works in a department.',
    },
    {
      id: 'npi_is_10_digits',
      severity: 'warning',
      check: { kind: 'pattern', column: 'npi', regex: '^[0-9]{10}$' },
      description: 'An NPI has 10 digits.',
    },
    {
      id: 'npi_check_digit',
      severity: 'warning',
      check: { kind: 'npi_check_digit', column: 'npi' },
      description: 'An NPI starts with 1 or 2 and ends with its check digit (45 CFR 162.406).',
    },
  ],
};
