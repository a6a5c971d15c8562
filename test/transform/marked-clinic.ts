import { entity } from '../../model/catalogue';
import type { Column, LogicalType } from '../../model/types';
import { CLINIC } from './clinic';
import { version } from './gold-warehouse';
import type { SqlRow } from './insert-rows';

/** So many claims more of each status that no two statuses have equally many. */
const MORE_CLAIMS = ['Approved', 'Rejected', 'Pending', 'Voided'].flatMap((status, index) =>
  Array.from({ length: 2 * index + 3 }, () => status),
);

/** A value that shows which column it is of. */
function mark({ name, type }: Column, place: number, row: number): string | number | boolean {
  const values: Record<LogicalType, string | number | boolean> = {
    STRING: `${name} ${row}`,
    INT64: 100 * place + row,
    NUMERIC: `${100 * place + row}.25`,
    DATE: `2025-0${1 + (place % 4)}-${10 + row}`,
    TIMESTAMP: `2025-01-${10 + place} 00:00:${10 + row}.000000`,
    BOOL: true,
  };
  return values[type];
}

/**
 * The clinic with a mark in every column that it leaves out, and with rows more: so many that no two columns of one type of a table of
 * gold look the same in every row, and a value in the wrong one is seen.
 */
export function markedClinic(): Record<string, SqlRow[]> {
  const { claims = [], transactions = [], encounters = [] } = CLINIC;
  const rows: Readonly<Record<string, readonly SqlRow[]>> = {
    ...CLINIC,
    transactions: [...transactions, { ...transactions[0], transaction_id: 'M1', icd_code: 'nobody knows it' }],
    encounters: [...encounters, { ...encounters[0], encounter_id: 'M1', encounter_date: '2025-01-06' }],
    claims: [
      ...claims,
      ...MORE_CLAIMS.map((claim_status, index) => ({
        ...claims[0],
        claim_id: `M${index}`,
        claim_status,
        claim_amount: `${70 + index}`,
        paid_amount: '3',
      })),
    ],
    npi: [version({ hospital_id: 'reference', npi: '1234567893' })],
  };
  const marked = Object.entries(rows).map(([name, ofEntity]) => [
    name,
    ofEntity.map((row, index) => ({
      ...Object.fromEntries(entity(name).columns.map((column, place) => [column.name, mark(column, place, index)])),
      ...row,
    })),
  ]);
  return Object.fromEntries(marked);
}
