import type { Entity } from '../types';

export const icdCodes: Entity = {
  name: 'icd_codes',
  title: 'Diagnosis codes (ICD-10-CM)',
  grain: 'one row per diagnosis code',
  origin: 'reference',
  source: 'icd_codes',
  key: ['icd_code'],
  cursor: null,
  columns: [
    {
      name: 'icd_code',
      canonical: 'icd10',
      source: 'ICDCode',
      type: 'STRING',
      phi: 'none',
      presence: 'required',
      description: 'ICD-10-CM code, as delivered: with or without its point.',
    },
    {
      name: 'description',
      source: 'Description',
      type: 'STRING',
      phi: 'none',
      presence: 'optional',
      description: 'Text of the code.',
    },
    {
      name: 'chapter',
      source: 'Chapter',
      type: 'STRING',
      phi: 'none',
      presence: 'optional',
      description: 'Chapter the code belongs to.',
    },
  ],
  quality: [
    {
      id: 'icd_shape',
      severity: 'warning',
      check: { kind: 'pattern', column: 'icd_code', regex: '^[A-Z][0-9][0-9A-Z](\\.?[0-9A-Z]{1,4})?$' },
      description: 'A letter, two characters, then up to four more, with or without the point before them.',
    },
  ],
};
