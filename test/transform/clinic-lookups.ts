import type { WithLookups } from '../../model/group-lookups';

/**
 * What the two hospitals of the clinic call the group's payers and departments. The department of hospital-b has no line, nor has the payer
 * BlueCross of hospital-a.
 */
export const CLINIC_LOOKUPS: readonly WithLookups[] = [
  {
    id: 'hospital-a',
    payers: [
      { source: 'Medicare', payer: 'medicare', name: 'Medicare', planType: 'Medicare' },
      { source: '00431', payer: 'medicare' },
    ],
    departments: [{ source: 'D1', department: 'surgery', name: 'Surgical services' }],
  },
  {
    id: 'hospital-b',
    payers: [{ source: 'Medicare', payer: 'medicare', electronicPayerId: 'CMS01' }],
  },
];
