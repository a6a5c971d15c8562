import type { Entity } from '../types';

export const npi: Entity = {
  name: 'npi',
  title: 'Provider register (NPI)',
  grain: 'one row per National Provider Identifier',
  origin: 'reference',
  source: 'npi',
  key: ['npi'],
  cursor: null,
  columns: [
    {
      name: 'npi',
      source: 'NPI',
      type: 'STRING',
      phi: 'none',
      presence: 'required',
      description: 'National Provider Identifier, 10 digits (45 CFR 162.406).',
    },
    {
      name: 'provider_name',
      source: 'ProviderName',
      type: 'STRING',
      phi: 'none',
      presence: 'optional',
      description: "Provider's or organization's name in the register.",
    },
    {
      name: 'taxonomy',
      source: 'Taxonomy',
      type: 'STRING',
      phi: 'none',
      presence: 'optional',
      description: 'Primary taxonomy (specialty).',
    },
    {
      name: 'state',
      source: 'State',
      type: 'STRING',
      phi: 'none',
      presence: 'optional',
      description: 'State of the practice.',
    },
  ],
  quality: [
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
