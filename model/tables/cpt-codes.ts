import type { Entity } from '../types';

/** Procedure codes, from the customer's licensed file: the AMA's descriptions are never part of this package. */
export const cptCodes: Entity = {
  name: 'cpt_codes',
  title: 'Procedure codes (CPT)',
  grain: 'one row per procedure code',
  origin: 'reference',
  source: 'cpt_codes',
  key: ['procedure_code'],
  cursor: null,
  columns: [
    {
      name: 'procedure_code',
      canonical: 'cpt',
      source: 'CPT Codes',
      type: 'STRING',
      phi: 'none',
      presence: 'required',
      padTo: 5,
      description: 'CPT or HCPCS code, 5 characters, leading zeros kept.',
    },
    {
      name: 'category',
      source: 'Procedure Code Category',
      type: 'STRING',
      phi: 'none',
      presence: 'optional',
      description: 'Category of the code.',
    },
    {
      name: 'description',
      source: 'Procedure Code Descriptions',
      type: 'STRING',
      phi: 'none',
      presence: 'optional',
      description: "Text of the customer's licensed file.",
    },
    {
      name: 'code_status',
      source: 'Code Status',
      type: 'STRING',
      phi: 'none',
      presence: 'optional',
      description: 'Added, changed, deleted, no change.',
    },
  ],
  quality: [
    {
      id: 'code_has_5_characters',
      severity: 'warning',
      check: { kind: 'pattern', column: 'procedure_code', regex: '^[0-9A-Z][0-9]{3}[0-9A-Z]$' },
      description: 'A CPT or HCPCS code has 5 characters.',
    },
  ],
};
